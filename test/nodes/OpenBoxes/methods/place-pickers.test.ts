import { listSearch } from '../../../engine/list-search';
import { KINDS, Scene } from '../../../hospital/scene';

describe.each(KINDS)('the pickers of places on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	const pick = async (method: string, options: object = {}): Promise<unknown[]> =>
		(await listSearch(scene.engine, { type: 'openBoxes', method, ...options })).results.map(
			({ name }) => name,
		);

	it('offer the types of locations, or those of bins', async () => {
		const of = async (resource: string): Promise<unknown[]> =>
			await pick('searchLocationTypes', { parameters: { resource, operation: 'create' } });
		expect(await of('location')).toEqual(expect.arrayContaining(['Depot', 'Supplier', 'Ward']));
		expect(await of('location')).not.toContain('Bin Location');
		expect(await of('bin')).toEqual(expect.arrayContaining(['Bin Location', 'Zone']));
		expect(await of('bin')).not.toContain('Ward');
	});

	it('offer organizations by name', async () => {
		expect(await pick('searchOrganizations', { filter: 'main' })).toEqual(['Main Organization']);
	});
});
