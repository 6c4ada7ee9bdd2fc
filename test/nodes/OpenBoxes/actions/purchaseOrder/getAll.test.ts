import type { IDataObject } from 'n8n-workflow';
import { CentralDepot } from '../../../../hospital/central-depot';
import type { Kind } from '../../../../sandbox';

let depot: CentralDepot;
afterEach(async () => await depot.close());

async function numbers(filters: IDataObject, more: IDataObject = {}): Promise<unknown[]> {
	const rows = await depot.items('purchaseOrder', 'getAll', {
		returnAll: true,
		sort: 'orderNumber',
		descending: false,
		filters,
		...more,
	});
	return rows.map(({ orderNumber }) => orderNumber);
}

describe.each<Kind>(['0.9.0', '0.9.8', 'documented'])('the list on a %s server', (kind) => {
	it('holds the orders for the location, in our words and in the server\u2019s', async () => {
		depot = await CentralDepot.start({ kind });
		const statuses = async (more: object) =>
			(await depot.items('purchaseOrder', 'getAll', { returnAll: true, ...more }))
				.map(({ orderNumber, status }) => [orderNumber, status])
				.sort();
		expect(await statuses({})).toEqual([
			['PO-1', 'placed'],
			['PO-3', 'pending'],
		]);
		expect(await statuses({ simplify: false })).toEqual([
			['PO-1', 'PLACED'],
			['PO-3', 'PENDING'],
		]);
	});

	it('is narrowed by status, supplier, text and order date', async () => {
		depot = await CentralDepot.start({ kind });
		expect(await numbers({ statuses: ['placed'] })).toEqual(['PO-1']);
		expect(await numbers({ statuses: ['received'] })).toEqual([]);
		expect(
			await numbers({
				supplier: { __rl: true, mode: 'id', value: '00000000a202135001a20213d055000a' },
			}),
		).toEqual(['PO-3']);
		expect(await numbers({ text: 'po-1' })).toEqual(['PO-1']);
		expect(await numbers({ from: '2026-02-01', to: '2026-02-01' })).toHaveLength(2);
		expect(await numbers({ from: '2026-02-02' })).toEqual([]);
	});

	it('stops at the limit', async () => {
		depot = await CentralDepot.start({ kind });
		expect(await numbers({}, { returnAll: false, limit: 1 })).toHaveLength(1);
	});
});

it('shows the orders of all locations when asked', async () => {
	depot = await CentralDepot.start();
	expect(await numbers({ allLocations: true })).toEqual(['PO-1', 'PO-2', 'PO-3']);
});

it('calls an order received when all its lines are', async () => {
	depot = await CentralDepot.start();
	await depot.item('purchaseOrder', 'receive', {
		purchaseOrder: 'PO-1',
		reference: 'DN-1',
		linesFrom: 'json',
		linesJson: JSON.stringify([
			{ productCode: '10001', quantity: 1000, lot: 'IBU-A', bin: 'A-01' },
			{ productCode: '20001', quantity: 500, lot: 'AMX-1', bin: 'A-01' },
			{ productCode: '30001', quantity: 20_000, bin: 'A-01' },
		]),
	});
	expect(await numbers({ statuses: ['received'] })).toEqual(['PO-1']);
});
