import { locator } from '../../../../hospital/movements';
import { Connection } from '../../../../../nodes/OpenBoxes/transport/connection';
import { id, KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'record', operation: 'create', enable: true };
const record = (type: string, fields: object, more: object = {}) => ({
	...operation,
	recordType: locator(type, 'name'),
	fields: JSON.stringify(fields),
	...more,
});

describe.each(KINDS)('a new record on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind });
	});
	afterEach(async () => await scene.close());

	const count = (type: string): number => scene.sandbox.world.store.table(type).all().length;

	it('is read back, and found by its name when it is asked for again', async () => {
		const asked = record('productGroup', { name: 'Pain', description: 'against it' });
		const [made] = await scene.output(asked);
		expect(made).toMatchObject({ name: 'Pain', existed: false, unchecked: [] });
		expect(await scene.output(asked)).toMatchObject([{ id: made.id, existed: true }]);
		expect(await scene.failure(record('productGroup', { name: 'pain', description: 'x' }))).toMatch(
			/a productGroup with the name "pain" already, with other content: "description" is "against it"/,
		);
		expect(count('productGroup')).toBe(1);
	});

	it.each([null, 'another'])(
		'is not told as made when the server shows one with the ID %j instead',
		async (other) => {
			const read = Reflect.get(Connection.prototype, 'get');
			jest.spyOn(Connection.prototype, 'get').mockImplementation(async function (
				this: Connection,
				path,
				...more
			) {
				const answer = await read.call(this, path, ...more);
				const { data } = answer as { data: object };
				return path.includes('/productGroup/') ? { data: { ...data, id: other } } : answer;
			});
			const asked = record('productGroup', { name: 'Pain' });
			expect(await scene.failure(asked)).toMatch(/in a form that this node does not know/);
			jest.restoreAllMocks();
		},
	);

	it('is found by the field that the user names', async () => {
		const asked = record('shipmentType', { name: 'Camel' }, { unique: 'name' });
		const before = count('shipmentType');
		await scene.output(asked);
		expect(await scene.output(asked)).toMatchObject([{ existed: true }]);
		expect(count('shipmentType')).toBe(before + 1);
	});

	it('is not made while the switch is off', async () => {
		for (const enable of [false, 'perhaps', '={{ true }}'])
			expect(await scene.failure(record('tag', { tag: 'fragile' }, { enable }))).toMatch(
				/may not change any record.*"Enable".*Nothing was sent/,
			);
		expect(count('tag')).toBe(0);
	});
});

describe('what must not be written as a record', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open();
	});
	afterAll(async () => await scene.close());

	it('that would be written into another one is refused before any request', async () => {
		const before = { ...scene.sandbox.requests };
		for (const [fields, message] of [
			[{ id: id.products['10001'], name: 'X' }, /"id" would change the record that has it/],
			[
				{ category: { id: 'c', name: 'X' } },
				/"category" holds "name", which OpenBoxes would write/,
			],
			[{ category: { name: 'X' } }, /"category" holds "name"/],
			[{ category: {} }, /"category" has no "id"/],
			[{ 'category.id': 'c' }, /"category.id" would be ignored/],
			[{ tags: [null] }, /"tags" holds something that is no reference/],
			[{ tags: [{ id: 't', tag: 'X' }] }, /"tags" holds "tag"/],
			[{ version: 3 }, /"version" is set by OpenBoxes itself/],
			[{}, /no field is given/],
			[[{ name: 'X' }], /one JSON object/],
		] as const)
			expect(await scene.failure(record('product', fields as object))).toMatch(message);
		expect(await scene.failure(record('tag', {}, { fields: '{' }))).toMatch(/not valid JSON/);
		expect(scene.sandbox.requests.total).toBe(before.total);
	});

	it.each([
		['user', /passwords and rights/],
		['User', /passwords and rights/],
		['role', /passwords and rights/],
		['locationRole', /passwords and rights/],
		['person', /passwords and rights/],
		['party', /passwords and rights/],
		['partyRole', /passwords and rights/],
		['transactionEntry', /booked by the resources Transaction/],
		['transaction', /booked by the resources Transaction/],
		['location', /neither number nor inventory; use Location: Create/],
		['productSummary', /a view that OpenBoxes computes/],
	])('cannot be a %s', async (type, message) => {
		expect(await scene.failure(record(type, { name: 'X' }))).toMatch(message);
		expect(scene.sandbox.requests.total).toBe(0);
	});
});
