import { at, ibuprofen, json, op } from '../../../../hospital/movements';
import { changes, id, Scene } from '../../../../hospital/scene';

const { north, central } = id.locations;

describe.each(['0.9.0', '0.9.3', '0.9.8'] as const)('creating and sending on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind, at: 'north' });
	});
	afterEach(async () => await scene.close());

	const order = (lines: object[], options: object = {}) =>
		op('createAndSend', {
			destination: { __rl: true, mode: 'id', value: central },
			...json(lines),
			options,
		});
	const movements = () => scene.sandbox.world.store.table('requisition').all().length;

	it.each<[string, object[], object, RegExp]>([
		[
			'more than there is',
			[{ productId: ibuprofen, quantity: 900 }],
			{},
			/900 wanted, 800 in stock|Invalid quantity.*There is not enough of it/,
		],
		['an unknown lot', [{ productId: ibuprofen, quantity: 1, lot: 'NOPE' }], {}, /no lot "NOPE"/],
		[
			'an unknown product code',
			[{ productCode: 'X-1', quantity: 1 }],
			{},
			/product code "X-1" is unknown/,
		],
		['an unknown product ID', [{ productId: 'nope', quantity: 1 }], {}, /not (created|sent)/],
		['no line', [], {}, /no line to send/],
		[
			'a box without a pallet',
			[{ productId: ibuprofen, quantity: 1, box: 'B' }],
			{},
			/box "B" needs the name of the pallet/,
		],
		['1,000 as text', [{ productId: ibuprofen, quantity: '1,000' }], {}, /line 1/],
	])('refuses %s and leaves nothing behind', async (_, lines, options, reason) => {
		const before = { stock: scene.stock(north), movements: movements() };
		expect(await scene.failure(order(lines, options))).toMatch(reason);
		expect(changes(before.stock, scene.stock(north))).toEqual({});
		expect(movements()).toBe(before.movements);
	});

	it('refuses the same place as origin and destination', async () => {
		const parameters = {
			...order([{ productId: ibuprofen, quantity: 1 }]),
			destination: at('north'),
		};
		expect(await scene.failure(parameters)).toMatch(/origin and destination are the same/);
	});

	it('finds a reference that was sent before and sends nothing twice', async () => {
		const parameters = order([{ productId: ibuprofen, quantity: 7 }], { reference: 'ORDER-1' });
		const [first] = await scene.output(parameters);
		expect(first).toMatchObject({ alreadyExisted: false, description: 'ORDER-1' });
		const before = scene.stock(north);
		const [again] = await scene.output(parameters);
		expect(again).toMatchObject({ alreadyExisted: true, id: first.id, status: 'shipped' });
		expect(changes(before, scene.stock(north))).toEqual({});
	});

	it('sends once when the answer of the first write is cut off after the server saved', async () => {
		const before = scene.stock(north);
		const parameters = order([{ productId: ibuprofen, quantity: 7 }], { reference: 'ORDER-2' });
		scene.sandbox.faults.next({
			kind: 'cut after commit',
			method: 'POST',
			path: 'fulfillments$|stockMovements$',
		});
		const [out] = await scene.output(parameters);
		expect(out.status).toBe('shipped');
		expect(changes(before, scene.stock(north))).toEqual({ '10001 IBU-B N-01': -7 });
	});

	it('says so when it cannot know, without a reference', async () => {
		scene.sandbox.faults.next({
			kind: 'cut after commit',
			method: 'POST',
			path: 'fulfillments$|stockMovements$',
		});
		const text = await scene.failure(order([{ productId: ibuprofen, quantity: 7 }]));
		expect(text).toMatch(/It is unclear whether.*Look into the list of stock movements/);
	});
});
