import { CENTRAL, id, NUMBERS, product } from './contents';
import { read, type RequestKind } from './request-kind';

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

/** What the node reads. */
export const READS: RequestKind[] = [
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
];
