import { wholeSecond } from '../clock';
import type { Call } from '../router';
import type { Row } from '../store/table';
import type { World } from '../world';
import { quantitiesOf, type StockPlace } from './quantities';

/** What record stock and cycle counts book: the stock as it was, then the differences. */
interface Head {
	type: string;
	inventory: string;
	moment: number;
	source: string | null;
	cycleCount?: string;
	comment: string | null;
}

interface Line extends StockPlace {
	product: string;
	comments: string | null;
}

export function bookTransaction(call: Call, head: Head, lines: Line[]): Row {
	const { store, ids, clock } = call.world;
	const now = wholeSecond(clock.now());
	const transaction = store.insert('transaction', {
		id: ids.id(),
		transactionNumber: ids.transactionNumber(),
		transactionType: head.type,
		transactionDate: head.moment,
		transactionSource: head.source,
		cycleCount: head.cycleCount ?? null,
		inventory: head.inventory,
		comment: head.comment,
		confirmed: false,
		dateCreated: now,
		lastUpdated: now,
		createdBy: call.user.id,
		updatedBy: call.user.id,
	});
	for (const line of lines) {
		store.insert('transactionEntry', {
			id: ids.id(),
			transaction: transaction.id,
			product: line.product,
			inventoryItem: line.inventoryItem,
			binLocation: line.binLocation,
			quantity: line.quantity,
			comments: line.comments,
		});
	}
	return transaction;
}

interface Baseline {
	moment: number;
	source: string | null;
	cycleCount?: string;
	commentAt?: (place: StockPlace) => string | null;
}

/** What of a product lay where at a moment; places that held nothing are left out. */
export const stockAt = (
	{ store }: World,
	inventory: string,
	product: string,
	moment: number,
): StockPlace[] =>
	quantitiesOf(store, inventory, product, moment).filter((place) => place.quantity !== 0);

/** A baseline (type 11 before 0.9.5) with every place that held something; with nothing anywhere, one line of zero. */
export function bookBaseline(
	call: Call,
	inventory: string,
	product: string,
	places: StockPlace[],
	{ commentAt, ...head }: Baseline,
): Row {
	const counted =
		places.length > 0
			? places
			: [{ inventoryItem: lotWithoutNumber(call, product), binLocation: null, quantity: 0 }];
	return bookTransaction(
		call,
		{ ...head, type: call.world.version.since('0.9.5') ? '12' : '11', inventory, comment: null },
		counted.map((place) => ({ ...place, product, comments: commentAt?.(place) ?? null })),
	);
}

function lotWithoutNumber(call: Call, product: string): string {
	const { store, ids, clock } = call.world;
	const known = store
		.table('inventoryItem')
		.by('product', product)
		.find((lot) => !lot.lotNumber);
	if (known) return known.id;
	const now = wholeSecond(clock.now());
	return store.insert('inventoryItem', {
		id: ids.id(),
		product,
		lotNumber: null,
		expirationDate: null,
		dateCreated: now,
		lastUpdated: now,
	}).id;
}

/** Two transactions of one product in one second could not be told apart. */
export const sameSecond = (moment: number): string =>
	`A transaction already exists at time ${javaDate(moment)}`;

export function hasTransactionAt(
	{ store }: World,
	inventory: string,
	product: string,
	moment: number,
): boolean {
	return store
		.table('inventoryItem')
		.by('product', product)
		.some((lot) =>
			store
				.table('transactionEntry')
				.by('inventoryItem', lot.id)
				.some((entry) => {
					const transaction = store.get('transaction', entry.transaction);
					return transaction?.inventory === inventory && transaction.transactionDate === moment;
				}),
		);
}

/** `Fri Nov 20 10:00:01 UTC 2026`. */
function javaDate(moment: number): string {
	const [, day, month, year, time] =
		/^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(moment).toUTCString()) ?? [];
	return `${new Date(moment).toUTCString().slice(0, 3)} ${month} ${day} ${time} UTC ${year}`;
}
