import { toInteger } from '../binding/numbers';
import { wholeSecond } from '../clock';
import { sameText } from '../collation';
import type { Call } from '../router';
import { bookBaseline, bookTransaction, stockAt } from '../stock/count-transactions';
import type { StockPlace } from '../stock/quantities';
import type { Row } from '../store/table';

/** One line of a count: a lot in a bin. */
export interface CountedRow {
	lotNumber: string | null;
	expirationDate: number | null;
	bin: Row | undefined;
	oldQuantity: number | null;
	newQuantity: number | null;
	comment: string | null;
}

/**
 * Rows of one lot number and bin name, letter by letter, become the first of them with the sum of
 * what was counted; the answer shows it so. The others are passed over.
 */
export function groupRows(rows: CountedRow[]): CountedRow[] {
	const groups = new Map<string, CountedRow[]>();
	for (const row of rows) {
		const key = `${String(row.lotNumber)}|${String(row.bin?.name ?? null)}`;
		groups.set(key, [...(groups.get(key) ?? []), row]);
	}
	return [...groups.values()].map((group) => {
		const [first] = group;
		first.oldQuantity = group.find((row) => Number(row.oldQuantity) > 0)?.oldQuantity ?? 0;
		first.newQuantity = toInteger(group.reduce((sum, row) => sum + (row.newQuantity ?? 0), 0));
		return first;
	});
}

/**
 * Type 12 with the stock as it was at T, type 3 with the differences a second later; places that
 * are not listed go to zero, an empty list zeroes the product (docs/openboxes/stock-and-transactions.md).
 */
export function bookCount(
	call: Call,
	location: Row,
	product: Row,
	moment: number,
	comment: string | null,
	rows: CountedRow[],
): void {
	const { world } = call;
	const inventory = String(location.inventory);
	// What moves within the two seconds of the count is counted along.
	const stock = stockAt(world, inventory, product.id, moment + 2000);
	const counted = rows.map((row) => ({
		inventoryItem: findOrMakeLot(call, product, row).id,
		binLocation: row.bin?.id ?? null,
		quantity: row.newQuantity ?? 0,
		comments: row.comment,
	}));
	const source = makeSource(call, location);
	bookBaseline(call, inventory, product.id, stock, { moment, source });
	const differences = [
		...counted.map((place) => {
			const before = stock.find((one) => samePlace(one, place))?.quantity ?? 0;
			return { ...place, quantity: place.quantity - before };
		}),
		...stock
			.filter((place) => !counted.some((one) => samePlace(one, place)))
			.map((place) => ({ ...place, quantity: -place.quantity, comments: null })),
	].filter(({ quantity }) => quantity !== 0);
	if (differences.length > 0) {
		bookTransaction(
			call,
			{ type: '3', inventory, moment: moment + 1000, comment, source },
			differences.map((place) => ({ ...place, product: product.id })),
		);
	}
	world.availability.refresh(inventory, [product.id], false);
}

const samePlace = (a: StockPlace, b: StockPlace): boolean =>
	a.inventoryItem === b.inventoryItem && a.binLocation === b.binLocation;

/** A lot that is known keeps its own expiry date, whatever the row says. */
function findOrMakeLot(call: Call, product: Row, row: CountedRow): Row {
	const { store, ids, clock } = call.world;
	const known = store
		.table('inventoryItem')
		.by('product', product.id)
		.find((lot) => sameText(String(lot.lotNumber ?? ''), row.lotNumber ?? ''));
	if (known) return known;
	const now = wholeSecond(clock.now());
	return store.insert('inventoryItem', {
		id: ids.id(),
		product: product.id,
		lotNumber: row.lotNumber,
		expirationDate: row.expirationDate,
		dateCreated: now,
		lastUpdated: now,
	});
}

/** Known from 0.9.6 on, but set from 0.9.7 on only (docs/openboxes/versions.md). */
function makeSource(call: Call, location: Row): string | null {
	const { store, ids, clock, version } = call.world;
	if (version.before('0.9.7')) return null;
	const now = wholeSecond(clock.now());
	return store.insert('transactionSource', {
		id: ids.id(),
		transactionAction: 'RECORD_STOCK',
		origin: location.id,
		dateCreated: now,
		lastUpdated: now,
		createdBy: call.user.id,
		updatedBy: call.user.id,
	}).id;
}
