import { putawayDifference } from '../../../../../nodes/OpenBoxes/putaways/rules/putaway-difference';
import type { PutawayItem } from '../../../../../nodes/OpenBoxes/schemas';

const item = (quantity: number, more: Partial<PutawayItem> = {}): PutawayItem => ({
	putawayStatus: 'COMPLETED',
	'product.id': 'p1',
	'product.productCode': '10001',
	'inventoryItem.id': 'lot-a',
	'inventoryItem.lotNumber': 'A',
	'currentLocation.id': 'dock',
	'currentLocation.name': 'Receiving',
	'putawayLocation.id': 'bin-1',
	'putawayLocation.name': 'A-01',
	quantity,
	...more,
});
const lotB = { 'inventoryItem.id': 'lot-b', 'inventoryItem.lotNumber': 'B' };

type Goods = NonNullable<Parameters<typeof putawayDifference>[1]>;

describe('a putaway and the goods that are asked for', () => {
	it.each<[string, PutawayItem[], Goods | undefined]>([
		['everything that waited', [item(5)], undefined],
		['the same goods', [item(5)], [{ position: 1, productCode: '10001', quantity: 5 }]],
		[
			'the same, named by IDs',
			[item(5)],
			[{ position: 1, productId: 'p1', lot: 'lot-a', bin: 'bin-1' }],
		],
		[
			'the same in other letters',
			[item(5)],
			[{ position: 1, productId: 'p1', lot: ' a ', bin: 'a-01' }],
		],
		['all of a product, in two lots', [item(5), item(2, lotB)], [{ position: 1, productId: 'p1' }]],
		[
			'a part of it named twice',
			[item(5)],
			[
				{ position: 1, productId: 'p1', quantity: 2 },
				{ position: 2, productId: 'p1', quantity: 3 },
			],
		],
		[
			'an open line before one that names its lot',
			[item(5), item(2, lotB)],
			[
				{ position: 1, productId: 'p1', quantity: 5 },
				{ position: 2, productId: 'p1', lot: 'B', quantity: 2 },
			],
		],
		['goods from a named bin', [item(5)], [{ position: 1, productId: 'p1', fromBin: 'receiving' }]],
	])('are the same: %s', (_, items, goods) => {
		expect(putawayDifference(items, goods)).toBeUndefined();
	});

	it.each<[string, PutawayItem[], Goods, string]>([
		[
			'more than it holds',
			[item(5)],
			[{ position: 1, productCode: '10001', quantity: 6 }],
			'line 1 (10001) asks for 6, it holds 5',
		],
		[
			'less than it holds',
			[item(5)],
			[{ position: 1, productCode: '10001', quantity: 4 }],
			'it also holds 1 of 10001 lot A',
		],
		[
			'another product',
			[item(5)],
			[{ position: 3, productCode: '20001', lot: 'A', quantity: 5 }],
			'line 3 (20001 lot A) asks for 5, it holds 0',
		],
		[
			'another lot',
			[item(5)],
			[{ position: 1, productId: 'p1', lot: 'B' }],
			'line 1 (p1 lot B) asks for 0, it holds 0',
		],
		[
			'another bin',
			[item(5)],
			[{ position: 1, productId: 'p1', bin: 'B-02', quantity: 5 }],
			'line 1 (p1) asks for 5, it holds 0',
		],
		[
			'a lot less',
			[item(5), item(2, lotB)],
			[{ position: 1, productId: 'p1', lot: 'A' }],
			'it also holds 2 of 10001 lot B',
		],
	])('differ: %s', (_, items, goods, difference) => {
		expect(putawayDifference(items, goods)).toBe(difference);
	});
});
