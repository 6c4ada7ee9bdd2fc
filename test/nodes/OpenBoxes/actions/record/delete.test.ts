import { locator } from '../../../../hospital/movements';
import { id, KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'record', operation: 'delete', enable: true };
const record = (type: string, recordId: string, more: object = {}) => ({
	...operation,
	recordType: locator(type, 'name'),
	recordId,
	...more,
});

describe.each(KINDS)('a record to delete on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind });
	});
	afterEach(async () => await scene.close());

	const create = async (type: string, fields: object): Promise<string> => {
		const asked = { ...record(type, ''), operation: 'create', fields: JSON.stringify(fields) };
		return String((await scene.output(asked))[0].id);
	};

	it('is gone, and told as it was', async () => {
		const tag = await create('tag', { tag: 'fragile' });
		expect(await scene.output(record('tag', tag))).toMatchObject([
			{ id: tag, tag: 'fragile', deleted: true },
		]);
		expect(await scene.failure(record('tag', tag))).toMatch(/does not have this tag/);
	});

	it('stays when something refers to it, and says so', async () => {
		expect(await scene.failure(record('category', id.categories.Analgesics))).toMatch(
			/was not deleted: .*(association|foreign key)/,
		);
	});

	it('stays when others lie below it, which would go with it', async () => {
		const top = await create('category', { name: 'Top' });
		await create('category', { name: 'Below', parentCategory: { id: top } });
		expect(await scene.failure(record('category', top))).toMatch(/others lie below it/);
	});

	it.each([
		['order', /use Purchase Order: Delete/],
		['location', /close it with Location: Update/],
		['transaction', /booked by the resources Transaction/],
		['user', /passwords and rights/],
	])('is never a %s', async (type, message) => {
		expect(await scene.failure(record(type, '1'))).toMatch(message);
	});

	it('stays while the switch is off', async () => {
		expect(await scene.failure(record('tag', '1', { enable: false }))).toMatch(
			/may not delete records/,
		);
		expect(scene.sandbox.requests.total).toBe(0);
	});
});
