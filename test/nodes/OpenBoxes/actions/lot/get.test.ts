import { locator } from '../../../../hospital/movements';
import { id, KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'lot', operation: 'get' };

describe.each(KINDS)('one lot of an OpenBoxes %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	it('is found by its number, with what of it lies here', async () => {
		expect(await scene.output({ ...operation, lot: locator('ibu-a', 'number') })).toEqual([
			{
				id: id.lots['10001/IBU-A'],
				lotNumber: 'IBU-A',
				expirationDate: '2027-12-31',
				productId: id.products['10001'],
				productCode: '10001',
				productName: expect.stringContaining('Ibuprofen'),
				quantityOnHand: scene.stock()['10001 IBU-A Shelf 1'],
				locationName: 'Hospital Pharmacy',
				recalled: false,
			},
		]);
	});

	it('is found by its ID, and as the server shows it', async () => {
		const [lot] = await scene.output({
			...operation,
			lot: locator(id.lots['10001/IBU-B']),
			simplify: false,
		});
		expect(lot).toMatchObject({ lotNumber: 'IBU-B', expirationDate: '06/30/2028' });
	});

	it('must be one of the product that is named', async () => {
		const product = locator('10002', 'code');
		for (const lot of [locator('IBU-A', 'number'), locator(id.lots['10001/IBU-A'])])
			expect(await scene.failure({ ...operation, product, lot })).toMatch(/^10002 .* has no lot/);
	});

	it('is named when it is unknown, or when two products have its number', async () => {
		expect(await scene.failure({ ...operation, lot: locator('nope', 'number') })).toMatch(
			/has no lot "nope"/,
		);
		expect(await scene.failure({ ...operation, lot: '={{ "" }}' })).toMatch(
			/No lot is given|required/,
		);
		const create = { resource: 'lot', operation: 'create', lotNumber: 'IBU-A' };
		await scene.output({ ...create, product: locator('10002', 'code') });
		expect(await scene.failure({ ...operation, lot: locator('IBU-A', 'number') })).toMatch(
			/number of 2 lots .*Choose the product/,
		);
	});
});
