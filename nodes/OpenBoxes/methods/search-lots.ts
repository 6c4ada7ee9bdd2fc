import { inventoryItemSchema, listSchema } from '../schemas';
import type { LotRow } from '../stock/rules/lot';
import { readLocator } from '../values/locator';
import { dayIn, expiryDay } from '../values/moment';
import { readLots } from '../stock/availability';
import { resolveLocation, toLocationName } from '../catalogue/locations';
import { chosenProduct } from './chosen-product';
import { matches, pickerSearch } from './picker-search';

interface Lot {
	id: string;
	number: string;
	expiry?: string;
	quantity: number;
}

function inStock(rows: readonly LotRow[]): Map<string, Lot> {
	const lots = new Map<string, Lot>();
	for (const row of rows) {
		const before = lots.get(row.lotId)?.quantity ?? 0;
		lots.set(row.lotId, {
			id: row.lotId,
			number: row.lotNumber,
			expiry: row.expiry,
			quantity: before + row.onHand,
		});
	}
	return lots;
}

/** A lot is good on its last day. */
function isExpired({ expiry }: Lot, today: string): boolean {
	return expiry !== undefined && expiry < today;
}

function label(lot: Lot, today: string): string {
	const { number, expiry, quantity } = lot;
	const verb = isExpired(lot, today) ? 'EXPIRED' : 'expires';
	const facts = [
		expiry === undefined ? 'no expiry' : `${verb} ${expiry}`,
		quantity === 0 ? 'not in stock' : `${quantity} in stock`,
	];
	return `${number || 'No lot number'} (${facts.join(', ')})`;
}

/** In stock first, then what expires first; expired ones at the end. */
function order(a: Lot, b: Lot, today: string): number {
	const expired = Number(isExpired(a, today)) - Number(isExpired(b, today));
	const stock = Number(b.quantity > 0) - Number(a.quantity > 0);
	return expired || stock || (a.expiry ?? '9999').localeCompare(b.expiry ?? '9999');
}

/** Shown as the only entry, because the editor hides the words of an error; choosing it chooses nothing. */
const CHOOSE_PRODUCT = 'Choose the product first, then its lots are listed here';

/** Lots of the product that the form names, those in stock at the location first. */
export const searchLots = pickerSearch(async ({ connection, filter, sibling, zone }) => {
	if (readLocator(sibling('product')).text === '')
		return { results: [{ name: CHOOSE_PRODUCT, value: '' }] };
	const productId = await chosenProduct(connection, sibling('product'), 'lots');
	const location = await resolveLocation(connection, toLocationName(sibling('location')));
	const lots = inStock(await readLots(connection, location.id, [productId]));
	const answer = await connection.search('inventoryItem', [
		{ property: 'product.id', value: productId },
	]);
	for (const data of listSchema.parse(answer).data) {
		const { id, lotNumber, expirationDate } = inventoryItemSchema.parse(data);
		if (lots.has(id)) continue;
		lots.set(id, { id, number: lotNumber ?? '', expiry: expiryDay(expirationDate), quantity: 0 });
	}
	const today = dayIn(zone, connection.now());
	const results = [...lots.values()]
		.sort((a, b) => order(a, b, today))
		.map((lot) => ({ name: label(lot, today), value: lot.id }))
		.filter(({ name }) => matches(filter, [name]));
	return { results };
});
