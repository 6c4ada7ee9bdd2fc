import { draft, gloves, ibuprofen, on, sent } from '../../../../hospital/movements';
import { KINDS, Scene } from '../../../../hospital/scene';
import type { IDataObject } from 'n8n-workflow';

const lineOf = (movement: IDataObject, product: string): IDataObject =>
	(movement.lineItems as IDataObject[]).find((line) => line.productId === product) ?? {};

describe.each([...KINDS, '0.9.3'] as const)('removing items on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind, at: 'north' });
	});
	afterEach(async () => await scene.close());

	it('takes lines by their IDs, or all', async () => {
		const movement = await draft(scene, [
			{ productId: ibuprofen, quantity: 10 },
			{ productId: gloves, quantity: 20 },
		]);
		const lineIds = String(lineOf(movement, gloves).id);
		const [one] = await scene.output(on(movement, 'removeItems', { lineIds }));
		expect(one.lineItems).toMatchObject([{ productId: ibuprofen }]);
		const [none] = await scene.output(on(movement, 'removeItems', { remove: 'all' }));
		expect(none.lineItems).toEqual([]);
	});

	it('refuses an unknown line, and none at all', async () => {
		const movement = await draft(scene, [{ productId: ibuprofen, quantity: 10 }]);
		expect(await scene.failure(on(movement, 'removeItems', { lineIds: 'nope' }))).toMatch(
			/has no line "nope"/,
		);
		expect(await scene.failure(on(movement, 'removeItems', { lineIds: ' ' }))).toMatch(/No line/);
		const [after] = await scene.output(on(movement, 'get'));
		expect(after.lineItems).toHaveLength(1);
	});
});

it('is refused once the movement has left', async () => {
	const scene = await Scene.open({ kind: '0.9.8', at: 'central' });
	const movement = await sent(scene, [{ productId: ibuprofen, quantity: 10 }]);
	expect(await scene.failure(on(movement, 'removeItems', { remove: 'all' }))).toMatch(
		/before it is shipped/,
	);
	await scene.close();
});
