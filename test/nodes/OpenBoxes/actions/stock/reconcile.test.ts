import type { IDataObject } from 'n8n-workflow';
import { at, json } from '../../../../hospital/movements';
import { KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'stock', operation: 'reconcile', returnAll: true };

describe.each(KINDS)('a list that is reconciled on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	const reconcile = async (lines: object[], more = {}): Promise<IDataObject[]> =>
		await scene.output({ ...operation, ...json(lines), ...more });

	it('gives nothing where all agrees, and only the differences elsewhere', async () => {
		const before = scene.stock();
		const rows = await reconcile([
			{ productCode: '10001', lot: 'ibu-a', quantity: 30 },
			{ productCode: '10001', lot: 'IBU-A', quantity: 10 },
			{ productCode: '10001', lot: 'IBU-B', quantity: 500 },
			{ productCode: '10001', lot: 'IBU-NEW', quantity: 7 },
			{ productCode: '10001', lot: 'IBU-X', quantity: 70 },
			{ productCode: '10002', quantity: 390 },
		]);
		expect(rows).toEqual([
			{
				...{ productCode: '10001', productName: 'Ibuprofen 200mg tablet', lotNumber: 'IBU-B' },
				...{ binLocation: null, locationName: 'Hospital Pharmacy', quantityGiven: 500 },
				...{ quantityOnHand: 560, difference: -60, reason: 'The quantities differ' },
			},
			expect.objectContaining({
				...{ lotNumber: 'IBU-NEW', quantityGiven: 7, quantityOnHand: 0, difference: 7 },
				reason: 'OpenBoxes has nothing of this lot here',
			}),
		]);
		expect(scene.stock()).toEqual(before);
	});

	it('names what it does not have, of its products or of all', async () => {
		const lines = [{ productCode: '10001', lot: 'IBU-A', quantity: 40 }];
		const others = await reconcile(lines);
		expect(others.map((row) => [row.lotNumber, row.difference])).toEqual([
			['IBU-B', -560],
			['IBU-X', -70],
		]);
		expect(await reconcile(lines, { unlisted: 'none' })).toEqual([]);
		const all = await reconcile(lines, { unlisted: 'all' });
		expect(all.map(({ productCode }) => productCode)).toContain('20001');
		expect(all[0]).toMatchObject({ reason: 'The list does not have it', quantityGiven: 0 });
	});

	it('tells a product that OpenBoxes does not know as a difference', async () => {
		expect(await reconcile([{ productCode: 'nope', quantity: 1 }])).toMatchObject([
			{ productCode: 'nope', difference: null, reason: expect.stringContaining('is unknown') },
		]);
	});

	it('is refused without lines, or when it is not clear what is compared', async () => {
		expect(await scene.failure({ ...operation, ...json([]) })).toContain('there is no line');
		const mixed = [
			{ productCode: '10001', lot: 'IBU-A', quantity: 40 },
			{ productCode: '10001', quantity: 630 },
		];
		expect(await scene.failure({ ...operation, ...json(mixed) })).toContain(
			'some of its lines name a lot',
		);
	});

	it('is compared at another location', async () => {
		const lines = [{ productCode: '10001', quantity: 2351 }];
		expect(await reconcile(lines, { location: at('central') })).toMatchObject([
			{ locationName: 'Central Depot', quantityOnHand: 2350, difference: 1 },
		]);
	});
});

it('a list is compared bin by bin when it names bins', async () => {
	const scene = await Scene.open();
	try {
		const lines = [
			{ productCode: '10001', lot: 'IBU-A', bin: 'Shelf 1', quantity: 40 },
			{ productCode: '10001', lot: 'IBU-B', bin: 'Shelf 9', quantity: 10 },
		];
		const rows = await scene.output({ ...operation, ...json(lines) });
		const figures = rows.map((row) => [row.lotNumber, row.binLocation, row.difference]);
		expect(figures).toContainEqual(['IBU-B', 'Shelf 9', 10]);
		expect(figures).toContainEqual(['IBU-B', 'Shelf 2', expect.any(Number)]);
		expect(figures).not.toContainEqual(['IBU-A', 'Shelf 1', expect.anything()]);
	} finally {
		await scene.close();
	}
});
