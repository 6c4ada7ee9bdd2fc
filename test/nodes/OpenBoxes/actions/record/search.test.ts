import { locator } from '../../../../hospital/movements';
import { id, KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'record', operation: 'search', returnAll: true };
const where = (...condition: object[]): object => ({ conditions: { condition } });

describe.each(KINDS)('a search for records on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	const lots = (...condition: object[]) => ({
		...operation,
		recordType: locator('inventoryItem', 'name'),
		...where(...condition),
	});

	it('finds what meets every condition', async () => {
		const product = { property: 'product.id', operator: 'eq', value: id.products['10001'] };
		const all = await scene.output(lots(product));
		expect(all.length).toBeGreaterThan(2);
		expect(
			await scene.output(
				lots(product, { property: 'lotNumber', operator: 'like', value: 'IBU-A%' }),
			),
		).toMatchObject([{ id: id.lots['10001/IBU-A'], lotNumber: 'IBU-A' }]);
		expect(await scene.output({ ...lots(product), returnAll: false, limit: 1 })).toHaveLength(1);
	});

	it('takes the name of a reference as n8n writes it', async () => {
		const value = id.lots['10001/IBU-A'];
		expect(await scene.output(lots({ property: 'ID', operator: 'eq', value }))).toHaveLength(1);
	});

	it('says what can be searched for', async () => {
		expect(
			await scene.failure(lots({ property: 'expirationDate', operator: 'eq', value: '2027' })),
		).toMatch(/Only texts, "id" and the IDs of references/);
	});

	it('needs a condition, and a value in it', async () => {
		expect(await scene.failure(lots())).toMatch(/No condition is given|"Conditions" is required/);
		expect(await scene.failure(lots({ property: 'lotNumber', operator: 'eq', value: '' }))).toMatch(
			/A condition has no field or no value/,
		);
	});
});
