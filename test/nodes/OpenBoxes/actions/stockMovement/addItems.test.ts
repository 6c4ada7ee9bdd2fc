import { draft, gloves, ibuprofen, json, on, sent } from '../../../../hospital/movements';
import { KINDS, Scene } from '../../../../hospital/scene';
import type { IDataObject } from 'n8n-workflow';

const lineOf = (movement: IDataObject, product: string): IDataObject =>
	(movement.lineItems as IDataObject[]).find((line) => line.productId === product) ?? {};

describe.each([...KINDS, '0.9.3'] as const)('adding items on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind, at: 'north' });
	});
	afterEach(async () => await scene.close());

	it.each<[string, object[], RegExp]>([
		['an unknown product', [{ productCode: 'X-1', quantity: 5 }], /"X-1" is unknown/],
		[
			'an unknown product ID',
			[{ productId: 'nope', quantity: 5 }],
			kind === 'documented' ? /was not changed/ : /no product with the ID "nope"/,
		],
		['a negative quantity', [{ productId: ibuprofen, quantity: -5 }], /whole number from 1/],
		['half a unit', [{ productId: ibuprofen, quantity: 2.5 }], /whole number from 1/],
		[
			'too large a quantity',
			[{ productId: ibuprofen, quantity: 99999999999 }],
			/whole number from 1/,
		],
		['no product', [{ quantity: 5 }], /the product is missing/],
		['no line', [], /no line to add/],
	])('refuses %s and change nothing', async (_, lines, reason) => {
		const movement = await draft(scene, [{ productId: ibuprofen, quantity: 10 }]);
		const lineId = lineOf(movement, ibuprofen).id;
		const given = JSON.parse(JSON.stringify(lines).replace('LINE', String(lineId))) as object[];
		expect(await scene.failure(on(movement, 'addItems', json(given)))).toMatch(reason);
		const [after] = await scene.output(on(movement, 'get'));
		expect(after.lineItems).toMatchObject([{ id: lineId, quantityRequested: 10 }]);
	});

	it('adds once when the answer is cut off after the server saved', async () => {
		const movement = await draft(scene, []);
		scene.sandbox.faults.next({
			kind: 'cut after commit',
			method: 'POST',
			path: 'stockMovements/',
		});
		const lines = [{ productId: ibuprofen, quantity: 10 }];
		const [out] = await scene.output(on(movement, 'addItems', json(lines)));
		expect(out.lineItems).toMatchObject([{ productId: ibuprofen, quantityRequested: 10 }]);
	});
});

it('is refused once the movement has left', async () => {
	const scene = await Scene.open({ kind: '0.9.8', at: 'central' });
	const movement = await sent(scene, [{ productId: ibuprofen, quantity: 10 }]);
	const lines = json([{ productId: gloves, quantity: 1 }]);
	expect(await scene.failure(on(movement, 'addItems', lines))).toMatch(/before it is shipped/);
	await scene.close();
});
