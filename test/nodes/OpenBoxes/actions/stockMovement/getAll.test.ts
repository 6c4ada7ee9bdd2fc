import { at, draft, gloves, ibuprofen, on, op, sent } from '../../../../hospital/movements';
import { Scene } from '../../../../hospital/scene';

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
});
