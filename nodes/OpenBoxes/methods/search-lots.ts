import { inventoryItemSchema, listSchema } from '../schemas';
import type { LotRow } from '../stock/rules/lot';
import { expiryDay } from '../values/moment';
import { readLots } from '../stock/availability';
import { resolveLocation, toLocationName } from '../catalogue/locations';
import { nameKey, toProductName } from '../catalogue/product-name';
import { resolveProducts } from '../catalogue/products';
import type { Connection } from '../transport/connection';
import { OpenBoxesError } from '../transport/openboxes-error';
import { matches, pickerSearch } from './picker-search';

interface Lot {
	id: string;
	number: string;
	expiry?: string;
	quantity: number;
}

async function chosenProduct(connection: Connection, value: unknown): Promise<string> {
	const name = toProductName(value);
	if (name.productId !== undefined && name.productId !== '') return name.productId;
	const resolution = (await resolveProducts(connection, [name])).get(nameKey(name));
	if (resolution?.product) return resolution.product.id;
	throw new OpenBoxesError('Choose the product first, then its lots can be listed', {
		description: resolution?.reason,
	});
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

function label({ number, expiry, quantity }: Lot): string {
	const facts = [
		expiry === undefined ? 'no expiry' : `expires ${expiry}`,
		quantity === 0 ? 'not in stock' : `${quantity} in stock`,
	];
	return `${number || 'No lot number'} (${facts.join(', ')})`;
}

/** In stock first, then what expires first. */
function order(a: Lot, b: Lot): number {
	const stock = Number(b.quantity > 0) - Number(a.quantity > 0);
	return stock || (a.expiry ?? '9999').localeCompare(b.expiry ?? '9999');
}

/** Lots of the product that the form names, those in stock at the location first. */
export const searchLots = pickerSearch(async ({ connection, filter, sibling }) => {
	const productId = await chosenProduct(connection, sibling('product'));
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
	const results = [...lots.values()]
		.filter((lot) => matches(filter, [lot.number, lot.expiry]))
		.sort(order)
		.map((lot) => ({ name: label(lot), value: lot.id }));
	return { results };
});
