import { locator } from '../../../../hospital/movements';
import { Scene } from '../../../../hospital/scene';

const operation = {
	resource: 'product',
	operation: 'getDemand',
	product: locator('10001', 'code'),
};

it.each(['0.9.0', '0.9.8'] as const)('tells the demand for a product on %s', async (kind) => {
	const scene = await Scene.open({ kind });
	try {
		const [demand] = await scene.output(operation);
		expect(demand).toMatchObject({
			productCode: '10001',
			locationName: 'Hospital Pharmacy',
			monthlyDemand: expect.any(Number),
			quantityOnHand: expect.any(Number),
		});
		expect(Object.keys(demand)).toHaveLength(10);
		const [raw] = await scene.output({ ...operation, simplify: false });
		expect(raw).toHaveProperty('demand.totalDays', 365);
	} finally {
		await scene.close();
	}
});

it('says that the documented kind does not tell it', async () => {
	const scene = await Scene.open({ kind: 'documented' });
	try {
		expect(await scene.failure(operation)).toMatch(
			/This server does not offer the demand for a product/,
		);
	} finally {
		await scene.close();
	}
});
