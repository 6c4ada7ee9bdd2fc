import type { Random } from '../../sandbox/random';
import { pickFrom } from '../../sandbox/random';

/** Draws what a request contains; the same seed draws the same. */
export class Draw {
	constructor(private readonly random: Random) {}

	chance(share: number): boolean {
		return this.random() < share;
	}

	one<T>(choices: readonly T[]): T {
		return pickFrom(this.random, choices);
	}

	number(least: number, most: number): number {
		return least + Math.floor(this.random() * (most - least + 1));
	}

	some<T>(most: number, make: (at: number) => T): T[] {
		return Array.from({ length: this.number(1, most) }, (_, at) => make(at));
	}
}

/** A kind of request: what it needs from earlier answers, and what its own answer gives to later ones. */
export interface RequestKind {
	name: string;
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Documents that an earlier request made; `{{movement}}` in path and body is one of them. */
	needs?: string;
	makes?: { what: string; at: string };
	/** Figures follow a write after some seconds. */
	waitMs?: number;
	path: (draw: Draw) => string;
	body?: (draw: Draw) => Record<string, unknown> | Array<Record<string, unknown>>;
}

const CENTRAL = '00000000a202135001a20213cec60000';
const PHARMACY = '00000000a202135001a20213cfb40004';
const SUPPLIER = '00000000a202135001a20213d0210008';
const TILL = '935a6370e9883e8966e128267b5626cb';
const CENTRAL_INVENTORY = '00000000a202135001a20213cec70001';

/** Products of Central Depot with a lot and the bin it lies in. */
const STOCK = [
	{ code: '10001', product: 'd2ac0022', lot: 'd657003b', lotNumber: 'IBU-A', bin: 'd0c7000e' },
	{ code: '10001', product: 'd2ac0022', lot: 'd66a003c', lotNumber: 'IBU-B', bin: 'd0f60010' },
	{ code: '20001', product: 'd3500025', lot: 'd6ba0040', lotNumber: 'AMX-1', bin: 'd0f60010' },
	{ code: '30001', product: 'd3ac0028', lot: 'd6f00043', lotNumber: null, bin: 'd1190012' },
] as const;
const id = (end: string): string => `00000000a202135001a20213${end}`;
const ORDER_LINE = id('d91f006c');
const DATES = ['11/20/2026 10:00:00 +00:00', '11/21/2026', '2026-11-21T09:00:00Z'];
const NUMBERS = ['TILL/1', 'TILL/2', 'till/2', 'Caf\u00e9', 'CAFE', 'Cafe\u0301', 'A%', ' B '];

const entry = (draw: Draw) => {
	const place = draw.one(STOCK);
	return {
		product: { id: id(place.product) },
		inventoryItem: { id: id(place.lot) },
		binLocation: { id: id(place.bin) },
		quantity: draw.number(1, 9),
		comments: draw.one(['', 'mark | line 1']),
	};
};

const transaction = (draw: Draw) => ({
	inventory: { id: CENTRAL_INVENTORY },
	transactionType: { id: draw.one(['2', '3', '4', '7', '10']) },
	transactionDate: draw.one(DATES),
	transactionNumber: draw.one(NUMBERS),
	comment: 'till',
	transactionEntries: draw.some(3, () => entry(draw)),
});

const movementLine = (draw: Draw, at: number) => ({
	product: { id: id(draw.one(STOCK).product) },
	quantityRequested: draw.number(1, 40),
	sortOrder: (at + 1) * 100,
});

const search = (
	what: string,
	...criteria: Array<[property: string, operator: string, values: readonly string[]]>
): RequestKind => ({
	name: `search ${what}`,
	method: 'POST',
	path: () => `/api/generic/${what}/search`,
	body: (draw) => {
		const [property, operator, values] = draw.one(criteria);
		return { searchAttributes: [{ property, operator, value: draw.one(values) }] };
	},
});

const read = (
	name: string,
	path: (draw: Draw) => string,
	more: Partial<RequestKind> = {},
): RequestKind => ({ name, method: 'GET', path, ...more });

