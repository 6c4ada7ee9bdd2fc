import type { IDataObject } from 'n8n-workflow';
import { CentralDepot } from '../../../../hospital/central-depot';
import { BIN, ORDER_ITEM } from '../../../../hospital/purchase-orders';
import type { Kind } from '../../../../sandbox';

let depot: CentralDepot;
afterEach(async () => await depot.close());

const line = { productCode: '20001', quantity: 10, lot: 'AMX-1', bin: 'A-01' };

const delivery = (
	rows: IDataObject[],
	{ order = 'PO-1', reference = 'DN-1', options = {} }: IDataObject = {},
): IDataObject => ({
	purchaseOrder: { __rl: true, mode: 'number', value: order },
	reference,
	linesFrom: 'json',
	linesJson: JSON.stringify(rows),
	options,
});

/** Everything that a refused delivery must leave as it is. */
function fingerprint(): string {
	const { store } = depot.sandbox.world;
	return JSON.stringify([
		depot.sandbox.state().stock,
		store.table('shipment').all().length,
		store.table('receipt').all().length,
		store.table('inventoryItem').all(),
	]);
}

const INPUTS: Array<[string, IDataObject, RegExp]> = [
	['an unknown order', delivery([line], { order: 'PO-99' }), /no purchase order "PO-99"/],
	[
		'an order of another location',
		delivery([line], { order: 'PO-2' }),
		/is for North Depot, not for Central Depot/,
	],
	[
		'an order that is not placed',
		delivery([line], { order: 'PO-3' }),
		/is not placed yet.*Place the order first/,
	],
	[
		'a product that was not ordered',
		delivery([{ ...line, productCode: '10002' }]),
		/line 1.*is not on this order/,
	],
	[
		'an order line of another order',
		delivery([{ ...line, orderItemId: 'nope' }]),
		/"nope" is not on this order/,
	],
	[
		'more than was ordered',
		delivery([{ ...line, quantity: 501 }]),
		/501 arrived, but only 500 are open/,
	],
	[
		'a negative quantity',
		delivery([{ ...line, quantity: -1 }]),
		/quantity "-1" must be a whole number/,
	],
	['a fraction', delivery([{ ...line, quantity: 2.5 }]), /quantity "2.5" must be a whole number/],
	[
		'a quantity in words',
		delivery([{ ...line, quantity: '1,000' }]),
		/quantity "1,000" must be a whole number/,
	],
	[
		'a bin of another location',
		delivery([{ ...line, bin: BIN['S-1'] }]),
		/is no bin of Central Depot/,
	],
	['an unknown bin', delivery([{ ...line, bin: 'Z-99' }]), /"Z-99" is no bin of Central Depot/],
	[
		'an expiry in the past',
		delivery([{ ...line, lot: 'AMX-OLD', expirationDate: '2020-01-31' }]),
		/lot AMX-OLD expired on 2020-01-31/,
	],
	[
		'a lot that expired by OpenBoxes\u2019 own date',
		delivery([{ ...line, productCode: '10001', lot: 'IBU-X' }]),
		/lot IBU-X expired on 2025-01-31/,
	],
	[
		'another expiry of a known lot',
		delivery([{ ...line, expirationDate: '2029-01-01' }]),
		/AMX-1 expires on 2027-01-31 in OpenBoxes, on 2029-01-01 in the delivery/,
	],
	[
		'a new lot without expiry',
		delivery([{ ...line, lot: 'AMX-NEW' }]),
		/lot AMX-NEW needs an expiration date/,
	],
	[
		'a product under lot control without lot',
		delivery([{ ...line, lot: undefined }]),
		/needs a lot number and an expiration date/,
	],
	[
		'a day that does not exist',
		delivery([{ ...line, expirationDate: '2029-02-30' }]),
		/"2029-02-30" is not a day/,
	],
	[
		'a day that two people read differently',
		delivery([{ ...line, lot: 'AMX-N', expirationDate: '03/04/2029' }]),
		/"03\/04\/2029" is not a day/,
	],
	['no reference', delivery([line], { reference: '' }), /"Delivery Reference" is required/],
	[
		'a reference that cannot be searched for',
		delivery([line], { reference: 'DN%1' }),
		/contains "%"/,
	],
	[
		'a receiving date in the future',
		delivery([line], { options: { deliveredAt: '2099-01-01' } }),
		/in the future/,
	],
	['an unknown unit', delivery([{ ...line, unit: 'barrel' }]), /unit "barrel" must be "each"/],
	['no lines', delivery([]), /there is no line/],
];

it.each(INPUTS)(
	'refuses %s in a clear sentence and changes nothing',
	async (_, parameters, message) => {
		depot = await CentralDepot.start();
		const before = fingerprint();
		expect(await depot.failure('purchaseOrder', 'receive', parameters)).toMatch(message);
		expect(fingerprint()).toBe(before);
	},
);

it('asks for a bin where the server makes no receiving bin', async () => {
	depot = await CentralDepot.start({ kind: '0.9.3' });
	const before = fingerprint();
	expect(
		await depot.failure('purchaseOrder', 'receive', delivery([{ ...line, bin: undefined }])),
	).toMatch(/has no bin.*0\.9\.3 makes no receiving bin/);
	expect(fingerprint()).toBe(before);
});

it.each<Kind>(['0.9.0', '0.9.8'])(
	'keeps the expiry of a known lot, for its stock everywhere, on %s',
	async (kind) => {
		depot = await CentralDepot.start({ kind });
		await depot.item('purchaseOrder', 'receive', delivery([line]));
		const lots = depot.sandbox.world.store.table('inventoryItem').all();
		const lot = lots.filter(({ lotNumber }) => lotNumber === 'AMX-1');
		expect(lot.map(({ expirationDate }) => expirationDate)).toEqual([Date.parse('2027-01-31')]);
	},
);

it('leaves a draft of somebody else alone', async () => {
	depot = await CentralDepot.start();
	const made = await depot.call('POST', 'stockMovements/createCombinedShipments', {
		description: 'by hand',
		origin: { id: '00000000a202135001a20213d0210008' },
		destination: { id: '00000000a202135001a20213cec60000' },
		lineItems: [
			{
				product: { id: '00000000a202135001a20213d3500025' },
				orderItemId: ORDER_ITEM.amoxicillin,
				quantityRequested: 200,
				lotNumber: 'AMX-1',
				expirationDate: '01/31/2027',
			},
		],
	});
	const { id, lineItems } = made.data as { id: string; lineItems: Array<{ id: string }> };
	await depot.call('POST', `stockMovements/${id}/status`, { status: 'ISSUED' });
	await depot.call('POST', `partialReceiving/${id}?stepNumber=1`, {
		receiptStatus: 'PENDING',
		containers: [
			{
				shipmentItems: [
					{ shipmentItemId: lineItems[0].id, receiptItemId: null, quantityReceiving: 7 },
				],
			},
		],
	});
	const before = fingerprint();
	expect(await depot.failure('purchaseOrder', 'receive', delivery([line]))).toMatch(
		/has an open draft receipt .* that this delivery did not make/,
	);
	expect(fingerprint()).toBe(before);
});
