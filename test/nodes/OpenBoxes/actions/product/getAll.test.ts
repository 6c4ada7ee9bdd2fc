import { id, KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'product', operation: 'getAll' };
const codes = (rows: object[]): unknown[] =>
	rows.map((row) => ('productCode' in row ? row.productCode : undefined));

describe.each(KINDS)('the products on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	it('are all returned when asked for, inactive ones only on request', async () => {
		expect(await scene.output({ ...operation, returnAll: true })).toHaveLength(13);
		const all = { ...operation, returnAll: true, filters: { includeInactive: true } };
		expect(codes(await scene.output(all))).toContain('90001');
	});

	it('are limited and sorted by the server', async () => {
		const rows = await scene.output({
			...operation,
			limit: 2,
			sort: 'productCode',
			descending: true,
		});
		expect(codes(rows)).toEqual(['90002', '40002']);
	});

	it('are found by text and by category', async () => {
		expect(codes(await scene.output({ ...operation, text: 'ibu' }))).toEqual(['10001']);
		const category = { __rl: true, mode: 'id', value: id.categories.Antibiotics };
		const rows = await scene.output({ ...operation, filters: { category } });
		expect(codes(rows).sort()).toEqual(['20001', '20002', '20003']);
	});

	it('are narrowed, not widened, by a text and a date together', async () => {
		const late = { createdAfter: '2099-01-01' };
		expect(await scene.output({ ...operation, text: 'ibu', filters: late })).toEqual([]);
		const early = { createdAfter: '2026-01-01', createdBefore: '2026-01-02' };
		expect(await scene.output({ ...operation, filters: early })).toEqual([]);
		const day = { createdAfter: '2026-11-22T00:00:00Z', createdBefore: '2026-11-23T00:00:00Z' };
		expect(codes(await scene.output({ ...operation, text: 'ibu', filters: day }))).toEqual([
			'10001',
		]);
		expect(await scene.output({ ...operation, filters: day })).toHaveLength(13);
	});

	it('are not all returned for a category or tag that does not exist', async () => {
		const category = { __rl: true, mode: 'id', value: 'no-such' };
		expect(await scene.failure({ ...operation, filters: { category } })).toContain(
			'OpenBoxes has no category with the ID "no-such"',
		);
		expect(await scene.failure({ ...operation, filters: { tagId: 'no-such' } })).toContain(
			'OpenBoxes has no tag with the ID "no-such"',
		);
	});
});

describe('products', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open();
	});
	afterAll(async () => await scene.close());

	it('come simplified or whole', async () => {
		const one = { ...operation, text: '10001' };
		const [simple] = await scene.output(one);
		expect(simple).toMatchObject({
			id: id.products['10001'],
			category: 'Analgesics',
			active: true,
		});
		expect(simple).not.toHaveProperty('handlingIcons');
		const [whole] = await scene.output({ ...one, simplify: false });
		expect(whole).toHaveProperty('handlingIcons');
	});

	it('are not asked for with conditions that the server would join by OR', async () => {
		const before = scene.sandbox.requests.total;
		expect(
			await scene.failure({ ...operation, text: 'ibu', filters: { missing: 'productCode' } }),
		).toContain('cannot be combined');
		expect(scene.sandbox.requests.routes['GET /api/products']).toBe(2);
		expect(before).toBeGreaterThan(0);
	});

	it('refuse a date that is none', async () => {
		expect(
			await scene.failure({ ...operation, filters: { createdAfter: '03/04/2026' } }),
		).toContain('"03/04/2026" in "Created After" is not a time');
	});

	it('name the version that the handling filter needs', async () => {
		const old = await Scene.open({ kind: '0.9.0' });
		const filters = { handlingRequirements: ['COLD_CHAIN'] };
		expect(await old.failure({ ...operation, filters })).toContain('It needs OpenBoxes 0.9.3');
		await old.close();
	});
});
