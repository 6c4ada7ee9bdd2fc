import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { id, type Scene } from './scene';

/** A resource locator as n8n stores it. */
export const locator = (value: string, mode = 'id'): INodeParameters => ({
	__rl: true,
	mode,
	value,
});

export const at = (name: string): INodeParameters => locator(id.locations[name]);

/** Parameters of a stock movement operation; a person enabled what needs it. */
export const op = (operation: string, parameters: object = {}): INodeParameters => ({
	resource: 'stockMovement',
	operation,
	enable: true,
	...parameters,
});

/** Parameters of an operation on one movement. */
export const on = (
	movement: { id?: unknown } | string,
	operation: string,
	parameters: object = {},
): INodeParameters =>
	op(operation, {
		stockMovement: locator(typeof movement === 'string' ? movement : String(movement.id)),
		...parameters,
	});

export const json = (lines: object[]): { linesFrom: 'json'; linesJson: string } => ({
	linesFrom: 'json',
	linesJson: JSON.stringify(lines),
});

export const ibuprofen = id.products['10001'];
export const paracetamol = id.products['10002'];
export const gloves = id.products['30001'];
export const ceftriaxone = id.products['20002'];

/** A draft between two places of the hospital. */
export async function draft(
	scene: Scene,
	lines: object[],
	{
		from = 'north',
		to = 'central',
		...parameters
	}: { from?: string; to?: string } & IDataObject = {},
): Promise<IDataObject> {
	const places = { origin: at(from), destination: at(to) };
	const [movement] = await scene.output(op('create', { ...places, ...json(lines), ...parameters }));
	return movement;
}

/** A movement that is on its way. */
export async function sent(
	scene: Scene,
	lines: object[],
	places: { from?: string; to?: string } = {},
): Promise<IDataObject> {
	const [movement] = await scene.output(on(await draft(scene, lines, places), 'send'));
	return movement;
}

/** Requests that `work` costs, logins not counted. */
export async function costOf(scene: Scene, work: () => Promise<unknown>): Promise<number> {
	// The first read of a session may log in; that is not what is counted.
	await scene.output(op('getAll', { limit: 1 }));
	const before = scene.sandbox.requests.total;
	await work();
	return scene.sandbox.requests.total - before;
}
