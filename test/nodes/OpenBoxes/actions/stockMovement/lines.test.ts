import {
	at,
	draft,
	gloves,
	ibuprofen,
	json,
	on,
	op,
	paracetamol,
	sent,
} from '../../../../hospital/movements';
import { KINDS, Scene } from '../../../../hospital/scene';
import type { IDataObject } from 'n8n-workflow';

const EVERYWHERE = [...KINDS, '0.9.3'] as const;

describe.each(EVERYWHERE)('the three line calls of the documents on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind, at: 'north' });
	});
	afterEach(async () => await scene.close());

	const lineOf = (movement: IDataObject, product: string): IDataObject =>
		(movement.lineItems as IDataObject[]).find((line) => line.productId === product) ?? {};

	it('add, change and remove lines, word for word', async () => {
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

	it('remove lines by their IDs, or all', async () => {
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

	it.each<[string, string, object[], RegExp]>([
		[
			'an unknown line',
			'updateItems',
			[{ id: 'nope', quantity: 5 }],
			/has no line "nope".*Its lines are/,
		],
		['no change', 'updateItems', [{ id: 'LINE' }], /nothing to change is given/],
		['a quantity of 0', 'updateItems', [{ id: 'LINE', quantity: 0 }], /whole number from 1/],
		[
			'deletion and change at once',
			'updateItems',
			[{ id: 'LINE', quantity: 5, delete: true }],
			/only one of both/,
		],
		['an unknown product', 'addItems', [{ productCode: 'X-1', quantity: 5 }], /"X-1" is unknown/],
		[
			'a negative quantity',
			'addItems',
			[{ productId: ibuprofen, quantity: -5 }],
			/whole number from 1/,
		],
		['half a unit', 'addItems', [{ productId: ibuprofen, quantity: 2.5 }], /whole number from 1/],
		[
			'too large a quantity',
			'addItems',
			[{ productId: ibuprofen, quantity: 99999999999 }],
			/whole number from 1/,
		],
		['no product', 'addItems', [{ quantity: 5 }], /the product is missing/],
		['no line', 'addItems', [], /no line to add/],
	])('refuse %s and change nothing', async (_, operation, lines, reason) => {
		const movement = await draft(scene, [{ productId: ibuprofen, quantity: 10 }]);
		const lineId = lineOf(movement, ibuprofen).id;
		const given = JSON.parse(JSON.stringify(lines).replace('LINE', String(lineId))) as object[];
		expect(await scene.failure(on(movement, operation, json(given)))).toMatch(reason);
		const [after] = await scene.output(on(movement, 'get'));
		expect(after.lineItems).toMatchObject([{ id: lineId, quantityRequested: 10 }]);
	});

	it('add lines once when the answer is cut off after the server saved', async () => {
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

	it('is refused once the movement has left', async () => {
		const movement = await sent(scene, [{ productId: ibuprofen, quantity: 10 }]);
		const lines = json([{ productId: gloves, quantity: 1 }]);
		expect(await scene.failure(on(movement, 'addItems', lines))).toMatch(/before it is shipped/);
		expect(await scene.failure(on(movement, 'removeItems', { remove: 'all' }))).toMatch(
			/before it is shipped/,
		);
	});
});

describe.each(EVERYWHERE)('creating on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind, at: 'north' });
	});
	afterEach(async () => await scene.close());

	it('fills in the location and user of the credential', async () => {
		const [out] = await scene.output(
			op('create', { destination: at('central'), linesFrom: 'none' }),
		);
		expect(out).toMatchObject({
			status: 'draft',
			origin: { name: 'North Depot' },
			destination: { name: 'Central Depot' },
			requestedBy: { name: 'Till One' },
			lineItems: [],
		});
	});

	it('takes lines in the form, by product code', async () => {
		const product = { __rl: true, mode: 'code', value: '10001' };
		const [out] = await scene.output(
			op('create', {
				destination: { __rl: true, mode: 'number', value: '636FCQ' },
				linesFrom: 'form',
				lines: { line: [{ product, quantity: 5 }] },
			}),
		);
		expect(out.lineItems).toMatchObject([{ productCode: '10001', quantityRequested: 5 }]);
	});

	it.each<[string, object, RegExp]>([
		[
			'an unknown destination',
			{ destination: { __rl: true, mode: 'id', value: 'nope' } },
			/not created/,
		],
		[
			'an unknown requester',
			{ options: { requestedBy: { __rl: true, mode: 'id', value: 'nope' } } },
			/not created/,
		],
		['an unknown product', json([{ productId: 'nope', quantity: 1 }]), /not (created|completed)/],
	])('refuses %s and leaves nothing behind', async (_, parameters, reason) => {
		const table = () => scene.sandbox.world.store.table('requisition').all().length;
		const before = table();
		const base = { destination: at('central'), linesFrom: 'none' };
		expect(await scene.failure(op('create', { ...base, ...parameters }))).toMatch(reason);
		// The documents name no call that deletes, so there an empty draft can stay, and is named.
		if (kind !== 'documented') expect(table()).toBe(before);
	});
});

describe('on the documented kind', () => {
	it.each(['send', 'receive', 'rollBack', 'delete', 'setStatus', 'getDocuments'])(
		'%s says that the documents name no such call',
		async (operation) => {
			const scene = await Scene.open({ kind: 'documented', at: 'north' });
			const movement = await draft(scene, [{ productId: ibuprofen, quantity: 10 }]);
			expect(await scene.failure(on(movement, operation))).toMatch(
				/This server does not offer .* open-source OpenBoxes 0\.9\.x/,
			);
			await scene.close();
		},
	);
});
