import fc from 'fast-check';
import { planLots } from '../../../../nodes/OpenBoxes/movements/plan-shipment';
import type { ResolvedMovementLine } from '../../../../nodes/OpenBoxes/movements/movement-lines';
import { planPicks, type NamedPick } from '../../../../nodes/OpenBoxes/movements/rules/pick-lines';
import type { OrderLine } from '../../../../nodes/OpenBoxes/orders/rules/order-line';
import { LotPlanner } from '../../../../nodes/OpenBoxes/posting/plan/plan-lots';
import {
	ReturnAllowance,
	type TakenPlace,
} from '../../../../nodes/OpenBoxes/posting/rules/return-places';
import type {
	PostingRequest,
	RequestedLine,
} from '../../../../nodes/OpenBoxes/posting/write/posting-request';
import { planPutaway } from '../../../../nodes/OpenBoxes/putaways/rules/putaway-plan';
import {
	spreadDelivery,
	type ArrivedLine,
} from '../../../../nodes/OpenBoxes/receiving/rules/delivery';
import { planDelivery } from '../../../../nodes/OpenBoxes/receiving/rules/delivery-plan';
import {
	planArrivals,
	type Arrival,
} from '../../../../nodes/OpenBoxes/receiving/rules/plan-arrivals';
import type { ShipmentLine } from '../../../../nodes/OpenBoxes/shipments/rules/receipt-draft';
import { LotNames } from '../../../../nodes/OpenBoxes/stock/lot-names';
import type { ShortageMode } from '../../../../nodes/OpenBoxes/stock/rules/allocate';
import { lotKey, type LotRow } from '../../../../nodes/OpenBoxes/stock/rules/lot';
import {
	strictestFirst,
	type NamedPlace,
} from '../../../../nodes/OpenBoxes/stock/rules/named-places';

const numRuns = 1000;
const TODAY = '2026-11-25';

/** Two lots of one number, two without any, in two bins and in none. */
const LOTS = [
	{ lotId: 'l-a', lotNumber: 'A', expiry: '2030-01-01' },
	{ lotId: 'l-a2', lotNumber: 'a', expiry: '2030-06-01' },
	{ lotId: 'l-b', lotNumber: 'B', expiry: '2030-01-01' },
	{ lotId: 'l-none', lotNumber: '', expiry: '2031-01-01' },
	{ lotId: 'l-none2', lotNumber: '', expiry: undefined },
];
const BINS = [
	{ binId: 'b-1', binName: 'S-1' },
	{ binId: undefined, binName: undefined },
];
const PLACES = LOTS.flatMap((lot) => BINS.map((bin) => ({ ...lot, ...bin })));

const stockOf = (units: readonly number[]): LotRow[] =>
	PLACES.map((place, index) => ({
		...place,
		productId: 'p',
		available: units[index],
		onHand: units[index],
		status: 'AVAILABLE',
	}));

interface Wish {
	quantity: number;
	lot?: string;
	bin?: string;
}

const quantity = fc.integer({ min: 1, max: 6 });
const lot = fc.constantFrom('A', 'l-a2', 'b', 'none', 'l-none');
const bin = fc.constantFrom('s-1', 'none');
/** Any names at all. */
const anyWish = fc.record({ quantity, lot, bin }, { requiredKeys: ['quantity'] });
/** Names of one lot, or none: what they mean lies within each other, so nobody has a choice. */
const nestedWish = fc.oneof(
	fc.record({ quantity }),
	fc.record({ quantity, lot: fc.constantFrom('l-a', 'l-a2', 'b', 'l-none') }),
);
const units = fc.array(fc.integer({ min: 0, max: 12 }), {
	minLength: PLACES.length,
	maxLength: PLACES.length,
});

const wishes = fc.array(anyWish, { minLength: 1, maxLength: 6 });

const shuffled = <One>(all: readonly One[]): fc.Arbitrary<One[]> =>
	fc.shuffledSubarray([...all], { minLength: all.length, maxLength: all.length });

/** The same goods otherwise: some lines in two, and all in another order. */
function otherwise<One extends { quantity?: number }>(all: readonly One[]): fc.Arbitrary<One[]> {
	return fc
		.tuple(...all.map(({ quantity: units = 1 }) => fc.integer({ min: 0, max: units - 1 })))
		.map((cuts) =>
			all.flatMap((one, index) => {
				const cut = cuts[index];
				return one.quantity === undefined || cut === 0
					? [one]
					: [
							{ ...one, quantity: cut },
							{ ...one, quantity: one.quantity - cut },
						];
			}),
		)
		.chain(shuffled);
}

