import { wholeSecond } from '../clock';
import { sameText } from '../collation';
import type { Call } from '../router';
import { bookTransaction } from '../stock/count-transactions';
import { placeKey, quantitiesOf, type StockPlace } from '../stock/quantities';
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

/** Type 12 with the stock as it was at T, type 3 with the differences a second later; places that
 * are not listed go to zero, an empty list zeroes the product (note 02 §5). */
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
	const stock = quantitiesOf(world.store, inventory, product.id, moment).filter(
		(place) => place.quantity !== 0,
	);
	const wanted = new Map<string, { place: StockPlace; comment: string | null }>();
	for (const row of rows) {
		const lot = findOrMakeLot(call, product, row);
		const bin = row.bin?.id ?? null;
		const key = placeKey(lot.id, bin);
		const known = wanted.get(key);
		const quantity = (known?.place.quantity ?? 0) + (row.newQuantity ?? 0); // two rows add up
		wanted.set(key, {
			place: { inventoryItem: lot.id, binLocation: bin, quantity },
			comment: row.comment,
		});
	}
	const source = makeSource(call, location);
	const lines = (places: Array<{ place: StockPlace; comment: string | null }>) =>
		places.map(({ place, comment: comments }) => ({ ...place, product: product.id, comments }));
	bookTransaction(
		call,
		{ type: '12', inventory, moment, comment: null, source },
		lines(stock.map((place) => ({ place, comment: null }))),
	);
	const differences = [
		...[...wanted.values()].map(({ place, comment: why }) => {
			const before = stock.find((one) => samePlace(one, place))?.quantity ?? 0;
			return { place: { ...place, quantity: place.quantity - before }, comment: why };
		}),
		...stock
			.filter((place) => !wanted.has(placeKey(place.inventoryItem, place.binLocation)))
			.map((place) => ({ place: { ...place, quantity: -place.quantity }, comment: null })),
	].filter(({ place }) => place.quantity !== 0);
	if (differences.length > 0) {
		bookTransaction(
			call,
			{ type: '3', inventory, moment: moment + 1000, comment, source },
			lines(differences),
		);
	}
	world.availability.refresh(inventory, [product.id], false);
}

const samePlace = (a: StockPlace, b: StockPlace): boolean =>
	a.inventoryItem === b.inventoryItem && a.binLocation === b.binLocation;

function findOrMakeLot(call: Call, product: Row, row: CountedRow): Row {
	const { store, ids, clock } = call.world;
	const known = store
		.table('inventoryItem')
		.by('product', product.id)
		.find((lot) => sameText(String(lot.lotNumber ?? ''), row.lotNumber ?? ''));
	if (known) {
		if (row.expirationDate !== null && known.expirationDate !== row.expirationDate) {
			store.update('inventoryItem', known, { expirationDate: row.expirationDate });
		}
		return known;
	}
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

/** Known from 0.9.6 on, but set from 0.9.7 on only (note 06 §4). */
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
