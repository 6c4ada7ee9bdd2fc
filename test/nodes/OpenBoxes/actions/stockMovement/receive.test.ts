import { draft, ibuprofen, gloves, json, on, op, sent } from '../../../../hospital/movements';
import { changes, id, Scene } from '../../../../hospital/scene';

const { central } = id.locations;

describe.each(['0.9.0', '0.9.3', '0.9.8'] as const)('receiving on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind, at: 'central' });
	});
	afterEach(async () => await scene.close());

	const arrive = (lines: object[], more: object = {}) => ({ ...json(lines), ...more });

	it('books three deliveries, the last one closes the movement', async () => {
		const before = scene.stock(central);
		const movement = await sent(scene, [{ productId: ibuprofen, quantity: 100 }]);
		for (const [quantity, status] of [
			[50, 'partiallyReceived'],
			[30, 'partiallyReceived'],
			[20, 'received'],
		]) {
			const lines = [{ productId: ibuprofen, quantity, bin: 'A-01' }];
			const [out] = await scene.output(on(movement, 'receive', arrive(lines)));
			expect(out).toMatchObject({ status });
		}
		expect(changes(before, scene.stock(central))).toEqual({ '10001 IBU-B A-01': 100 });
	});

	it('splits a line over two lots and bins', async () => {
		const before = scene.stock(central);
		const movement = await sent(scene, [{ productId: ibuprofen, quantity: 60 }]);
		const lines = [
			{ productId: ibuprofen, quantity: 40, bin: 'A-01' },
			{
				productId: ibuprofen,
				quantity: 20,
				lot: 'IBU-NEW',
				expirationDate: '2029-08-31',
				bin: 'A-02',
			},
		];
		const [out] = await scene.output(on(movement, 'receive', arrive(lines)));
		expect(out).toMatchObject({ status: 'received' });
		expect(changes(before, scene.stock(central))).toEqual({
			'10001 IBU-B A-01': 40,
			'10001 IBU-NEW A-02': 20,
		});
	});

	it('closes a line short', async () => {
		const before = scene.stock(central);
		const movement = await sent(scene, [{ productId: ibuprofen, quantity: 100 }]);
		const lines = [{ productId: ibuprofen, quantity: 85, bin: 'A-02', comment: 'carton wet' }];
		const [out] = await scene.output(on(movement, 'receive', arrive(lines, { close: 'listed' })));
		expect(out).toMatchObject({
			status: 'received',
			lines: [{ quantityReceived: 85, quantityCanceled: 15, quantityOpen: 0 }],
		});
		expect(changes(before, scene.stock(central))).toEqual({ '10001 IBU-B A-02': 85 });
	});

	it('closes lines of which nothing arrived', async () => {
		const movement = await sent(scene, [
			{ productId: ibuprofen, quantity: 10 },
			{ productId: gloves, quantity: 20 },
		]);
		const lines = [{ productId: ibuprofen, quantity: 10 }];
		const [out] = await scene.output(on(movement, 'receive', arrive(lines, { close: 'all' })));
		expect(out.status).toBe('received');
	});

	it.each<[string, object[], object, RegExp]>([
		[
			'more than was shipped',
			[{ productId: ibuprofen, quantity: 101 }],
			{},
			/101 arrived, but only 100 are still to come/,
		],
		[
			'a product that was not shipped',
			[{ productId: gloves, quantity: 1 }],
			{},
			/nothing of it was shipped/,
		],
		[
			'a lot that was not shipped',
			[{ productId: ibuprofen, quantity: 1, shippedLot: 'X' }],
			{},
			/lot "X" of it was not shipped/,
		],
		[
			'a bin of another location',
			[{ productId: ibuprofen, quantity: 1, bin: 'Shelf 1' }],
			{},
			/"Shelf 1" is no bin of Central Depot/,
		],
		[
			'a new lot without its expiry',
			[{ productId: ibuprofen, quantity: 1, lot: 'NEW-1' }],
			{},
			/NEW-1 needs an expiration date/,
		],
		[
			'another expiry of a known lot',
			[{ productId: ibuprofen, quantity: 1, lot: 'IBU-A', expirationDate: '2030-01-01' }],
			{},
			/IBU-A expires on 2027-12-31 in OpenBoxes/,
		],
		['a negative quantity', [{ productId: ibuprofen, quantity: -1 }], {}, /line 1/],
		['half a unit', [{ productId: ibuprofen, quantity: 1.5 }], {}, /line 1/],
		[
			'a date in the future',
			[{ productId: ibuprofen, quantity: 1 }],
			{ options: { dateDelivered: '2099-01-01T00:00:00Z' } },
			/in the future/,
		],
	])('refuses %s and books nothing', async (_, lines, more, reason) => {
		const movement = await sent(scene, [{ productId: ibuprofen, quantity: 100 }]);
		const before = scene.stock(central);
		expect(await scene.failure(on(movement, 'receive', arrive(lines, more)))).toMatch(reason);
		expect(changes(before, scene.stock(central))).toEqual({});
		const [after] = await scene.output(on(movement, 'get'));
		expect(after.status).toBe('shipped');
		// No draft stays open either: the whole delivery can be received.
		const [out] = await scene.output(on(movement, 'receive'));
		expect(out.status).toBe('received');
	});

	it('books more than was shipped only when that is allowed', async () => {
		const before = scene.stock(central);
		const movement = await sent(scene, [{ productId: ibuprofen, quantity: 50 }]);
		const lines = [{ productId: ibuprofen, quantity: 80, bin: 'A-01' }];
		await scene.output(on(movement, 'receive', arrive(lines, { options: { allowMore: true } })));
		expect(changes(before, scene.stock(central))).toEqual({ '10001 IBU-B A-01': 80 });
	});

	it('refuses a movement that was never sent', async () => {
		const movement = await draft(scene, [{ productId: ibuprofen, quantity: 5 }]);
		const before = scene.stock(central);
		expect(await scene.failure(on(movement, 'receive'))).toMatch(
			/it has not been sent \(it is draft\)/,
		);
		expect(changes(before, scene.stock(central))).toEqual({});
	});

	it('refuses to receive twice', async () => {
		const movement = await sent(scene, [{ productId: ibuprofen, quantity: 5 }]);
		await scene.output(on(movement, 'receive'));
		const before = scene.stock(central);
		expect(await scene.failure(on(movement, 'receive'))).toMatch(/received already/);
		expect(changes(before, scene.stock(central))).toEqual({});
	});

	it('finds a delivery by its reference and does not book it twice', async () => {
		const movement = await sent(scene, [{ productId: ibuprofen, quantity: 50 }]);
		const lines = [{ productId: ibuprofen, quantity: 20 }];
		const parameters = on(movement, 'receive', arrive(lines, { options: { reference: 'DN-7' } }));
		expect((await scene.output(parameters))[0]).toMatchObject({ alreadyReceived: false });
		const before = scene.stock(central);
		expect((await scene.output(parameters))[0]).toMatchObject({ alreadyReceived: true });
		expect(changes(before, scene.stock(central))).toEqual({});
	});

	it.each(['cut before commit', 'cut after commit'] as const)(
		'books once when an answer is %s',
		async (fault) => {
			for (const nth of [1, 2]) {
				const movement = await sent(scene, [{ productId: ibuprofen, quantity: 10 }]);
				const before = scene.stock(central);
				// The first such call saves the draft, the second one completes it.
				scene.sandbox.faults.next({
					kind: fault,
					method: 'POST',
					path: 'partialReceiving',
					skip: nth - 1,
				});
				const [out] = await scene.output(on(movement, 'receive', { bin: 'A-01' }));
				expect(out.status).toBe('received');
				expect(changes(before, scene.stock(central))).toEqual({ '10001 IBU-B A-01': 10 });
			}
		},
	);

	it("does not complete somebody else's draft", async () => {
		const movement = await sent(scene, [{ productId: ibuprofen, quantity: 10 }]);
		scene.sandbox.faults.next({ kind: 'cut before commit', method: 'POST', path: 'stepNumber=2' });
		scene.sandbox.faults.next({ kind: 'cut before commit', method: 'POST', path: 'stepNumber=2' });
		await scene.failure(on(movement, 'receive'));
		const before = scene.stock(central);
		expect(await scene.failure(on(movement, 'receive'))).toMatch(/open draft receipt/);
		expect(changes(before, scene.stock(central))).toEqual({});
	});

	it('puts packed goods where their pallets say and loses none', async () => {
		const before = scene.stock(central);
		const movement = await draft(
			scene,
			[
				{ productId: ibuprofen, quantity: 10, pallet: 'PAL 1' },
				{ productId: gloves, quantity: 20, pallet: 'PAL 1', box: 'BOX 1' },
			],
			{ from: 'medsupply' },
		);
		await scene.output(on(movement, 'send'));
		const [out] = await scene.output(on(movement, 'receive', { bin: 'A-01' }));
		expect(out.status).toBe('received');
		const total = Object.values(changes(before, scene.stock(central))).reduce((a, b) => a + b, 0);
		expect(total).toBe(30);
	});
});

it('a user without a role is told so, and nothing is booked', async () => {
	const scene = await Scene.open({ kind: '0.9.8', at: 'central' });
	const movement = await sent(scene, [{ productId: ibuprofen, quantity: 5 }]);
	await scene.close();
	const viewer = await Scene.open({ kind: '0.9.8', at: 'central', user: 'viewer' });
	expect(await viewer.failure(on(movement, 'receive'))).toMatch(/not allowed to (read|change)/);
	expect(
		await viewer.failure(
			op('create', { destination: { __rl: true, mode: 'id', value: id.locations.north } }),
		),
	).toMatch(/not allowed to change/);
	await viewer.close();
});
