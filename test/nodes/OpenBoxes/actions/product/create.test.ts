import { locator } from '../../../../hospital/movements';
import { id, KINDS, Scene } from '../../../../hospital/scene';

const operation = {
	resource: 'product',
	operation: 'create',
	category: locator(id.categories.Supplies),
};

describe.each(KINDS)('a new product on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	const named = (name: string): number =>
		scene.sandbox.world.store
			.table('product')
			.all()
			.filter((row) => row.name === name).length;

	it('has all that was given, and is found when it is asked for again', async () => {
		const options = {
			upc: '4000000000017',
			ndc: '1111-2222-33',
			unitOfMeasure: 'piece',
			pricePerUnit: 1.25,
			description: 'soft',
			lotAndExpiryControl: 'false',
		};
		const asked = { ...operation, name: 'New gauze', productCode: 'NEW-1', options };
		const [made] = await scene.output(asked);
		expect(made).toMatchObject({
			name: 'New gauze',
			productCode: 'NEW-1',
			category: 'Supplies',
			unitOfMeasure: 'piece',
			pricePerUnit: 1.25,
			description: 'soft',
			lotAndExpiryControl: false,
			existed: false,
		});
		const [again] = await scene.output({ ...asked, productCode: ' new-1 ' });
		expect(again).toMatchObject({ id: made.id, existed: true });
		expect(named('New gauze')).toBe(1);
		const byCode = { resource: 'product', operation: 'findByCode', code: '4000000000017' };
		expect(await scene.output(byCode)).toMatchObject([{ id: made.id }]);
	});

	it('is known by its name when it has no code of its own', async () => {
		const asked = { ...operation, name: 'New syringe' };
		const [made] = await scene.output(asked);
		expect(await scene.output(asked)).toMatchObject([{ id: made.id, existed: true }]);
		expect(named('New syringe')).toBe(1);
	});

	it('is refused when its code is that of another product', async () => {
		expect(
			await scene.failure({ ...operation, name: 'Other tablet', productCode: '10001' }),
		).toMatch(
			/a product with the code "10001" already, with other content: its name is "Ibuprofen/,
		);
		expect(named('Other tablet')).toBe(0);
	});

	it('is refused without a name or category, and with a price below nothing', async () => {
		const asked = { ...operation, name: 'X' };
		expect(await scene.failure({ ...asked, name: ' ' })).toMatch(/name is missing/);
		expect(await scene.failure({ ...asked, category: '={{ "" }}' })).toMatch(
			/category is missing|required/,
		);
		expect(await scene.failure({ ...asked, category: locator('nope') })).toMatch(
			/no category "nope"/,
		);
		expect(await scene.failure({ ...asked, options: { pricePerUnit: -1 } })).toMatch(
			/must be a number, 0 or more/,
		);
		expect(named('X')).toBe(0);
	});
});
