import {
	compareDraft,
	toCompletionBody,
	toDraftBody,
	type ReceiptLine,
	type ShipmentLine,
} from '../../../../../nodes/OpenBoxes/shipments/rules/receipt-draft';

const line = (changes: Partial<ReceiptLine> = {}): ReceiptLine => ({
	shipmentItemId: 'si1',
	productId: 'p1',
	quantity: 40,
	lotNumber: 'L1',
	expiry: '2029-06-30',
	binId: 'b1',
	closeShort: false,
	shipped: 40,
	...changes,
});

const saved = (changes: Partial<ShipmentLine> = {}): ShipmentLine => ({
	receiptItemId: 'ri1',
	shipmentItemId: 'si1',
	productId: 'p1',
	productCode: 'p1',
	productName: 'Product',
	needsLotAndExpiry: false,
	lotNumber: 'L1',
	expiry: '2029-06-30',
	binId: 'b1',
	shipped: 40,
	received: 0,
	canceled: 0,
	receiving: 40,
	...changes,
});

describe('a draft is completed only when it holds exactly what arrived', () => {
	it.each([
		['it does', [line()], [saved()]],
		[
			'lines come in another order',
			[line(), line({ shipmentItemId: 'si2' })],
			[saved({ shipmentItemId: 'si2' }), saved()],
		],
		['the lot differs in case only', [line({ lotNumber: 'l1' })], [saved()]],
		[
			'untouched lines of the shipment stand beside it',
			[line()],
			[saved(), saved({ receiptItemId: undefined, shipmentItemId: 'si2' })],
		],
		['the bin was left to the server', [line({ binId: undefined })], [saved({ binId: 'R-1' })]],
	] as Array<[string, ReceiptLine[], ShipmentLine[]]>)('%s', (_, lines, view) => {
		expect(compareDraft(lines, view, () => true).difference).toBeUndefined();
	});

	it.each([
		[
			'a line is missing',
			[line(), line({ shipmentItemId: 'si2' })],
			[saved()],
			/are missing in the draft/,
		],
		['a line is too many', [line()], [saved(), saved({ shipmentItemId: 'si2' })], /also holds/],
		['a quantity differs', [line()], [saved({ receiving: 4 })], /4 in the draft.* instead of 40/],
		['a lot differs', [line()], [saved({ lotNumber: 'L2' })], /of lot L1/],
		['an expiry differs', [line()], [saved({ expiry: '2028-01-31' })], /in the draft/],
		['a bin differs', [line()], [saved({ binId: 'b2', binName: 'B-02' })], /for B-02/],
		['a packed line lost its pallet', [line()], [saved({ shipped: 0 })], /in the draft/],
		['one line was saved twice', [line()], [saved(), saved()], /also holds/],
	] as Array<[string, ReceiptLine[], ShipmentLine[], RegExp]>)(
		'not when %s',
		(_, lines, view, reason) => {
			expect(compareDraft(lines, view, () => true).difference).toMatch(reason);
		},
	);
});

it('sends packed lines under their pallet, loose ones apart', () => {
	const body = toDraftBody(
		[line({ containerId: 'c1' }), line({ shipmentItemId: 'si2' })],
		'11/22/2026 10:00 +00:00',
	);
	expect(body).toMatchObject({
		receiptStatus: 'PENDING',
		dateDelivered: '11/22/2026 10:00 +00:00',
		containers: [
			{ container: { id: 'c1' }, shipmentItems: [{ shipmentItemId: 'si1', receiptItemId: null }] },
			{ shipmentItems: [{ shipmentItemId: 'si2', receiptItemId: null }] },
		],
	});
});

it('closes a line short only when it completes, by the id of the draft line', () => {
	expect(toDraftBody([line({ closeShort: true })])).not.toHaveProperty(
		'containers.0.shipmentItems.0.cancelRemaining',
	);
	const body = toCompletionBody([
		{ line: line({ closeShort: true }), saved: saved() },
		{ line: line({ shipmentItemId: 'si2' }), saved: saved({ receiptItemId: 'ri2' }) },
	]);
	expect(body).toEqual({
		receiptStatus: 'COMPLETED',
		containers: [
			{
				shipmentItems: [
					{
						shipmentItemId: 'si1',
						receiptItemId: 'ri1',
						quantityReceiving: 40,
						cancelRemaining: true,
					},
				],
			},
		],
	});
});
