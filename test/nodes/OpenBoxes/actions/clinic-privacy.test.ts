import { ExecuteContext } from 'n8n-core';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import {
	ITEM_FIELDS,
	TRANSACTION_FIELDS,
} from '../../../../nodes/HapiHub/rules/transaction-fields';
import { CuttingProxy } from '../../../hospital/cutting-proxy';
import { at } from '../../../hospital/movements';
import { Scene } from '../../../hospital/scene';

/** All that the node needs to know; every other field of the document may name a patient. */
const NEEDED = ['createdAt', 'expiresAt', 'items', 'type', 'warehouse', 'transaction', 'source'];
const NEEDED_OF_LINES = ['sku', 'quantity', 'control', 'expiresAt', 'adjustment', 'price', 'tax'];

const MARK = 'MARK-patient';

/** Each with a text that is found again wherever it goes. */
function marked(fields: typeof TRANSACTION_FIELDS, needed: readonly string[]): IDataObject {
	const open = fields.filter(({ name }) => ![...needed, 'destination'].includes(name));
	return Object.fromEntries(
		open.map(({ name, kind }) => [
			name,
			kind === 'object' ? { of: `${MARK}-${name}` } : kind === 'list' ? [{ of: MARK }] : MARK,
		]),
	) as IDataObject;
}

const line = (sku: string, quantity: number): IDataObject => ({
	...marked(ITEM_FIELDS, NEEDED_OF_LINES),
	sku,
	quantity,
	adjustment: quantity,
});

const entered = (id: string, type: string, more: IDataObject = {}): IDataObject => ({
	...marked(TRANSACTION_FIELDS, NEEDED),
	id,
	type,
	warehouse: 'clinic',
	createdAt: Date.now() - 60_000,
	items: [line('10003', 1)],
	...more,
});

const OPERATIONS: ReadonlyArray<readonly [string, string, string, IDataObject]> = [
	['transaction', 'debit', 'sales', {}],
	['transaction', 'credit', 'return', { transaction: 'trx-sold' }],
	['transaction', 'adjust', 'adjustment', {}],
	['purchaseOrder', 'receive', 'receiving', {}],
	['stockMovement', 'create', 'transfer', { source: 'clinic', destination: 'other' }],
];

describe('what a clinic says of a patient', () => {
	const logged: string[] = [];
	let scene: Scene;
	let proxy: CuttingProxy;
	beforeAll(async () => {
		const note = (...words: unknown[]): void => void logged.push(JSON.stringify(words));
		Object.defineProperty(ExecuteContext.prototype, 'logger', {
			configurable: true,
			get: () => ({ debug: note, info: note, warn: note, error: note }),
		});
		scene = await Scene.open();
		proxy = await CuttingProxy.start(scene.sandbox.url);
		const [row] = scene.engine.store.all();
		scene.engine.store.save({ ...row, data: { ...row.data, url: proxy.url } });
		await scene.run(parameters('transaction', 'debit'), {
			items: [entered('trx-sold', 'sales', { items: [line('10003', 3)] })],
		});
	});
	afterAll(async () => {
		Reflect.deleteProperty(ExecuteContext.prototype, 'logger');
		await proxy.close();
		await scene.close();
	});

	const parameters = (resource: string, operation: string): INodeParameters =>
		({
			resource,
			operation,
			[resource === 'transaction' ? 'itemIs' : 'linesFrom']: 'inventoryTransaction',
			purchaseOrder: 'PO-1',
			warehouses: {
				warehouse: [
					{ id: 'clinic', location: at('pharmacy') },
					{ id: 'other', location: at('central') },
				],
			},
		}) as INodeParameters;

	it.each(OPERATIONS)(
		'is in no request, error or log of %s %s, whatever happens',
		async (resource, operation, type, more) => {
			const cases: ReadonlyArray<readonly [string, IDataObject]> = [
				['good', more],
				['unknown product', { ...more, items: [line('NOBODY-KNOWS', 1)] }],
				['too many', { ...more, items: [line('10003', 900_000)] }],
				['unknown warehouse', { ...more, warehouse: 'nowhere', source: 'nowhere' }],
				['wrong type', { ...more, type: 'packaging' }],
				['server fails', more],
			];
			for (const [name, special] of cases) {
				if (name === 'server fails')
					scene.sandbox.faults.next({ kind: '5xx before commit', count: 30 });
				const { error, output } = await scene.run(parameters(resource, operation), {
					items: [entered(`trx-${operation}-${name}`, type, special)],
				});
				scene.sandbox.faults.clear();
				const told = JSON.stringify([
					error && { ...error, message: error.message },
					output.map(({ json }) => json),
				]);
				expect(told).not.toContain(MARK);
			}
			expect([...proxy.calls, ...proxy.bodies].join('\n')).not.toContain(MARK);
			expect(logged.length).toBeGreaterThan(0);
			expect(logged.join('\n')).not.toContain(MARK);
		},
	);
});
