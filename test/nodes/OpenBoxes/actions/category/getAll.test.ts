import { KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'category', operation: 'getAll' };

describe.each(KINDS)('the categories of an OpenBoxes %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	it('come by name, as many as asked for', async () => {
		const rows = await scene.output({ ...operation, limit: 2 });
		const names = rows.map(({ name }) => String(name));
		expect(names).toHaveLength(2);
		expect(names).toEqual([...names].sort());
	});

	it('are found by a part of the name, whatever its case', async () => {
		expect(await scene.output({ ...operation, text: 'antiBIO' })).toEqual([
			{
				id: expect.any(String),
				name: 'Antibiotics',
				path: 'Antibiotics',
				parentId: null,
				parentName: null,
			},
		]);
		expect(await scene.output({ ...operation, text: 'nothing of that name' })).toEqual([]);
	});

	it('are as the server shows them, when asked so', async () => {
		const [row] = await scene.output({ ...operation, simplify: false, limit: 1 });
		expect(Object.keys(row).sort()).toEqual(['id', 'name', 'parentCategory']);
	});
});
