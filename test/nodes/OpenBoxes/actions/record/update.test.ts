import { locator } from '../../../../hospital/movements';
import { id, KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'record', operation: 'update', enable: true };
const record = (type: string, recordId: string, fields: object, more: object = {}) => ({
	...operation,
	recordType: locator(type, 'name'),
	recordId,
	fields: JSON.stringify(fields),
	...more,
});

describe.each(KINDS)('a record that changes on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind });
	});
	afterEach(async () => await scene.close());

	const vaccines = id.categories.Vaccines;
	const puts = (): number => scene.sandbox.requests.routes['PUT /api/generic/category/:id'] ?? 0;

	it('is read back, and is not sent again when it is so already', async () => {
		const change = record('category', vaccines, { parentCategory: { id: id.categories.Supplies } });
		expect(await scene.output(change)).toMatchObject([
			{ parentCategory: { id: id.categories.Supplies }, changed: true, unchecked: [] },
		]);
		expect(await scene.output(change)).toMatchObject([{ changed: false }]);
		expect(puts()).toBe(1);
		const clear = record('category', vaccines, { parentCategory: null }, { simplify: false });
		expect(await scene.output(clear)).toMatchObject([{ parentCategory: null, changed: true }]);
	});

	it('tells what OpenBoxes does not show', async () => {
		const change = record('category', vaccines, { name: 'Shots', description: 'cold' });
		expect(await scene.output(change)).toMatchObject([
			{ name: 'Shots', changed: true, unchecked: ['description'] },
		]);
	});

	it('that OpenBoxes did not take over is an error', async () => {
		// An unknown reference is dropped with a 200 (sessions-and-errors.md#bad-input).
		const change = record('category', vaccines, { parentCategory: { id: 'nope' } });
		expect(await scene.failure(change)).toMatch(/"parentCategory" is "empty"|refused/);
	});

	it('never lies below itself', async () => {
		const change = record('category', vaccines, { parentCategory: { id: vaccines } });
		expect(await scene.failure(change)).toMatch(
			/"parentCategory" of the category would be .*itself/,
		);
	});

	it('never lies below what lies below it', async () => {
		const below = (child: string, parent: string) =>
			record('category', child, { parentCategory: { id: parent } });
		const [first, second, third] = [vaccines, id.categories.Supplies, id.categories.Antibiotics];
		await scene.output(below(second, first));
		await scene.output(below(third, second));
		const sent = puts();
		expect(await scene.failure(below(first, third))).toMatch(
			/"parentCategory" of the category would be one that lies below it/,
		);
		expect(puts()).toBe(sent);
		expect(await scene.output(below(third, first))).toMatchObject([{ changed: true }]);
	});

	it('keeps other records as they are', async () => {
		const change = { parentCategory: { id: id.categories.Supplies, name: 'Renamed' } };
		expect(await scene.failure(record('category', vaccines, change))).toMatch(
			/"parentCategory" holds "name", which OpenBoxes would write into the other record/,
		);
		expect(scene.sandbox.world.store.get('category', id.categories.Supplies)?.name).toBe(
			'Supplies',
		);
	});

	it('is refused for people, unknown records and a switch that is off', async () => {
		expect(await scene.failure(record('user', '1', { username: 'root' }))).toMatch(
			/passwords and rights/,
		);
		expect(await scene.failure(record('category', 'nope', { name: 'X' }))).toMatch(
			/does not have this category/,
		);
		expect(
			await scene.failure(record('category', vaccines, { name: 'X' }, { enable: false })),
		).toMatch(/may not change any record/);
	});
});
