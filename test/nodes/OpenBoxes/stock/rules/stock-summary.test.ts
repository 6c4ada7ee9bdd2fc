import fc from 'fast-check';
import type { LotRow } from '../../../../../nodes/OpenBoxes/stock/rules/lot';
import { summarizeStock } from '../../../../../nodes/OpenBoxes/stock/rules/stock-summary';

const TODAY = '2026-11-27';
const lot = (lotNumber: string, changes: Partial<LotRow> = {}): LotRow => ({
	productId: 'p1',
	lotId: `id of ${lotNumber}`,
	lotNumber,
	available: 10,
	onHand: 10,
	status: 'AVAILABLE',
	...changes,
});

const GOOD = lot('good', { expiry: '2027-05-01', binId: 'b1', binName: 'A-01' });
const LATER = lot('later', { expiry: '2028-05-01' });
const NEVER = lot('never');
const OLD = lot('old', { expiry: '2026-11-26' });
const HELD = lot('held', { expiry: '2027-01-01', status: 'HOLD' });
const OLD_AND_HELD = lot('both', { expiry: '2026-01-01', status: 'RECALLED' });
const PROMISED = lot('promised', { expiry: '2026-12-01', available: -2 });

const totals = (rows: LotRow[]): unknown[] => {
	const { quantityOnHand, quantityAvailable, quantityExpired, quantityHeld, nextExpirationDate } =
		summarizeStock(rows, TODAY);
	return [quantityOnHand, quantityAvailable, quantityExpired, quantityHeld, nextExpirationDate];
};

describe('the stock of one product', () => {
	it.each<[string, LotRow[], unknown[]]>([
		['nothing', [], [0, 0, 0, 0, null]],
		['good lots', [LATER, GOOD], [20, 20, 0, 0, '2027-05-01']],
		['lots that never expire', [NEVER], [10, 10, 0, 0, null]],
		['an expired lot', [OLD, GOOD], [20, 10, 10, 0, '2027-05-01']],
		['a lot on hold', [HELD, GOOD], [20, 10, 0, 10, '2027-05-01']],
		[
			'a lot expired and recalled, which counts as expired only',
			[OLD_AND_HELD],
			[10, 0, 10, 0, null],
		],
		['a lot that is promised to others', [PROMISED, GOOD], [20, 10, 0, 0, '2027-05-01']],
	])('of %s adds up', (_, rows, expected) => {
		expect(totals(rows)).toEqual(expected);
	});

	it('lists each lot as a pharmacist reads it', () => {
		expect(summarizeStock([HELD, GOOD], TODAY).lots).toEqual([
			expect.objectContaining({ lotNumber: 'held', held: true, quantityAvailable: 0 }),
			{
				lotId: 'id of good',
				lotNumber: 'good',
				expirationDate: '2027-05-01',
				expired: false,
				held: false,
				status: 'AVAILABLE',
				binLocationId: 'b1',
				binLocation: 'A-01',
				quantityOnHand: 10,
				quantityAvailable: 10,
			},
		]);
	});

	it('has totals that are the sums of its lots, whatever they are', () => {
		const row = fc.record({
			onHand: fc.nat(50),
			available: fc.integer({ min: -20, max: 50 }),
			expiry: fc.constantFrom('2026-01-01', TODAY, '2028-01-01', undefined),
			status: fc.constantFrom('AVAILABLE', 'HOLD', 'RECALLED', 'PICKED'),
		});
		fc.assert(
			fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
				const stock = summarizeStock(
					rows.map((changes, index) => lot(String(index), changes)),
					TODAY,
				);
				const sum = (key: 'quantityOnHand' | 'quantityAvailable'): number =>
					stock.lots.reduce((total, one) => total + one[key], 0);
				expect(stock.quantityOnHand).toBe(sum('quantityOnHand'));
				expect(stock.quantityAvailable).toBe(sum('quantityAvailable'));
				expect(stock.lots.every(({ quantityAvailable }) => quantityAvailable >= 0)).toBe(true);
				expect(stock.quantityExpired + stock.quantityHeld).toBeLessThanOrEqual(
					stock.quantityOnHand,
				);
			}),
		);
	});
});
