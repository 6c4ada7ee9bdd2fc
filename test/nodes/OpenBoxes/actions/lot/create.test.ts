import { locator } from '../../../../hospital/movements';
import { id, KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'lot', operation: 'create', product: locator('10001', 'code') };

describe.each(KINDS)('a new lot on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	const numbered = (number: string): number =>
		scene.sandbox.world.store
			.table('inventoryItem')
			.all()
			.filter((row) => String(row.lotNumber).toUpperCase() === number).length;

	it('has its number and expiry date, and is found when it is asked for again', async () => {
		const asked = { ...operation, lotNumber: 'NEW-1', expirationDate: '2030-06-30' };
		const [made] = await scene.output(asked);
		expect(made).toMatchObject({
			lotNumber: 'NEW-1',
			expirationDate: '2030-06-30',
			productId: id.products['10001'],
			productCode: '10001',
			existed: false,
		});
		const [again] = await scene.output({ ...asked, lotNumber: ' new-1 ' });
		expect(again).toMatchObject({ id: made.id, existed: true });
		expect(numbered('NEW-1')).toBe(1);
	});

	it('is refused when its number is there with another expiry date', async () => {
		expect(
			await scene.failure({ ...operation, lotNumber: 'IBU-A', expirationDate: '2031-01-31' }),
		).toMatch(/a lot "IBU-A" of 10001 .* already, with other content: .*2027-12-31.*2031-01-31/);
		expect(numbered('IBU-A')).toBe(1);
	});

	it('is refused without a number, and for a product that is unknown', async () => {
		expect(await scene.failure({ ...operation, lotNumber: ' ' })).toMatch(/number is missing/);
		expect(
			await scene.failure({ ...operation, product: locator('77777', 'code'), lotNumber: 'X-1' }),
		).toMatch(/"77777" is unknown to OpenBoxes/);
		expect(numbered('X-1')).toBe(0);
	});
});
