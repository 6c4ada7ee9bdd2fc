import fc from 'fast-check';
import type { LotRow } from '../../../../../nodes/OpenBoxes/stock/rules/lot';
import {
	packFault,
	pickFault,
	planPicks,
	type LinePicks,
	type PickedLot,
} from '../../../../../nodes/OpenBoxes/movements/rules/pick-lines';

const TODAY = '2026-11-25';

const row = (lotNumber: string, available: number, more: Partial<LotRow> = {}): LotRow => ({
	productId: 'ibu',
	lotId: lotNumber,
	lotNumber,
	expiry: '2027-12-31',
	binId: 'b1',
	binName: 'Shelf 1',
	available,
	onHand: available,
	status: 'AVAILABLE',
	...more,
});

const pick = (lotNumber: string, quantity: number, more: Partial<PickedLot> = {}): PickedLot => ({
	lotId: lotNumber,
	lotNumber,
	expiry: '2027-12-31',
	binId: 'b1',
	binName: 'Shelf 1',
	quantity,
	...more,
});

const line = (
	required: number,
	rows: LotRow[],
	picks: PickedLot[] = [],
	lineId = 'l1',
): LinePicks => ({
	lineId,
	productId: 'ibu',
	label: '10001 Ibuprofen',
	required,
	picks,
	rows,
});

const expired = row('OLD', 70, { expiry: '2025-01-31' });
const held = row('HELD', 50, { status: 'HOLD' });
const recalled = row('BAD', 50, { status: 'RECALLED' });
const good = row('A', 40);
const later = row('B', 500, { expiry: '2028-06-30' });

describe('picks that must not leave', () => {
	it.each<[string, LinePicks, RegExp]>([
		[
			'an expired lot',
			line(10, [expired], [pick('OLD', 10, { expiry: '2025-01-31' })]),
			/OLD is expired/,
		],
		['a held lot', line(10, [held], [pick('HELD', 10)]), /on hold or recalled/],
		['a recalled lot', line(10, [recalled], [pick('BAD', 10)]), /on hold or recalled/],
		['too little', line(10, [good], [pick('A', 9)]), /9 picked instead of 10/],
		['too much', line(10, [good], [pick('A', 11)]), /11 picked instead of 10/],
		['nothing', line(10, [good]), /0 picked instead of 10/],
		['a lot that is not there', line(10, [good], [pick('ELSEWHERE', 10)]), /not in stock where/],
		[
			'a lot in another bin',
			line(10, [good], [pick('A', 10, { binId: 'b2' })]),
			/not in stock where/,
		],
		[
			'a negative pick',
			line(10, [good, later], [pick('A', 20), pick('B', -10)]),
			/picked with -10/,
		],
	])('%s', (_, picks, reason) => {
		expect(pickFault(picks, TODAY)).toMatch(reason);
	});

	it('but a lot may leave on its last day', () => {
		const last = row('A', 40, { expiry: TODAY });
		expect(pickFault(line(5, [last], [pick('A', 5, { expiry: TODAY })]), TODAY)).toBeUndefined();
	});

	it('nor may an expired, recalled or empty content of a shipment', () => {
		const pack = { lotNumber: 'A', expiry: '2027-12-31', recalled: false, quantity: 5 };
		expect(packFault(pack, TODAY)).toBeUndefined();
		expect(packFault({ ...pack, expiry: '2026-11-24' }, TODAY)).toMatch(/expired/);
		expect(packFault({ ...pack, recalled: true }, TODAY)).toMatch(/recalled/);
		expect(packFault({ ...pack, quantity: 0 }, TODAY)).toMatch(/with 0/);
	});
});

describe('new picks', () => {
	const plan = (lines: LinePicks[], named: Parameters<typeof planPicks>[2] = []) =>
		planPicks(lines, lines, named, TODAY);

	it('pass over expired and held lots and take what expires first', () => {
		const { lines } = plan([line(60, [expired, held, later, good])]);
		expect(lines?.get('l1')).toMatchObject([
			{ lotNumber: 'A', quantity: 40 },
			{ lotNumber: 'B', quantity: 20 },
		]);
	});

	it('say what is there when it is too little', () => {
		expect(plan([line(60, [expired, held, good])]).reason).toBe(
			'10001 Ibuprofen: 60 wanted, 40 in stock (70 more are expired, 50 more are on hold or recalled)',
		);
	});

	it('use the lot that is named', () => {
		const named = [{ productId: 'ibu', quantity: 30, lot: 'b' }];
		expect(plan([line(30, [good, later])], named).lines?.get('l1')).toMatchObject([
			{ lotNumber: 'B', quantity: 30 },
		]);
	});

	it.each<[string, object, RegExp]>([
		[
			'an expired lot that is named',
			{ lot: 'OLD' },
			/0 in stock of lot OLD \(70 more are expired\)/,
		],
		['a held lot that is named', { lot: 'HELD' }, /on hold or recalled/],
		['a lot that is not there', { lot: 'NOPE' }, /no lot "NOPE"/],
		['a bin that is empty', { bin: 'Shelf 9' }, /nothing in bin "Shelf 9"/],
	])('refuse %s', (_, name, reason) => {
		const named = [{ productId: 'ibu', quantity: 10, ...name }];
		expect(plan([line(10, [expired, held, good])], named).reason).toMatch(reason);
	});

	it('refuse lots for more or less than the line asks', () => {
		const lines = [line(10, [good, later])];
		expect(plan(lines, [{ productId: 'ibu', quantity: 8, lot: 'A' }]).reason).toMatch(
			/asks for 10/,
		);
		expect(plan(lines, [{ productId: 'ibu', quantity: 12, lot: 'A' }]).reason).toMatch(/2 more/);
	});

	it('do not take what another line of the movement has picked', () => {
		const other = line(30, [good], [pick('A', 30)], 'l2');
		const own = line(20, [row('A', 10), later]);
		const result = planPicks([own, other], [own], [], TODAY);
		expect(result.lines?.get('l1')).toMatchObject([
			{ lotNumber: 'A', quantity: 10 },
			{ lotNumber: 'B', quantity: 10 },
		]);
	});

	it('never give out more of a lot than there is, whatever was picked before', () => {
		const quantity = fc.integer({ min: 0, max: 50 });
		fc.assert(
			fc.property(quantity, quantity, quantity, quantity, (free, ownPick, otherPick, wanted) => {
				const stock = free + ownPick + otherPick;
				const own = line(
					wanted + 1,
					[row('A', free + ownPick)],
					ownPick ? [pick('A', ownPick)] : [],
				);
				const others = otherPick ? [pick('A', otherPick)] : [];
				const other = line(otherPick, [row('A', free + otherPick)], others, 'l2');
				const { lines } = planPicks([own, other], [own], [], TODAY);
				const taken = lines?.get('l1')?.reduce((sum, one) => sum + one.quantity, 0) ?? 0;
				expect(taken + otherPick).toBeLessThanOrEqual(stock);
				if (wanted + 1 <= free + ownPick) expect(taken).toBe(wanted + 1);
			}),
		);
	});
});
