import { draft, ibuprofen, json, on, paracetamol } from '../../../../hospital/movements';
import { KINDS, Scene } from '../../../../hospital/scene';
import type { IDataObject } from 'n8n-workflow';

const lineOf = (movement: IDataObject, product: string): IDataObject =>
	(movement.lineItems as IDataObject[]).find((line) => line.productId === product) ?? {};

describe.each([...KINDS, '0.9.3'] as const)('updating items on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind, at: 'north' });
	});
	afterEach(async () => await scene.close());

	it('makes the three line calls of the documents, word for word', async () => {
		const movement = await draft(scene, []);
		const [added] = await scene.output(
			on(
				movement,
				'addItems',
				json([
					{ product: { id: ibuprofen }, quantityRequested: 1000, sortOrder: 0 },
					{ product: { id: paracetamol }, quantityRequested: 500, sortOrder: 1 },
				]),
			),
		);
		expect(lineOf(added, ibuprofen)).toMatchObject({ quantityRequested: 1000 });
		expect(lineOf(added, paracetamol)).toMatchObject({ quantityRequested: 500 });

		const change = [{ id: lineOf(added, ibuprofen).id, quantityRequested: 1500 }];
		const [changed] = await scene.output(on(movement, 'updateItems', json(change)));
		expect(lineOf(changed, ibuprofen)).toMatchObject({ quantityRequested: 1500 });
		expect(lineOf(changed, paracetamol)).toMatchObject({ quantityRequested: 500 });

		const removal = [{ id: lineOf(added, paracetamol).id, delete: true }];
		const [left] = await scene.output(on(movement, 'updateItems', json(removal)));
		expect(left.lineItems).toMatchObject([{ productId: ibuprofen, quantityRequested: 1500 }]);
	});

	it.each<[string, object[], RegExp]>([
		['an unknown line', [{ id: 'nope', quantity: 5 }], /has no line "nope".*Its lines are/],
		['no change', [{ id: 'LINE' }], /nothing to change is given/],
		['a quantity of 0', [{ id: 'LINE', quantity: 0 }], /whole number from 1/],
		[
			'deletion and change at once',
			[{ id: 'LINE', quantity: 5, delete: true }],
			/only one of both/,
		],
	])('refuses %s and change nothing', async (_, lines, reason) => {
		const movement = await draft(scene, [{ productId: ibuprofen, quantity: 10 }]);
		const lineId = lineOf(movement, ibuprofen).id;
		const given = JSON.parse(JSON.stringify(lines).replace('LINE', String(lineId))) as object[];
		expect(await scene.failure(on(movement, 'updateItems', json(given)))).toMatch(reason);
		const [after] = await scene.output(on(movement, 'get'));
		expect(after.lineItems).toMatchObject([{ id: lineId, quantityRequested: 10 }]);
	});
});

describe.each(['0.9.0', '0.9.3', '0.9.8'] as const)('changing lines on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind, at: 'central' });
	});
	afterEach(async () => await scene.close());

	it('keeps what is not given, although the server replaces the line', async () => {
		const full = {
			productId: ibuprofen,
			quantity: 10,
			lot: 'SUP-1',
			expirationDate: '2029-01-31',
			pallet: 'PAL 1',
			box: 'BOX 1',
			comment: 'keep cool',
		};
		const movement = await draft(scene, [full], { from: 'medsupply' });
		const [line] = movement.lineItems as IDataObject[];
		const [changed] = await scene.output(
			on(movement, 'updateItems', json([{ id: line.id, quantity: 12 }])),
		);
		expect(changed.lineItems).toMatchObject([
			{
				quantityRequested: 12,
				lotNumber: 'SUP-1',
				expirationDate: '2029-01-31',
				pallet: 'PAL 1',
				box: 'BOX 1',
				comment: 'keep cool',
			},
		]);
		const [cleared] = await scene.output(
			on(movement, 'updateItems', json([{ id: line.id, comment: '', box: '' }])),
		);
		expect(cleared.lineItems).toMatchObject([{ comment: null, box: null, pallet: 'PAL 1' }]);
	});

	it('can be given in the form, where empty fields clear only when they were added', async () => {
		const movement = await draft(scene, [{ productId: ibuprofen, quantity: 10, comment: 'old' }]);
		const [line] = movement.lineItems as IDataObject[];
		const form = { line: [{ id: line.id, changes: { quantity: 4 } }] };
		const [out] = await scene.output(
			on(movement, 'updateItems', { linesFrom: 'form', lines: form }),
		);
		expect(out.lineItems).toMatchObject([{ quantityRequested: 4, comment: 'old' }]);
	});
});
