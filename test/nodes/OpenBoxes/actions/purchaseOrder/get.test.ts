import type { IDataObject } from 'n8n-workflow';
import { CentralDepot } from '../../../../hospital/central-depot';
import { ORDER, ORDER_ITEM } from '../../../../hospital/purchase-orders';
import type { Kind } from '../../../../sandbox';

let depot: CentralDepot;
afterEach(async () => await depot.close());

const byId = { purchaseOrder: { __rl: true, mode: 'id', value: ORDER.placed } };
const receive = async (reference: string, line: IDataObject): Promise<IDataObject> =>
	await depot.item('purchaseOrder', 'receive', {
		...byId,
		reference,
		linesFrom: 'json',
		linesJson: JSON.stringify([{ bin: 'A-01', ...line }]),
	});

const lineOf = (order: IDataObject, id: string): IDataObject =>
	(order.lines as IDataObject[]).find(({ orderItemId }) => orderItemId === id) ?? {};

it.each<Kind>(['0.9.0', '0.9.8'])('shows prices, units and what is open on %s', async (kind) => {
	depot = await CentralDepot.start({ kind });
	const order = await depot.item('purchaseOrder', 'get', byId);
	expect(order).toMatchObject({
		orderNumber: 'PO-1',
		status: 'placed',
		supplier: { name: 'MedSupply Ltd' },
		dateOrdered: '2026-02-01T09:00:00Z',
		total: 1695,
		currency: 'USD',
	});
	expect(lineOf(order, ORDER_ITEM.ibuprofen)).toMatchObject({
		ordered: 1000,
		quantity: 10,
		unit: 'BX',
		unitsPerPackage: 100,
		unitPrice: 4.5,
		received: 0,
		remaining: 1000,
	});
});

it('counts half boxes exactly, which the server cuts off', async () => {
	depot = await CentralDepot.start();
	await receive('DN-1', { productCode: '10001', quantity: 250, lot: 'IBU-A' });
	const order = await depot.item('purchaseOrder', 'get', byId);
	expect(lineOf(order, ORDER_ITEM.ibuprofen)).toMatchObject({ received: 250, remaining: 750 });
	expect(order.status).toBe('partiallyReceived');
});

it('stays partially received when one line got more than was ordered', async () => {
	depot = await CentralDepot.start();
	await depot.item('purchaseOrder', 'receive', {
		...byId,
		reference: 'DN-1',
		linesFrom: 'json',
		linesJson: JSON.stringify([{ productCode: '20001', quantity: 650, lot: 'AMX-1', bin: 'A-01' }]),
		options: { allowMore: true },
	});
	const order = await depot.item('purchaseOrder', 'get', byId);
	expect(order).toMatchObject({ status: 'partiallyReceived' });
});

it('says that an order is unknown', async () => {
	depot = await CentralDepot.start();
	expect(
		await depot.failure('purchaseOrder', 'get', {
			purchaseOrder: { __rl: true, mode: 'number', value: 'PO-9' },
		}),
	).toMatch(/no purchase order "PO-9"/);
});

it('takes a number or an ID from an expression', async () => {
	depot = await CentralDepot.start({ kind: 'documented' });
	for (const purchaseOrder of ['PO-1', ORDER.placed]) {
		expect(await depot.item('purchaseOrder', 'get', { purchaseOrder })).toMatchObject({
			id: ORDER.placed,
		});
	}
});
