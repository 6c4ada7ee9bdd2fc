import type { Transaction } from '../schemas';
import { readMark } from '../posting/rules/content';
import { epochSeconds, type EventName } from './events';
import { textKey } from '../values/same-text';

/** Ids of the shipped transaction types (stock-and-transactions.md#types). */
const ADJUSTMENTS = ['3', '10'];
const COUNTS = ['7', '11', '12'];
const BASELINE = '12';
const TRANSFER_IN = '8';
const TRANSFER_OUT = '9';

function typeOf(row: Transaction): string {
	return row.transactionType?.id ?? '';
}

function isEmpty(row: Transaction): boolean {
	return (row.transactionEntries ?? []).length === 0;
}

function idIn(row: Transaction, key: string): string | undefined {
	const value = row[key];
	return typeof value === 'object' && value !== null && 'id' in value
		? String(value.id)
		: undefined;
}

/**
 * What makes a transaction one change. Postings of this package are the same change when number and
 * content are: of parallel copies all but one are deleted again (stock-rules.md#twins).
 */
export function identityOf(row: Transaction): string {
	const mark = readMark(row.comment);
	if (!mark || !row.transactionNumber) return row.id;
	return `${textKey(row.transactionNumber)}:${mark.hash}`;
}

/** The rows without copies that the clean-up of this package deletes: the oldest stays. */
export function withoutTwins(rows: readonly Transaction[]): Transaction[] {
	const keepers = new Map<string, Transaction>();
	for (const row of rows) {
		const identity = identityOf(row);
		const keeper = keepers.get(identity);
		const order = (one: Transaction): string => `${one.dateCreated ?? ''}|${one.id}`;
		if (!keeper || order(row) < order(keeper)) keepers.set(identity, row);
	}
	return rows.filter((row) => keepers.get(identityOf(row)) === row);
}

/**
 * Whether two rows were written by one record of stock or one cycle count (warehouse.md#counting,
 * feeds.md#feeds).
 */
function isSameCount(count: Transaction, difference: Transaction): boolean {
	if (count.inventory?.id !== difference.inventory?.id) return false;
	for (const key of ['transactionSource', 'cycleCount']) {
		const [a, b] = [idIn(count, key), idIn(difference, key)];
		if (a !== undefined || b !== undefined) return a === b;
	}
	// Below 0.9.7 nothing ties the two but their times: the difference is dated a second later.
	const seconds = (one: Transaction, key: 'transactionDate' | 'dateCreated'): number =>
		epochSeconds(one[key]) ?? NaN;
	const isDated = seconds(difference, 'transactionDate') - seconds(count, 'transactionDate') === 1;
	const isTogether =
		Math.abs(seconds(difference, 'dateCreated') - seconds(count, 'dateCreated')) <= 1;
	return isDated && isTogether && idIn(count, 'createdBy') === idIn(difference, 'createdBy');
}

/** The two sides of goods that move inside one location: a putaway or a transfer between bins. */
function isSameTransfer(out: Transaction, arriving: Transaction): boolean {
	return (
		out.order?.id !== undefined &&
		out.order.id === arriving.order?.id &&
		out.inventory?.id === arriving.inventory?.id &&
		out.dateCreated === arriving.dateCreated
	);
}

/** What is known of the rows around one row. */
export class Neighbours {
	private readonly differences: Transaction[];

	private readonly arrivals: Transaction[];

	constructor(rows: readonly Transaction[]) {
		this.differences = rows.filter((row) => ADJUSTMENTS.includes(typeOf(row)));
		this.arrivals = rows.filter(
			(row) => typeOf(row) === TRANSFER_IN && row.order?.id !== undefined,
		);
	}

	/** The count side of a count that also wrote its difference. */
	isCountWithDifference(row: Transaction): boolean {
		return typeOf(row) === BASELINE && this.differences.some((other) => isSameCount(row, other));
	}

	/** The leaving side of goods that arrive in another bin of the same location. */
	isLeavingSide(row: Transaction): boolean {
		return (
			typeOf(row) === TRANSFER_OUT && this.arrivals.some((other) => isSameTransfer(row, other))
		);
	}
}

/**
 * What a transaction row tells (feeds.md#feeds, feeds.md#transactions). One movement of goods is told once.
 */
export function eventsOf(
	row: Transaction,
	neighbours: Neighbours,
	transactionTypes: readonly string[],
): EventName[] {
	// A shipment or receipt of nothing writes a transaction without entries: no goods moved.
	if (isEmpty(row)) return [];
	const events: EventName[] = [];
	const type = typeOf(row);
	const isSecondSide = neighbours.isCountWithDifference(row) || neighbours.isLeavingSide(row);
	const isChosen = transactionTypes.length === 0 ? !isSecondSide : transactionTypes.includes(type);
	if (isChosen) events.push('transaction.created');
	const isAdjustment =
		ADJUSTMENTS.includes(type) || (COUNTS.includes(type) && !neighbours.isCountWithDifference(row));
	if (isAdjustment) events.push('inventory.adjusted');
	// Types 8 and 9 without a shipment are putaways and transfers between bins.
	if (type === TRANSFER_OUT && row.outgoingShipment?.id) events.push('stockMovement.shipped');
	if (type === TRANSFER_IN && row.incomingShipment?.id && row.receipt?.id) {
		events.push('stockMovement.received');
		// Receipts of orders stand without a requisition; whether there is an order, the delivery tells.
		if (!row.requisition?.id && !row.order?.id) events.push('purchaseOrder.received');
	}
	return events;
}

export function isCount(row: Transaction): boolean {
	return COUNTS.includes(typeOf(row));
}
