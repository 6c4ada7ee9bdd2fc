import type { IDataObject } from 'n8n-workflow';
import { CentralDepot } from '../../../../hospital/central-depot';
import {
	BIN,
	listedStatus,
	ORDER,
	ORDER_ITEM,
	unitsAt,
} from '../../../../hospital/purchase-orders';
import type { Kind } from '../../../../sandbox';

let depot: CentralDepot;
afterEach(async () => await depot.close());

async function receive(
	reference: string,
	rows: IDataObject[] | 'everything',
	options: IDataObject = {},
	order = 'PO-1',
): Promise<IDataObject & { lines: IDataObject[] }> {
	return (await depot.item('purchaseOrder', 'receive', {
		purchaseOrder: { __rl: true, mode: 'number', value: order },
		reference,
		...(rows === 'everything'
			? { linesFrom: 'all' }
			: { linesFrom: 'json', linesJson: JSON.stringify(rows) }),
		options,
	})) as never;
}

const AMOXICILLIN = { productCode: '20001', lot: 'AMX-1', bin: 'A-01' };

/** Somebody made a shipment in OpenBoxes and sent it. */
async function sentBySupplier(quantity: number, lot = 'AMX-S'): Promise<string> {
	const made = await depot.call('POST', 'stockMovements/createCombinedShipments', {
		description: 'from the supplier',
		origin: { id: '00000000a202135001a20213d0210008' },
		destination: { id: '00000000a202135001a20213cec60000' },
		lineItems: [
			{
				product: { id: '00000000a202135001a20213d3500025' },
				orderItemId: ORDER_ITEM.amoxicillin,
				quantityRequested: quantity,
				lotNumber: lot,
				expirationDate: '01/31/2030',
			},
		],
	});
	const { id } = made.data as { id: string };
	await depot.call('POST', `stockMovements/${id}/status`, { status: 'ISSUED' });
	return id;
}

const shipments = (): unknown[] => depot.sandbox.world.store.table('shipment').all();

describe.each<Kind>(['0.9.0', '0.9.3', '0.9.8'])('on a %s server', (kind) => {
	it('counts boxes of 100 in boxes or in single units', async () => {
		depot = await CentralDepot.start({ kind });
		const box = { productCode: '10001', lot: 'IBU-A', bin: 'A-01' };
		const [boxes] = (await receive('DN-1', [{ ...box, quantity: 3, unit: 'order' }])).lines;
		expect(boxes).toMatchObject({ receivedNow: 300, remaining: 700, unit: 'BX/100' });
		const [pieces] = (await receive('DN-2', [{ ...box, quantity: 250 }])).lines;
		expect(pieces).toMatchObject({ receivedBefore: 300, receivedNow: 250, remaining: 450 });
		const [rest] = (await receive('DN-3', [{ ...box, quantity: 450 }])).lines;
		expect(rest).toMatchObject({ receivedBefore: 550, received: 1000, remaining: 0 });
	});

	it('closes a line short: nothing of it is open any more', async () => {
		depot = await CentralDepot.start({ kind });
		const output = await receive('DN-1', [{ ...AMOXICILLIN, quantity: 400, closeShort: true }]);
		expect(output.lines).toMatchObject([{ receivedNow: 400, closedShort: 100, remaining: 0 }]);
		const order = await depot.item('purchaseOrder', 'get', { purchaseOrder: 'PO-1' });
		const lines = order.lines as IDataObject[];
		expect(lines.find(({ productCode }) => productCode === '20001')).toMatchObject({
			received: 400,
			closedShort: 100,
			remaining: 0,
		});
	});

	it('receives on a shipment of the supplier first, the rest on one of its own', async () => {
		depot = await CentralDepot.start({ kind });
		const sent = await sentBySupplier(200);
		const before = shipments().length;
		const output = await receive('DN-1', [
			{ productCode: '20001', quantity: 300, lot: 'AMX-S', bin: 'A-01' },
		]);
		expect(output.receipts).toMatchObject([{ shipmentId: sent }, {}]);
		expect(output).toMatchObject({ orderStatus: 'partiallyReceived' });
		expect(output.lines.map(({ receivedNow, remaining }) => [receivedNow, remaining])).toEqual([
			[200, 200],
			[100, 200],
		]);
		expect(shipments()).toHaveLength(before + 1);
		expect(unitsAt(depot.sandbox, '20001', { lot: 'AMX-S', bin: BIN['A-01'] })).toBe(300);
	});

	it('makes no shipment when all of it is on the way', async () => {
		depot = await CentralDepot.start({ kind });
		await sentBySupplier(200);
		const before = shipments().length;
		await receive('DN-1', [{ productCode: '20001', quantity: 200, lot: 'AMX-S', bin: 'A-01' }]);
		expect(shipments()).toHaveLength(before);
		expect(
			await receive('DN-1', [{ productCode: '20001', quantity: 200, lot: 'AMX-S', bin: 'A-01' }]),
		).toMatchObject({
			status: 'alreadyReceived',
		});
	});

	it('splits a line of a shipment that arrives in two lots', async () => {
		depot = await CentralDepot.start({ kind });
		await sentBySupplier(200);
		const rows = [
			{ productCode: '20001', quantity: 120, lot: 'AMX-S', bin: 'A-01' },
			{
				productCode: '20001',
				quantity: 80,
				lot: 'AMX-T',
				expirationDate: '2031-01-31',
				bin: 'A-02',
			},
		];
		expect(await receive('DN-1', rows)).toMatchObject({ status: 'received' });
		expect(unitsAt(depot.sandbox, '20001', { lot: 'AMX-S', bin: BIN['A-01'] })).toBe(120);
		expect(unitsAt(depot.sandbox, '20001', { lot: 'AMX-T', bin: BIN['A-02'] })).toBe(80);
		expect(await receive('DN-1', rows)).toMatchObject({ status: 'alreadyReceived' });
	});

	it('receives everything that is open', async () => {
		depot = await CentralDepot.start({ kind });
		await receive('DN-1', [
			{ ...AMOXICILLIN, quantity: 500 },
			{ productCode: '10001', quantity: 1000, lot: 'IBU-A', bin: 'A-01' },
		]);
		const gloves = unitsAt(depot.sandbox, '30001');
		const output = await receive('DN-2', 'everything', { bin: 'B-01' });
		expect(output).toMatchObject({ remaining: 0, orderStatus: 'received' });
		expect(unitsAt(depot.sandbox, '30001')).toBe(gloves + 20_000);
		expect(listedStatus(depot.sandbox, ORDER.placed)).toBe('RECEIVED');
		expect(await receive('DN-2', 'everything', { bin: 'B-01' })).toMatchObject({
			status: 'alreadyReceived',
		});
	});

	it('dates the receipt as asked, and sends the shipment no later', async () => {
		depot = await CentralDepot.start({ kind, clock: '2026-11-22T12:00:00Z', frozen: false });
		const deliveredAt = '2026-11-17T12:34:00.000Z';
		const output = await receive('DN-1', [{ ...AMOXICILLIN, quantity: 10 }], { deliveredAt });
		const [{ transactionId }] = output.lines;
		const { transactionDate } =
			depot.sandbox.state().transactions.find(({ id }) => id === transactionId) ?? {};
		expect(transactionDate?.slice(0, 16)).toBe(deliveredAt.slice(0, 16));
	});
});

