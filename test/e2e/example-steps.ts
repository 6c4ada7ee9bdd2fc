import { assert } from '../platform';
import type { IDataObject } from 'n8n-workflow';
import type { Row } from '../clinic-sandbox';
import type { RunningExample } from './running-example';

/** OpenBoxes fails, and the execution says so. */
export async function notAnswered(example: RunningExample, start: string): Promise<void> {
	example.sandbox.faults.next({ kind: '5xx before commit', count: 1000 });
	const execution = await example.run(start);
	assert.equal(execution.status, 'error');
	assert.match(execution.data.resultData.error?.message ?? '', /OpenBoxes/);
}

export function enter({ clinic }: RunningExample, type: string, values: Row): void {
	clinic.enter({ type, warehouse: 'facility-id', ...values });
}

export function sell(example: RunningExample, sku: string, quantity: number): void {
	enter(example, 'sales', { items: [{ sku, quantity }] });
}

export function giveBack(example: RunningExample, transaction: string, quantity: number): void {
	enter(example, 'return', { transaction, items: [{ sku: '10001', quantity }] });
}

export async function receiveSome(example: RunningExample): Promise<void> {
	await example.activate();
	const day = await example.day();
	const { shipment } = await day.ship(30);
	await day.receive(shipment, 30);
}

/** The caller hears why, and nothing else of what n8n knows. */
export function assertRefused({ httpStatus, ...body }: IDataObject, reason: RegExp): void {
	assert.equal(httpStatus, 422);
	assert.deepEqual(Object.keys(body), ['error']);
	assert.match(String(body.error), reason);
}
