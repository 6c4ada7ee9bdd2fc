import fc from 'fast-check';
import {
	linesGoing,
	readClinicTransaction,
	SKU_NAMES,
} from '../../../../nodes/OpenBoxes/lines/inventory-transaction';

const MANILA = 'Asia/Manila';
const SALE = {
	id: 'trx1',
	type: 'ales',
	warehouse: 'north',
	createdAt: 1_790_000_000_000,
	customer: 'SECRET-customer',
	reason: 'SECRET-reason',
	metadata: { name: 'SECRET-metadata' },
	items: [
		{
			sku: '10001',
			quantity: 2,
			control: 'IBU-A',
			expiresAt: Date.UTC(2028, 5, 29, 16),
			note: 'SECRET-note',
			variantName: 'SECRET-variant',
		},
	],
};

describe('an inventory transaction as OpenBoxes reads it', () => {
	it('is only what stock needs', () => {
		const { value } = readClinicTransaction(SALE, ['sales'], 'productCode', MANILA);
		expect(value).toEqual({
			id: 'trx1',
			type: 'sales',
			warehouse: 'north',
			time: 1_790_000_000_000,
			lines: [{ productCode: '10001', quantity: 2, lot: 'IBU-A', expirationDate: '2028-06-30' }],
		});
		expect(JSON.stringify(value)).not.toContain('SECRET');
	});

	it('reads dates of a simplified transaction as well, and prefers when it was handed out', () => {
		const simplified = {
			...SALE,
			type: 'sales',
			createdAt: '2026-09-21T14:13:20.000Z',
			fulfilledAt: '2026-09-22T08:00:00.000Z',
			items: [{ sku: 10001, quantity: '2', expiresAt: '2028-06-30T00:00:00.000Z' }],
		};
		expect(readClinicTransaction(simplified, ['sales'], 'product', MANILA).value).toMatchObject({
			time: Date.UTC(2026, 8, 22, 8),
			lines: [{ product: 10001, quantity: '2', expirationDate: '2028-06-30' }],
		});
	});

	it.each<[string, unknown, RegExp]>([
		['nothing', undefined, /no inventory transaction/],
		['a list', [SALE], /no inventory transaction/],
		['no id', { ...SALE, id: ' ' }, /has no id/],
		['a purchase', { ...SALE, type: 'purhase' }, /"trx1" is purchase, not sales/],
		['no type', { ...SALE, type: undefined }, /is without type, not sales/],
		['an unknown type', { ...SALE, type: 'SECRET-type' }, /is of another type, not sales/],
		['no items', { ...SALE, items: [] }, /has no items/],
		['no sku', { ...SALE, items: [{ quantity: 1 }, {}] }, /line 1: the sku.*line 2: the sku/],
		[
			'an item that is none',
			{ ...SALE, items: [SALE.items[0], null, 'SECRET'] },
			/line 2: .*line 3/,
		],
		['a time that is none', { ...SALE, fulfilledAt: 'SECRET' }, /fulfilledAt is no time/],
		['seconds for a time', { ...SALE, createdAt: 1_790_000_000 }, /createdAt is no time/],
		['no date', { ...SALE, items: [{ sku: 'A', expiresAt: 'SECRET' }] }, /expiresAt is no time/],
	])('says why it cannot be used: %s', (_, value, words) => {
		const { reason } = readClinicTransaction(value, ['sales'], 'product', MANILA);
		expect(reason).toMatch(words);
		expect(reason).not.toContain('SECRET');
	});

	it.each(['1,5', '1e3', '0x10', '2.0', '', true, [2], 1e21])(
		'refuses an adjustment of %j, as lines are whole numbers',
		(adjustment) => {
			const adjusted = { ...SALE, type: 'adjustment', items: [{ sku: 'A', adjustment }] };
			const { reason } = readClinicTransaction(adjusted, ['adjustment'], 'product', MANILA);
			expect(reason).toBe('line 1: the adjustment is no whole number');
		},
	);

	it('leaves it to the reader of all lines whether a code or a lot is one', () => {
		const item = { sku: { id: 'A' }, quantity: 1, control: ['B'] };
		const { value } = readClinicTransaction(
			{ ...SALE, items: [item] },
			['sales'],
			'product',
			MANILA,
		);
		expect(value?.lines).toEqual([{ product: { id: 'A' }, quantity: 1, lot: ['B'] }]);
	});

	it('names the product in one way only', () => {
		for (const name of SKU_NAMES) {
			const { value } = readClinicTransaction(SALE, ['sales'], name, MANILA);
			const names = Object.keys(value?.lines[0] ?? {}).filter((key) =>
				(SKU_NAMES as readonly string[]).includes(key),
			);
			expect(names).toEqual([name]);
		}
	});

	it('splits an adjustment into what goes up and what goes down, and loses no unit', () => {
		const quantities = fc.array(fc.integer({ min: -1000, max: 1000 }), {
			maxLength: 20,
			size: 'max',
		});
		fc.assert(
			fc.property(quantities, (changes) => {
				const lines = changes.map((quantity) => ({ product: 'A', quantity }));
				const sum = (list: Array<{ quantity: unknown }>): number =>
					list.reduce((total, { quantity }) => total + Number(quantity), 0);
				expect(sum(linesGoing('up', lines)) - sum(linesGoing('down', lines))).toBe(sum(lines));
			}),
		);
	});
});