it('puts goods without a bin into the receiving bin', async () => {
	depot = await CentralDepot.start();
	const output = await receive('DN-1', [{ ...AMOXICILLIN, bin: undefined, quantity: 10 }]);
	expect(output.lines[0].binLocation).toMatch(/^R-/);
	expect(unitsAt(depot.sandbox, '20001', { bin: String(output.lines[0].binLocationId) })).toBe(10);
});

it('accepts more than was ordered when allowed, and shows the line as complete', async () => {
	depot = await CentralDepot.start();
	const output = await receive('DN-1', [{ ...AMOXICILLIN, quantity: 650 }], { allowMore: true });
	expect(output).toMatchObject({ orderStatus: 'partiallyReceived' });
	expect(output.lines).toMatchObject([{ received: 650, remaining: 0 }]);
});

it('receives a pending order only on request', async () => {
	depot = await CentralDepot.start();
	const rows = [{ productCode: '40002', quantity: 10, lot: 'MSL-1', bin: 'A-01' }];
	expect(await receive('DN-1', rows, { allowUnplaced: true }, 'PO-3')).toMatchObject({
		status: 'received',
	});
});

it('finds an order line by a barcode', async () => {
	depot = await CentralDepot.start();
	const rows = [{ barcode: '0012345678905', quantity: 100, lot: 'IBU-A', bin: 'A-01' }];
	expect((await receive('DN-1', rows)).lines).toMatchObject([
		{ productCode: '10001', receivedNow: 100 },
	]);
});

it('changes the expiry of a known lot only on request, and says so', async () => {
	depot = await CentralDepot.start();
	const rows = [{ ...AMOXICILLIN, quantity: 10, expirationDate: '2029-01-31' }];
	const output = await receive('DN-1', rows, { mayChangeExpiry: true });
	expect(output.warnings).toEqual([
		expect.stringMatching(/AMX-1 now expires on 2029-01-31 instead of 2027-01-31/),
	]);
});

it('lets one delivery note cover two orders', async () => {
	depot = await CentralDepot.start();
	await receive('DN-1', [{ ...AMOXICILLIN, quantity: 10 }]);
	const rows = [{ productCode: '40002', quantity: 5, lot: 'MSL-1', bin: 'A-01' }];
	await depot.item('purchaseOrder', 'place', { purchaseOrder: 'PO-3' });
	expect(await receive('DN-1', rows, {}, 'PO-3')).toMatchObject({ status: 'received' });
});
