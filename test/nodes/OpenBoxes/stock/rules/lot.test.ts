import fc from 'fast-check';
import {
	byExpiry,
	heldUnits,
	isExpired,
	isWithheld,
	lotKey,
	type LotRow,
} from '../../../../../nodes/OpenBoxes/stock/rules/lot';

const lot = (changes: Partial<LotRow> = {}): LotRow => ({
	productId: 'p1',
	lotId: 'id',
	lotNumber: 'A',
	available: 10,
	onHand: 10,
	status: 'AVAILABLE',
	...changes,
});

const TODAY = '2026-11-27';

it.each([
	['the day before', '2026-11-26', true],
	['today', '2026-11-27', false],
	['tomorrow', '2026-11-28', false],
	['never', undefined, false],
])('a lot that expires %s is expired: %s is %s', (_, expiry, expired) => {
	expect(isExpired(lot({ expiry }), TODAY)).toBe(expired);
});

it.each([
	['RECALLED', true],
	['HOLD', true],
	['AVAILABLE', false],
	['PICKED', false],
	['NOT_AVAILABLE', false],
])('a lot of status %s is withheld: %s', (status, withheld) => {
	expect(isWithheld(lot({ status }))).toBe(withheld);
});

it('holds what the server says less what was just taken', () => {
	expect(heldUnits(lot({ onHand: 10, pending: 4 }))).toBe(6);
	expect(heldUnits(lot({ onHand: 10 }))).toBe(10);
});

it('a lot in two bins, or in none, is told apart', () => {
	const keys = [lot({ binId: 'x' }), lot({ binId: 'y' }), lot({}), lot({ lotId: 'z' })].map(lotKey);
	expect(new Set(keys).size).toBe(4);
});

describe('the order in which lots are taken', () => {
	const numbers = (rows: LotRow[]): string[] =>
		[...rows].sort(byExpiry).map(({ lotNumber, binName = '' }) => `${lotNumber}${binName}`);

	it('is first expiry first, lots without expiry last', () => {
		const rows = [
			lot({ lotNumber: 'never' }),
			lot({ lotNumber: 'late', expiry: '2028-01-01' }),
			lot({ lotNumber: 'soon', expiry: '2027-01-01' }),
		];
		expect(numbers(rows)).toEqual(['soon', 'late', 'never']);
	});

	it('is by number when they expire together, and of one lot the smaller rest first', () => {
		const rows = [
			lot({ lotNumber: 'B', lotId: 'b' }),
			lot({ binName: '2', available: 9 }),
			lot({ binName: '1', available: 3 }),
		];
		expect(numbers(rows)).toEqual(['A1', 'A2', 'B']);
	});

	it('does not depend on the order in which the server lists them', () => {
		const row = fc.record({
			expiry: fc.constantFrom('2027-01-01', '2028-01-01', undefined),
			lotId: fc.constantFrom('a', 'b'),
			binName: fc.constantFrom('1', '2', undefined),
			available: fc.integer({ min: 0, max: 3 }),
		});
		fc.assert(
			fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
				const lots = rows.map((changes) => lot(changes));
				const there = [...lots].sort(byExpiry);
				const back = [...lots].reverse().sort(byExpiry);
				expect(back).toEqual(there);
			}),
		);
	});
});
