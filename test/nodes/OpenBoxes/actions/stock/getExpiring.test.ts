import { locator } from '../../../../hospital/movements';
import { KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'stock', operation: 'getExpiring', returnAll: true };

describe.each(KINDS)('what expires on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	it('is what expired and what will within the days, soonest first', async () => {
		const rows = await scene.output({ ...operation, withinDays: 420 });
		expect(rows[0]).toMatchObject({ lotNumber: 'IBU-X', expired: true, quantityOnHand: 70 });
		expect(rows[0].daysLeft).toBeLessThan(0);
		const days = rows.map(({ daysLeft }) => Number(daysLeft));
		expect(days).toEqual([...days].sort((a, b) => a - b));
		expect(Math.max(...days)).toBeLessThanOrEqual(420);
		expect(rows.some(({ expired }) => expired === false)).toBe(true);
		expect(Object.keys(rows[0]).length).toBeLessThanOrEqual(10);
	});

	it('is only what can still be used, when asked so', async () => {
		const lotsOf = async (which: string): Promise<unknown[]> => {
			const rows = await scene.output({ ...operation, withinDays: 10_000, which });
			for (const { daysLeft } of rows) expect(Number(daysLeft) < 0).toBe(which === 'expired');
			return rows.map(({ lotNumber }) => lotNumber);
		};
		const [expired, expiring] = [await lotsOf('expired'), await lotsOf('expiring')];
		expect(expired).toContain('IBU-X');
		expect(expiring).toContain('IBU-A');
		expect(expiring.filter((lot) => expired.includes(lot))).toEqual([]);
	});

	it('leaves out what does not expire, and other products', async () => {
		const rows = await scene.output({
			...operation,
			withinDays: 10_000,
			product: locator('30001', 'code'),
		});
		expect(rows).toEqual([]);
	});

	it('refuses days that are none', async () => {
		expect(await scene.failure({ ...operation, withinDays: -1 })).toContain('"Within Days"');
	});
});

it('a lot that a pending transfer holds is told as well', async () => {
	const scene = await Scene.open();
	try {
		const { store } = scene.sandbox.world;
		const row = store
			.table('productAvailability')
			.all()
			.find((one) => one.lotNumber === 'IBU-X');
		store.insert('order', {
			id: 'transfer',
			orderType: 'TRANSFER_ORDER',
			status: 'PENDING',
			origin: row?.location ?? null,
			destination: row?.location ?? null,
		});
		store.insert('orderItem', {
			id: 'item',
			order: 'transfer',
			product: row?.product ?? null,
			inventoryItem: row?.inventoryItem ?? null,
			originBinLocation: row?.binLocation ?? null,
			quantity: 70,
			orderItemStatusCode: 'PENDING',
		});
		const [first] = await scene.output({ ...operation, which: 'expired' });
		expect(first).toMatchObject({
			lotNumber: 'IBU-X',
			productName: 'Ibuprofen 200mg tablet',
			quantityOnHand: 70,
		});
	} finally {
		await scene.close();
	}
});
