import { id, KINDS, Scene } from '../../../../hospital/scene';

const get = (mode: string, value: string) => ({
	resource: 'product',
	operation: 'get',
	product: { __rl: true, mode, value },
});

describe.each(KINDS)('a product on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	it.each([
		['id', id.products['10001']],
		['code', '10001'],
		['barcode', '12345678905'],
	])('is read by %s', async (mode, value) => {
		const [product] = await scene.output(get(mode, value));
		expect(product).toMatchObject({ id: id.products['10001'], name: 'Ibuprofen 200mg tablet' });
	});

	it('is read although it is inactive', async () => {
		const [product] = await scene.output(get('code', '90001'));
		expect(product).toMatchObject({ name: 'Withdrawn syrup', active: false });
	});

	it('that does not exist is named', async () => {
		expect(await scene.failure(get('id', 'nope'))).toContain(
			'The product "nope" is unknown to OpenBoxes',
		);
	});

	it('is not chosen by chance when two have the barcode', async () => {
		expect(await scene.failure(get('barcode', '0036000291469'))).toMatch(
			/belongs to 2 products: .*30002.*30003|belongs to 2 products: .*30003.*30002/,
		);
	});
});
