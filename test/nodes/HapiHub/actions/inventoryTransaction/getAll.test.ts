import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { ClinicSandboxOptions } from '../../../../clinic-sandbox';
import { Clinic } from '../../clinic';

const NOON = Date.UTC(2026, 10, 22, 12);

let clinic: Clinic;
afterEach(async () => await clinic.close());

/** A day: each minute one transaction, of all types in turn and in two warehouses. */
function day(count: number): void {
	const types = ['sales', 'return', 'purchase', 'ales', 'transfer', 'purchas', 'consignment'];
	for (let index = 0; index < count; index++) {
		clinic.sandbox.enter({
			type: types[index % types.length],
			warehouse: index % 2 === 0 ? 'north' : 'south',
			createdAt: NOON + index * 60_000,
			items: [{ sku: 'A', quantity: 1 }],
			...(index % 14 === 0 ? { fulfilledAt: NOON } : {}),
		});
	}
}

const ids = (rows: IDataObject[]): unknown[] => rows.map(({ id }) => id);
const many = async (parameters: INodeParameters = {}): Promise<IDataObject[]> =>
	await clinic.output('getAll', { returnAll: true, ...parameters });

const SERVERS: Array<[string, ClinicSandboxOptions]> = [
	['arrays', { shape: 'array' }],
	['the table of the document', { shape: 'inventoryTransactions' }],
	['pages with a total', { shape: 'paginated' }],
	['another shape each time', { shape: 'mixed' }],
	['three rows at most', { maxLimit: 3 }],
	['rows that are repeated', { repeatsRows: true, maxLimit: 8 }],
	['everything at once', { ignoresPages: true, shape: 'array' }],
	['no order', { ignoresSort: true, maxLimit: 9 }],
	['no filters', { knownFilters: [] }],
];

describe.each(SERVERS)('a server that gives %s', (_, options) => {
	beforeEach(async () => {
		clinic = await Clinic.open(options);
		day(60);
	});

	it('is read to its end, each row once', async () => {
		const rows = await many();
		expect(rows).toHaveLength(60);
		expect(new Set(ids(rows)).size).toBe(60);
		if (!options.ignoresSort) expect(rows[0].id).toBe('trx000060');
	});

	it('is checked again: types in every spelling, warehouse, time', async () => {
		const filters = {
			types: ['sales'],
			warehouse: 'north',
			createdAfter: new Date(NOON + 14 * 60_000).toISOString(),
			createdBefore: new Date(NOON + 29 * 60_000).toISOString(),
		};
		const rows = await many({ filters });
		expect(ids(rows).sort()).toEqual(['trx000015', 'trx000025', 'trx000029']);
		expect(rows.every(({ type }) => type === 'sales')).toBe(true);
	});
});

describe('Get Many', () => {
	it('gives as many as asked for, the newest', async () => {
		clinic = await Clinic.open({ maxLimit: 10 });
		day(60);
		const rows = await clinic.output('getAll', { limit: 12 });
		expect(ids(rows).slice(0, 2)).toEqual(['trx000060', 'trx000059']);
		expect(rows).toHaveLength(12);
		expect(clinic.sandbox.received.length).toBeLessThanOrEqual(3);
	});

	it('finds what was handed out, what belongs to a sale, and what a reference made', async () => {
		clinic = await Clinic.open();
		day(30);
		clinic.sandbox.enter({ type: 'return', transaction: 'trx000001' });
		await clinic.output('create', { transactionType: 'receiving', reference: 'REF' });
		const found = async (filters: IDataObject): Promise<unknown[]> =>
			ids(await many({ filters } as INodeParameters));
		expect(await found({ isFulfilled: true })).toEqual(['trx000029', 'trx000015', 'trx000001']);
		expect(await found({ transaction: 'trx000001' })).toEqual(['trx000031']);
		expect(await found({ reference: 'REF' })).toEqual(['trx000032']);
	});

	it('stops reading at the time that is asked for', async () => {
		clinic = await Clinic.open({ maxLimit: 10 });
		day(200);
		const createdAfter = new Date(NOON + 195 * 60_000).toISOString();
		expect(await many({ filters: { createdAfter } })).toHaveLength(5);
		expect(clinic.sandbox.received).toHaveLength(1);
	});

	it('loses no row when sales come in while it reads, or leave a filter', async () => {
		clinic = await Clinic.open({ maxLimit: 5, shape: 'paginated', knownFilters: ['type'] });
		for (let index = 0; index < 40; index++)
			clinic.sandbox.enter({ type: 'return', createdAt: NOON + index });
		const known = clinic.sandbox.rows.map(({ id }) => id);
		// Each request: one row that was read already is no return any more, and a sale comes in.
		const received = clinic.sandbox.received;
		const push = received.push.bind(received);
		jest.spyOn(received, 'push').mockImplementation((call) => {
			const turn = received.length;
			if (turn > 0 && turn < 5) clinic.sandbox.rows[40 - turn].type = 'adjustment';
			return push(call);
		});
		const rows = await many({ filters: { types: ['return'] } });
		const missing = known.slice(0, 36).filter((id) => !ids(rows).includes(id));
		expect(missing).toEqual([]);
	});

	it('tells a time in the filters that is none', async () => {
		clinic = await Clinic.open();
		const filters = { createdAfter: 'yesterday' };
		expect(await clinic.failure('getAll', { filters })).toMatch(
			/"yesterday" in the filters is not a time/,
		);
	});
});