const withOther = <One extends { quantity?: number }>(
	all: fc.Arbitrary<One[]>,
): fc.Arbitrary<[One[], One[]]> =>
	all.chain((given) => fc.tuple(fc.constant(given), otherwise(given)));

type Totals = Record<string, number>;

function totals(moves: ReadonlyArray<readonly [key: string, quantity: number]>): Totals {
	const sums = new Map<string, number>();
	for (const [key, units] of moves) sums.set(key, (sums.get(key) ?? 0) + units);
	return Object.fromEntries([...sums].sort());
}

const positioned = <One>(all: readonly One[]): Array<One & { position: number }> =>
	all.map((one, index) => ({ ...one, position: index + 1 }));

/** What sales of one run take; undefined when one of them fails. */
async function sold(
	rows: readonly LotRow[],
	sales: ReadonlyArray<readonly Wish[]>,
	shortage: ShortageMode = 'fail',
): Promise<Totals | undefined> {
	const product = { id: 'p', code: '10001', name: 'Ibuprofen' };
	const open = sales.map((lines) => {
		const requested = positioned(lines).map((line): RequestedLine => ({ ...line, productId: 'p' }));
		const request = {
			lines: requested,
			time: Date.UTC(2026, 10, 25),
			choice: 'saleable',
			shortage,
		} as unknown as PostingRequest;
		return { request, products: new Map(requested.map((line) => [line, product])) };
	});
	const connection = { search: () => ({ data: [] }) };
	const names = new LotNames(connection as never, { id: 'here', name: 'Here' });
	const plans = await new LotPlanner(rows, names, 'UTC').plan(open);
	expect(plans).toHaveLength(sales.length);
	if (plans.some((plan) => !plan.lines)) return undefined;
	const picks = plans.flatMap((plan) => plan.lines ?? []).flatMap((line) => line.plan.picks);
	return totals(picks.map((pick) => [lotKey(pick.row), pick.quantity]));
}

const less = (rows: readonly LotRow[], taken: Totals): LotRow[] =>
	rows.map((row) => ({ ...row, available: row.available - (taken[lotKey(row)] ?? 0) }));

