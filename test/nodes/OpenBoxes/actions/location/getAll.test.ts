import { KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'location', operation: 'getAll', returnAll: true };

describe.each(KINDS)('locations on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	const names = async (filters: object, more: object = {}): Promise<unknown[]> =>
		(await scene.output({ ...operation, filters: { ...filters }, ...more })).map(
			({ name }) => name,
		);

	it('are the open ones without bins, by name', async () => {
		const all = await names({});
		expect(all).toEqual(expect.arrayContaining(['Central Depot', 'Hospital Pharmacy']));
		expect(all).not.toContain('A-01');
		expect(all).not.toContain('Closed Clinic');
		expect(all).toEqual([...all].sort());
		expect(await names({}, { returnAll: false, limit: 2 })).toEqual(all.slice(0, 2));
	});

	it('are those of a kind', async () => {
		expect(await names({ typeCode: 'SUPPLIER' })).toEqual([
			'Main Supplier',
			'MedSupply Ltd',
			'PharmaCo',
		]);
	});

	it('are those with a word in their name', async () => {
		expect(await names({ text: 'dépot' })).toEqual(['Central Depot', 'North Depot']);
	});

	it('are those that can do something', async () => {
		const rows = await scene.output({ ...operation, filters: { activities: ['PICK_STOCK'] } });
		expect(rows.length).toBeGreaterThan(0);
		for (const { supportedActivities } of rows) expect(supportedActivities).toContain('PICK_STOCK');
	});

	it('are those that goods come from', async () => {
		expect(await names({ direction: 'INBOUND' })).toEqual([
			'Main Supplier',
			'MedSupply Ltd',
			'PharmaCo',
		]);
	});

	it('refuse an activity that there is not', async () => {
		expect(await scene.failure({ ...operation, filters: { activities: 'FLY' } })).toMatch(
			/"FLY" is no activity/,
		);
	});

	it('are whole when asked so', async () => {
		const [row] = await scene.output({ ...operation, simplify: false });
		expect(row).toHaveProperty('hasPackingSupport');
	});
});
