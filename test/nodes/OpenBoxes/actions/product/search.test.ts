import { KINDS, Scene } from '../../../../hospital/scene';

const search = (text: string, more = {}) => ({
	resource: 'product',
	operation: 'search',
	text,
	...more,
});

describe.each(KINDS)('a product search on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	it('finds by name, code and lot', async () => {
		for (const text of ['morph', '10003', 'MOR-1'])
			expect(await scene.output(search(text))).toMatchObject([{ productCode: '10003' }]);
	});

	it('puts the exact match first', async () => {
		const rows = await scene.output(search('10002 tablet'));
		expect(rows.length).toBeGreaterThan(1);
		const [first] = await scene.output(search('20001'));
		expect(first).toMatchObject({ productCode: '20001', exactMatch: true });
	});

	it('explains why too short a text finds nothing', async () => {
		expect(await scene.failure(search('ib'))).toContain('The search text "ib" is too short');
		expect(await scene.failure(search('   '))).toContain('The search text is empty');
		expect(await scene.failure(search('___'))).toContain('The search text is empty');
	});

	it('finds nothing without an error when nothing fits', async () => {
		expect(await scene.output(search('zzzz'))).toEqual([]);
	});

	it('tells quantities when only stock is asked for', async () => {
		const rows = await scene.output(search('tablet', { inStock: true }));
		const ibuprofen = rows.find(({ productCode }) => productCode === '10001');
		expect(ibuprofen).toMatchObject({ quantityAvailable: 670, firstExpirationDate: '2025-01-31' });
		expect(rows.some(({ productCode }) => productCode === '20003')).toBe(false);
	});
});
