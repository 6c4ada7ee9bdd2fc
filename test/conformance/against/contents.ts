import type { Draw } from './draw';

export const CENTRAL = '00000000a202135001a20213cec60000';
export const PHARMACY = '00000000a202135001a20213cfb40004';
export const SUPPLIER = '00000000a202135001a20213d0210008';
export const TILL = '935a6370e9883e8966e128267b5626cb';
const CENTRAL_INVENTORY = '00000000a202135001a20213cec70001';

/** Products of Central Depot with a lot and the bin it lies in. */
export const STOCK = [
	{ code: '10001', product: 'd2ac0022', lot: 'd657003b', lotNumber: 'IBU-A', bin: 'd0c7000e' },
	{ code: '10001', product: 'd2ac0022', lot: 'd66a003c', lotNumber: 'IBU-B', bin: 'd0f60010' },
	{ code: '20001', product: 'd3500025', lot: 'd6ba0040', lotNumber: 'AMX-1', bin: 'd0f60010' },
	{ code: '30001', product: 'd3ac0028', lot: 'd6f00043', lotNumber: null, bin: 'd1190012' },
] as const;
export const id = (end: string): string => `00000000a202135001a20213${end}`;
export const ORDER_LINE = id('d91f006c');
const DATES = ['11/20/2026 10:00:00 +00:00', '11/21/2026', '2026-11-21T09:00:00Z'];
export const NUMBERS = [
	'TILL/1',
	'TILL/2',
	'till/2',
	'Caf\u00e9',
	'CAFE',
	'Cafe\u0301',
	'A%',
	' B ',
];

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

export const transaction = (draw: Draw) => ({
	inventory: { id: CENTRAL_INVENTORY },
	transactionType: { id: draw.one(['2', '3', '4', '7', '10']) },
	transactionDate: draw.one(DATES),
	transactionNumber: draw.one(NUMBERS),
	comment: 'till',
	transactionEntries: draw.some(3, () => entry(draw)),
});

export const movementLine = (draw: Draw, at: number) => ({
	product: { id: id(draw.one(STOCK).product) },
	quantityRequested: draw.number(1, 40),
	sortOrder: (at + 1) * 100,
});

export const product = (draw: Draw) => id(draw.one(STOCK).product);
