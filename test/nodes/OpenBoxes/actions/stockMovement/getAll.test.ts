import { listSearch } from '../../../../engine/list-search';
import { at, draft, gloves, ibuprofen, on, op, sent } from '../../../../hospital/movements';
import { KINDS, Scene } from '../../../../hospital/scene';

const OPEN_SOURCE = ['0.9.0', '0.9.3', '0.9.8'] as const;
const ids = (rows: object[]) => rows.map((row) => ('id' in row ? row.id : undefined)).sort();

describe.each(OPEN_SOURCE)('many stock movements on %s', (kind) => {
	let scene: Scene;
	let open: object;
	let shipped: object;
	let part: object;
	let received: object;
	beforeAll(async () => {
		scene = await Scene.open({ kind, at: 'north' });
		open = await draft(scene, [{ productId: gloves, quantity: 5 }], { description: 'Monthly' });
		shipped = await sent(scene, [{ productId: ibuprofen, quantity: 5 }]);
		part = await sent(scene, [{ productId: ibuprofen, quantity: 6 }]);
		const lines = { linesFrom: 'json', linesJson: [{ productId: ibuprofen, quantity: 2 }] };
		await scene.output(on(part, 'receive', lines));
		received = await sent(scene, [{ productId: ibuprofen, quantity: 7 }]);
		await scene.output(on(received, 'receive'));
	});
	afterAll(async () => await scene.close());

	it('leave the location of the credential', async () => {
		const rows = await scene.output(op('getAll', { direction: 'OUTBOUND', returnAll: true }));
		expect(ids(rows)).toEqual(ids([open, shipped, part, received]));
	});

	it.each([
		['OUTBOUND', {}],
		['INBOUND', { destination: at('central') }],
	])('have the same status in the list (%s) as alone', async (direction, filters) => {
		const rows = await scene.output(op('getAll', { direction, returnAll: true, filters }));
		const status = (movement: object) => rows.find((row) => row.id === ids([movement])[0])?.status;
		expect([open, shipped, part, received].map(status)).toEqual([
			'draft',
			'shipped',
			'partiallyReceived',
			'received',
		]);
	});

	it.each<[string, object, () => object[]]>([
		['one status', { status: ['received'] }, () => [received]],
		['two statuses', { status: ['draft', 'shipped'] }, () => [open, shipped]],
		['all but one status', { exclude: ['received'] }, () => [open, shipped, part]],
		['a text', { text: 'month' }, () => [open]],
		['a receipt status', { receiptStatus: ['PARTIALLY_RECEIVED'] }, () => [part]],
		['another destination', { destination: at('ward') }, () => []],
		['a requester', { requestedBy: { __rl: true, mode: 'id', value: 'nobody' } }, () => []],
		['a day before', { createdBefore: '2020-01-01' }, () => []],
		['a day after', { createdAfter: '2020-01-01' }, () => [open, shipped, part, received]],
	])('are filtered by %s', async (_, filters, expected) => {
		const rows = await scene.output(
			op('getAll', { direction: 'OUTBOUND', returnAll: true, filters }),
		);
		expect(ids(rows)).toEqual(ids(expected()));
	});

	it('end at the limit', async () => {
		expect(await scene.output(op('getAll', { direction: 'OUTBOUND', limit: 2 }))).toHaveLength(2);
	});

	it('are found by number', async () => {
		const [row] = await scene.output(on(shipped, 'get'));
		const stockMovement = { __rl: true, mode: 'number', value: String(row.identifier) };
		const [found] = await scene.output(op('get', { stockMovement }));
		expect(found).toMatchObject({ id: row.id, status: 'shipped' });
		const [plain] = await scene.output(op('get', { stockMovement: String(row.identifier) }));
		expect(plain.id).toBe(row.id);
	});

	it('are found in the picker, with their status', async () => {
		const { results } = await listSearch(scene.engine, {
			type: 'openBoxes',
			method: 'searchStockMovements',
			filter: 'Monthly',
		});
		expect(results).toMatchObject([
			{ name: expect.stringMatching(/\(draft\): Monthly, North Depot → Central Depot/) },
		]);
	});

	it('that do not exist are named', async () => {
		expect(await scene.failure(on('0'.repeat(32), 'get'))).toMatch(/no stock movement "0{32}"/);
		const stockMovement = { __rl: true, mode: 'number', value: 'NOPE' };
		expect(await scene.failure(op('get', { stockMovement }))).toMatch(/no stock movement "NOPE"/);
	});

	it('list their documents with links', async () => {
		const rows = await scene.output(on(shipped, 'getDocuments'));
		expect(rows).toContainEqual(
			expect.objectContaining({
				documentType: 'DELIVERY_NOTE',
				url: expect.stringContaining('http'),
			}),
		);
	});

	it('can be changed in their header', async () => {
		const fields = { description: 'Quarterly', destination: at('pharmacy') };
		const movement = await draft(scene, [{ productId: gloves, quantity: 5 }]);
		const [out] = await scene.output(on(movement, 'update', { fields }));
		expect(out).toMatchObject({
			description: 'Quarterly',
			destination: { name: 'Hospital Pharmacy' },
		});
		const wrong = { destination: { __rl: true, mode: 'id', value: 'nope' } };
		expect(await scene.failure(on(movement, 'update', { fields: wrong }))).toMatch(
			/did not take over: destination|not changed/,
		);
		expect(await scene.failure(on(movement, 'update', { fields: {} }))).toMatch(
			/Nothing to change/,
		);
		const [gone] = await scene.output(on(movement, 'delete'));
		expect(gone).toMatchObject({ deleted: true });
		expect(await scene.failure(on(movement, 'delete'))).toMatch(/no stock movement/);
	});

	it('cannot be deleted once they left', async () => {
		expect(await scene.failure(on(shipped, 'delete'))).toMatch(/it is shipped.*Roll Back first/);
	});

	it('are deleted once when the answer is cut off after the server did', async () => {
		const movement = await draft(scene, [{ productId: gloves, quantity: 5 }]);
		scene.sandbox.faults.next({ kind: 'cut after commit', method: 'DELETE' });
		expect((await scene.output(on(movement, 'delete')))[0]).toMatchObject({ deleted: true });
	});
});

describe.each(KINDS)('pickers of movements on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind, at: 'north' });
	});
	afterAll(async () => await scene.close());

	const pick = async (method: string, filter: string) =>
		(await listSearch(scene.engine, { type: 'openBoxes', method, filter })).results;

	it('show ways to travel', async () => {
		expect(await pick('searchShipmentTypes', 'lan')).toEqual([{ name: 'Land', value: '3' }]);
	});

	it('show people', async () => {
		expect(await pick('searchPeople', 'mona')).toMatchObject([{ name: 'Mona Manager' }]);
	});
});

it('lists movements on the documented kind', async () => {
	const scene = await Scene.open({ kind: 'documented', at: 'north' });
	const movement = await draft(scene, [{ productId: gloves, quantity: 5 }]);
	const rows = await scene.output(op('getAll', { direction: 'OUTBOUND', returnAll: true }));
	expect(rows).toMatchObject([{ id: movement.id, status: 'draft' }]);
	expect(await scene.output(op('getAll', { filters: { exclude: ['draft'] } }))).toEqual([]);
	await scene.close();
});