describe('the same stock, in whatever order and however split', () => {
	it('Debit, Damage, Expire, Adjust down: lines of a sale', async () => {
		await fc.assert(
			fc.asyncProperty(units, withOther(wishes), async (stock, [given, other]) => {
				const rows = stockOf(stock);
				expect(await sold(rows, [other])).toEqual(await sold(rows, [given]));
			}),
			{ numRuns },
		);
	});

	it.each<ShortageMode>(['takeAvailable', 'allowNegative'])(
		'Debit with too little in stock (%s)',
		async (shortage) => {
			await fc.assert(
				fc.asyncProperty(units, withOther(wishes), async (stock, [given, other]) => {
					const rows = stockOf(stock);
					expect(await sold(rows, [other], shortage)).toEqual(await sold(rows, [given], shortage));
				}),
				{ numRuns },
			);
		},
	);

	it('Debit: items of a run', async () => {
		const sales = fc
			.array(wishes, { minLength: 2, maxLength: 4 })
			.chain((all) => fc.tuple(fc.constant(all), shuffled(all)));
		await fc.assert(
			fc.asyncProperty(units, sales, async (stock, [given, other]) => {
				const rows = stockOf(stock);
				const [first, second] = [await sold(rows, given), await sold(rows, other)];
				expect(second).toEqual(first);
			}),
			{ numRuns },
		);
	});

	it('Debit: one run or two', async () => {
		const sales = fc.array(fc.array(nestedWish, { minLength: 1, maxLength: 4 }), {
			minLength: 2,
			maxLength: 4,
		});
		await fc.assert(
			fc.asyncProperty(units, sales, async (stock, all) => {
				const rows = stockOf(stock);
				const together = await sold(rows, all);
				const first = await sold(rows, all.slice(0, 1));
				const rest = first && (await sold(less(rows, first), all.slice(1)));
				// In two runs a sale can find what it names gone: who fails may change, and nothing else.
				if (!first || !rest) return;
				expect(totals([...Object.entries(first), ...Object.entries(rest)])).toEqual(together);
			}),
			{ numRuns },
		);
	});

	it('Create and Send', () => {
		const product = { id: 'p', code: '10001', name: 'Ibuprofen' };
		const left = (rows: LotRow[], all: readonly Wish[]): Totals | undefined => {
			const lines = positioned(all).map((one): ResolvedMovementLine => ({
				...one,
				product,
				sortOrder: 0,
			}));
			const plan = planLots(lines, rows, TODAY);
			return plan.reason === undefined
				? totals(plan.picks.map((pick) => [lotKey(pick), pick.quantity]))
				: undefined;
		};
		fc.assert(
			fc.property(units, withOther(wishes), (stock, [given, other]) => {
				const rows = stockOf(stock);
				expect(left(rows, other)).toEqual(left(rows, given));
			}),
			{ numRuns },
		);
	});

	it('Send: lots that are named', () => {
		const picked = (
			rows: LotRow[],
			all: readonly Wish[],
			required: readonly number[],
		): Totals | undefined => {
			const lines = required.map((one, index) => ({
				lineId: `line-${index}`,
				productId: 'p',
				label: 'Ibuprofen',
				required: one,
				picks: [],
				rows,
			}));
			const named = all.map((one): NamedPick => ({ ...one, productId: 'p' }));
			const plan = planPicks(lines, lines, named, TODAY);
			const picks = [...(plan.lines?.values() ?? [])].flat();
			return plan.lines && totals(picks.map((pick) => [lotKey(pick), pick.quantity]));
		};
		fc.assert(
			fc.property(units, withOther(wishes), (stock, [given, other]) => {
				const rows = stockOf(stock);
				const total = given.reduce((sum, one) => sum + one.quantity, 0);
				const first = picked(rows, given, [total]);
				expect(picked(rows, other, [total])).toEqual(first);
				if (total > 1) expect(picked(rows, other, [1, total - 1])).toEqual(first);
			}),
			{ numRuns },
		);
	});

	it('Credit', () => {
		const taken: TakenPlace[] = PLACES.map((place, index) => ({
			productId: 'p',
			lotId: place.lotId,
			binId: place.binId,
			expiry: place.expiry,
			units: 2 + (index % 4),
		}));
		const lotIds = fc.constantFrom(['l-a', 'l-a2'], ['l-a'], ['l-none', 'l-none2'], ['l-b']);
		const binId = fc.constantFrom('', 'b-1', 'b-9');
		const line = fc.record({ quantity, lotIds, binId }, { requiredKeys: ['quantity'] });
		const claim = fc.integer({ min: 0, max: 2 });
		const back = (
			all: ReadonlyArray<{ quantity: number } & NamedPlace>,
			claimed: number,
		): Totals | undefined => {
			const allowance = new ReturnAllowance(
				taken,
				new Map([['p|l-a', claimed]]),
				new Map([['l-a|b-9', claimed]]),
			);
			const plans = [...all]
				.sort(strictestFirst)
				.map((one) => allowance.take({ ...one, productId: 'p' }));
			if (plans.some(({ picks }) => !picks)) return undefined;
			const picks = plans.flatMap((plan) => plan.picks ?? []);
			return totals(picks.map((pick) => [lotKey(pick), pick.quantity]));
		};
		fc.assert(
			fc.property(
				withOther(fc.array(line, { minLength: 1, maxLength: 6 })),
				claim,
				([given, other], claimed) => {
					expect(back(other, claimed)).toEqual(back(given, claimed));
				},
			),
			{ numRuns },
		);
	});

	it('Putaway', () => {
		const waiting = LOTS.map((one, index) => ({
			productId: 'p',
			productCode: '10001',
			productName: 'Ibuprofen',
			lotId: one.lotId,
			lotNumber: one.lotNumber,
			fromBinId: index % 2 ? 'r-1' : 'r-2',
			fromBin: index % 2 ? 'R-1' : 'R-2',
			quantity: 4 + index,
			isReady: true,
		}));
		const target = fc.constantFrom({ id: 'b-1', name: 'S-1' }, { id: 'b-2', name: 'S-2' });
		const wish = fc.record(
			{ quantity, bin: target, lot, fromBin: fc.constantFrom('R-1', 'r-2') },
			{ requiredKeys: ['quantity', 'bin'] },
		);
		const moved = (all: ReadonlyArray<object>): Totals | undefined => {
			const plan = planPutaway(
				waiting,
				positioned(all).map((one) => ({ ...one, product: '10001' })),
			);
			return (
				plan.lines &&
				totals(
					plan.lines.flatMap(({ candidate, targets }) =>
						targets.map((one) => [`${candidate.lotId} ${one.binId}`, one.quantity] as const),
					),
				)
			);
		};
		const rest = fc.option(fc.record({ bin: target, lot }, { requiredKeys: ['bin'] }), {
			nil: undefined,
		});
		fc.assert(
			fc.property(
				withOther(fc.array(wish, { minLength: 1, maxLength: 5 })),
				rest,
				fc.nat({ max: 5 }),
				([given, other], all, index) => {
					const before = moved([...given, ...(all ? [all] : [])]);
					const after = all ? [...other.slice(0, index), all, ...other.slice(index)] : other;
					expect(moved(after)).toEqual(before);
				},
			),
			{ numRuns },
		);
	});

	const shipped: ShipmentLine[] = LOTS.map((one, index) => ({
		shipmentItemId: `s-${index}`,
		productId: 'p',
		productCode: '10001',
		productName: 'Ibuprofen',
		needsLotAndExpiry: false,
		lotNumber: one.lotNumber,
		expiry: one.expiry,
		shipped: 6,
		received: index,
		canceled: 0,
	}));

	it('Movement Receive', () => {
		const arrival = fc.record(
			{
				quantity,
				lot: fc.constantFrom('A', 'B', 'NEW'),
				shippedLot: fc.constantFrom('A', 'B'),
				shipmentItemId: fc.constantFrom('s-0', 's-3'),
				binId: fc.constantFrom('b-1', 'b-2'),
			},
			{ requiredKeys: ['quantity'] },
		);
		const received = (all: readonly object[], allowMore: boolean): Totals | undefined => {
			const arrivals = positioned(all).map(
				(one) => ({ ...one, productId: 'p', closeShort: false }) as Arrival,
			);
			const plan = planArrivals(shipped, arrivals, { allowMore, close: 'nothing' });
			return (
				plan.lines &&
				totals(
					plan.lines.map((one) => [
						`${one.shipmentItemId} ${one.lotNumber} ${one.binId ?? ''}`,
						one.quantity,
					]),
				)
			);
		};
		const arrivals = fc.array(arrival, { minLength: 1, maxLength: 5 });
		fc.assert(
			fc.property(withOther(arrivals), fc.boolean(), ([given, other], allowMore) => {
				expect(received(other, allowMore)).toEqual(received(given, allowMore));
			}),
			{ numRuns },
		);
	});

	it('Order Receive', () => {
		const orderLine = (index: number): OrderLine =>
			({
				id: `o-${index}`,
				product: { id: 'p', code: '10001', name: 'Ibuprofen', needsLotAndExpiry: false },
				ordered: 8,
				received: 2 * index,
				canceled: 0,
				isCanceled: false,
				unitsPer: 1,
				shipments: [{ shipmentItemId: `s-${index}` }],
			}) as unknown as OrderLine;
		const order = [orderLine(0), orderLine(1)];
		const line = fc.record(
			{
				quantity,
				lotNumber: fc.constantFrom('', 'A', 'NEW'),
				of: fc.constantFrom([0], [1], [0, 1]),
				binId: fc.constantFrom('b-1', 'b-2'),
			},
			{ requiredKeys: ['quantity', 'lotNumber', 'of'] },
		);
		const booked = (
			all: ReadonlyArray<{ of: readonly number[]; quantity: number; lotNumber: string }>,
			allowMore: boolean,
		): Totals | undefined => {
			const lines = positioned(all).map(({ of, ...one }): ArrivedLine => ({
				...one,
				candidates: of.map((index) => order[index]),
				unit: 'each',
				closeShort: false,
			}));
			const parts = spreadDelivery(lines, { allowMore });
			if (!parts.value) return undefined;
			const plan = planDelivery(parts.value, [{ shipmentId: 's', lines: shipped }]);
			return totals([
				...plan.receipts
					.flatMap((receipt) => receipt.lines)
					.map(
						({ receipt, part }) =>
							[
								`${receipt.shipmentItemId} ${receipt.lotNumber} ${part.line.id} ${receipt.binId ?? ''}`,
								receipt.quantity,
							] as const,
					),
				...plan.shipment.map(
					({ part }) =>
						[`new ${part.lotNumber} ${part.line.id} ${part.binId ?? ''}`, part.quantity] as const,
				),
			]);
		};
		const lines = fc.array(line, { minLength: 1, maxLength: 5 });
		fc.assert(
			fc.property(withOther(lines), fc.boolean(), ([given, other], allowMore) => {
				expect(booked(other, allowMore)).toEqual(booked(given, allowMore));
			}),
			{ numRuns },
		);
	});
});

it('a lot that is named is there wherever its line stands, in every sale of the run', async () => {
	const rows = stockOf([5, 0, 0, 0, 5, 0, 0, 0, 0, 0]);
	const named = { quantity: 5, lot: 'l-a' };
	const any = { quantity: 3 };
	expect(await sold(rows, [[any], [named]])).toEqual({ 'l-a|b-1': 5, 'l-b|b-1': 3 });
	expect(await sold(rows, [[{ quantity: 1, lot: 'B' }, any], [named]])).toEqual({
		'l-a|b-1': 5,
		'l-b|b-1': 4,
	});
});
