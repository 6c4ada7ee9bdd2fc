import { at, locator } from '../../../../hospital/movements';
import { KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'stock', operation: 'getAvailability', returnAll: true };
const ibuprofen = { ...operation, product: locator('10001', 'code') };

describe.each(KINDS)('availability on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	it('is all that lies at the location, as much as there truly is', async () => {
		const rows = await scene.output(operation);
		const sums = (all: Array<[string, unknown]>): Record<string, number> => {
			const of: Record<string, number> = {};
			for (const [key, quantity] of all) of[key] = (of[key] ?? 0) + Number(quantity);
			return of;
		};
		expect(
			sums(
				rows.map((row) => [
					`${String(row.productCode)} ${String(row.lotNumber)}`.trim(),
					row.quantityOnHand,
				]),
			),
		).toEqual(
			sums(
				scene.sandbox
					.state()
					.stock.filter(
						({ location, quantity }) => location === at('pharmacy').value && quantity !== 0,
					)
					.map(({ productCode, lotNumber, quantity }) => [
						`${productCode} ${lotNumber ?? ''}`.trim(),
						quantity,
					]),
			),
		);
	});

	it('gives nothing out of what expired', async () => {
		const [row] = await scene.output({ ...ibuprofen, filters: { lotNumber: 'ibu-x' } });
		expect(row).toMatchObject({
			lotNumber: 'IBU-X',
			quantityOnHand: 70,
			quantityAvailable: 0,
			locationName: 'Hospital Pharmacy',
		});
		expect(Object.keys(row).length).toBeLessThanOrEqual(10);
	});

	it('adds up a product', async () => {
		expect(await scene.output({ ...ibuprofen, return: 'product' })).toMatchObject([
			{ productCode: '10001', quantityOnHand: 670, quantityAvailable: 600 },
		]);
	});

	it('tells every place that has a product', async () => {
		const rows = await scene.output({ ...ibuprofen, allLocations: true, return: 'product' });
		expect(rows.map((row) => [row.locationName, row.quantityOnHand])).toEqual(
			expect.arrayContaining([
				['Central Depot', 2350],
				['Hospital Pharmacy', 670],
			]),
		);
	});

	it('keeps held stock apart, in the bin that is asked for', async () => {
		const rows = await scene.output({
			...ibuprofen,
			location: at('central'),
			filters: { bin: locator('HOLD-1', 'name') },
		});
		expect(rows).toMatchObject([
			{ binLocation: 'HOLD-1', quantityOnHand: 50, quantityOnHold: 50, quantityAvailable: 0 },
		]);
	});

	it('refuses an unknown product by its name', async () => {
		expect(await scene.failure({ ...operation, product: locator('nope', 'code') })).toContain(
			'The product code "nope" is unknown to OpenBoxes',
		);
	});
});