const product = (draw: Draw) => id(draw.one(STOCK).product);

/** What the node sends: reads, then writes in the order of a document's life. */
export const REQUESTS: RequestKind[] = [
	read('app context', () => '/api/getAppContext'),
	read(
		'products',
		(draw) => `/api/products?max=${draw.one(['3', '100'])}&offset=0&name=${draw.one(['', 'ibu'])}`,
	),
	read('product', (draw) => `/api/products/${product(draw)}`),
	read(
		'available items',
		(draw) => `/api/products/${product(draw)}/availableItems?location.id=${CENTRAL}`,
		{ waitMs: 6000 },
	),
	read('newest transactions', () => '/api/generic/transaction?sort=dateCreated&order=desc&max=3'),
	read('location', () => `/api/generic/location/${CENTRAL}`),
	read('purchase orders', () => '/api/purchaseOrders?max=5&sort=orderNumber'),
	read('purchase order', () => `/api/purchaseOrders/${id('d91f006b')}`),
	read(
		'movements',
		(draw) =>
			`/api/stockMovements?max=5&direction=${draw.one(['INBOUND', 'OUTBOUND'])}&${draw.one(['origin', 'destination'])}=${CENTRAL}`,
	),
	read('reorder report', () => `/api/reorderReport?location.id=${CENTRAL}`),
	search(
		'transaction',
		['transactionNumber', 'eq', NUMBERS],
		['transactionNumber', 'like', ['till/%', 'A\\%', 'c%']],
		['comment', 'like', ['till%']],
	),
	search(
		'transactionEntry',
		['comments', 'like', ['mark%']],
		['inventoryItem.id', 'eq', [id('d657003b')]],
	),
	search('product', ['productCode', 'eq', ['10001', '30001', 'nope']]),
	search('order', ['orderNumber', 'eq', ['PO-1', 'po-1', 'ERP-1']]),
	search('shipment', ['description', 'eq', ['DN-1', 'dn-1']]),
	search('requisition', ['description', 'like', ['weekly%']]),
	{
		name: 'post a transaction',
		method: 'POST',
		path: () => '/api/generic/transaction',
		body: transaction,
		makes: { what: 'transaction', at: 'data.id' },
	},
	{
		name: 'post transactions',
		method: 'POST',
		path: () => '/api/generic/transaction',
		body: (draw) => draw.some(3, () => transaction(draw)),
	},
	{
		name: 'delete a transaction',
		method: 'DELETE',
		needs: 'transaction',
		path: () => '/api/generic/transaction/{{transaction}}',
	},
	{
		name: 'create a lot',
		method: 'POST',
		path: () => '/api/generic/inventoryItem',
		body: (draw) => ({
			product: { id: product(draw) },
			lotNumber: draw.one(['NEW-1', 'new-1', 'NEW-2']),
			expirationDate: draw.one(['01/31/2029', '2029-01-31T00:00:00Z']),
		}),
	},
	{
		name: 'create an order',
		method: 'POST',
		path: () => '/api/generic/order',
		body: (draw) => ({
			orderNumber: draw.one(['ERP-1', 'erp-1', 'ERP-2']),
			name: 'Medicines',
			orderType: { id: 'PURCHASE_ORDER' },
			origin: { id: SUPPLIER },
			destination: { id: CENTRAL },
			orderedBy: { id: TILL },
			orderItems: draw.some(2, () => ({
				product: { id: product(draw) },
				quantity: draw.number(1, 20),
				quantityPerUom: 1,
				unitPrice: 2,
			})),
		}),
		makes: { what: 'order', at: 'data.id' },
	},
	read('an own order', () => '/api/purchaseOrders/{{order}}', { needs: 'order' }),
	{
		name: 'create a movement',
		method: 'POST',
		path: () => '/api/stockMovements',
		body: (draw) => ({
			description: draw.one(['weekly', 'weekly order']),
			dateRequested: '11/20/2026',
			origin: { id: CENTRAL },
			destination: { id: PHARMACY },
			requestedBy: { id: TILL },
			requestType: 'DEFAULT',
		}),
		makes: { what: 'movement', at: 'data.id' },
	},
	{
		name: 'add lines',
		method: 'POST',
		needs: 'movement',
		path: () => '/api/stockMovements/{{movement}}/updateItems',
		body: (draw) => ({ lineItems: draw.some(3, (at) => movementLine(draw, at)) }),
	},
	{
		name: 'set a status',
		method: 'POST',
		needs: 'movement',
		path: () => '/api/stockMovements/{{movement}}/status',
		body: (draw) => ({
			status: draw.one(['PICKING', 'PICKED', 'ISSUED', 'CREATED', 'REQUESTED']),
			createPicklist: true,
		}),
	},
	read('an own movement', () => '/api/stockMovements/{{movement}}', { needs: 'movement' }),
	read(
		'lines of a movement',
		(draw) => `/api/stockMovements/{{movement}}/stockMovementItems?stepNumber=${draw.number(2, 5)}`,
		{ needs: 'movement' },
	),
	{
		name: 'delete a movement',
		method: 'DELETE',
		needs: 'movement',
		path: () => '/api/stockMovements/{{movement}}',
	},
	{
		name: 'create and send',
		method: 'POST',
		path: () => '/api/fulfillments',
		body: (draw) => {
			const place = draw.one(STOCK.slice(0, 2));
			return {
				fulfillmentDetails: {
					description: 'weekly by one call',
					origin: { id: CENTRAL },
					destination: { id: PHARMACY },
					requestedBy: { id: TILL },
					dateRequested: '11/20/2026',
				},
				sendingOptions: {
					expectedShippingDate: '11/20/2026 07:38 +00:00',
					shipmentType: { id: '3' },
					expectedDeliveryDate: '12/31/2026',
				},
				packingList: [
					{
						origin: CENTRAL,
						rowId: '1',
						product: place.code,
						lotNumber: place.lotNumber,
						binLocation: null,
						quantityPicked: draw.number(1, 2000),
					},
				],
			};
		},
	},
	{
		name: 'create a delivery',
		method: 'POST',
		path: () => '/api/stockMovements/createCombinedShipments',
		body: (draw) => ({
			description: draw.one(['DN-1', 'dn-1']),
			origin: { id: SUPPLIER },
			destination: { id: CENTRAL },
			lineItems: [
				{
					product: { id: id('d3500025') },
					orderItemId: ORDER_LINE,
					quantityRequested: draw.number(1, 60),
					lotNumber: draw.one(['AMX-1', 'AMX-9']),
					expirationDate: '01/31/2027',
					sortOrder: 100,
				},
			],
		}),
		makes: { what: 'shipment', at: 'data.id' },
	},
	{
		name: 'send a delivery',
		method: 'POST',
		needs: 'shipment',
		path: () => '/api/stockMovements/{{shipment}}/status',
		body: () => ({ status: 'ISSUED' }),
	},
	read('receiving', () => '/api/partialReceiving/{{shipment}}?stepNumber=1', {
		needs: 'shipment',
		makes: { what: 'shippedLine', at: 'data.containers.0.shipmentItems.0.shipmentItemId' },
	}),
	{
		name: 'draft a receipt',
		method: 'POST',
		needs: 'shippedLine',
		path: () => '/api/partialReceiving/{{shipment}}?stepNumber=1',
		body: (draw) => ({
			receiptStatus: 'PENDING',
			containers: [
				{
					shipmentItems: [
						{
							shipmentItemId: '{{shippedLine}}',
							receiptItemId: null,
							quantityReceiving: draw.number(1, 60),
						},
					],
				},
			],
		}),
	},
	{
		name: 'complete or take back receipts',
		method: 'POST',
		needs: 'shipment',
		path: () => '/api/partialReceiving/{{shipment}}?stepNumber=2',
		body: (draw) => ({ receiptStatus: draw.one(['COMPLETED', 'COMPLETED', 'ROLLBACK']) }),
	},
];
