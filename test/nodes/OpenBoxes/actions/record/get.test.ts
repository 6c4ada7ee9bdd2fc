import { locator } from '../../../../hospital/movements';
import { id, KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'record', operation: 'get' };
const category = {
	...operation,
	recordType: locator('category'),
	recordId: id.categories.Vaccines,
};

describe.each(KINDS)('a record on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	it('is read by its ID, short or whole', async () => {
		expect(await scene.output(category)).toEqual([
			{ id: id.categories.Vaccines, name: 'Vaccines' },
		]);
		expect(await scene.output({ ...category, simplify: false })).toEqual([
			{ id: id.categories.Vaccines, name: 'Vaccines', parentCategory: null },
		]);
	});

	it('of a person holds no password', async () => {
		const user = { ...operation, recordType: locator('user'), recordId: '1', simplify: false };
		expect(JSON.stringify(await scene.output(user))).not.toMatch(/password/i);
	});

	it.each([
		['nope', /OpenBoxes does not have this category/],
		['..', /".." cannot be an ID/],
		['a/b', /cannot be an ID/],
	])('that there is not is named: %s', async (recordId, message) => {
		expect(await scene.failure({ ...category, recordId })).toMatch(message);
	});
});
