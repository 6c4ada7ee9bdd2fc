import {
	documentedStockSchema,
	inventoryItemSchema,
	listSchema,
	productAvailabilitySchema,
	stockCandidateSchema,
} from '../schemas';
import { readLocations, type ResolvedLocation } from '../catalogue/locations';
import { apiPath } from '../transport/base-url';
import type { Connection, SearchAttribute } from '../transport/connection';
import { getPages } from '../transport/paginate';
import { expiryDay } from '../values/moment';
import { NONE } from './generic-lots';
import { LotDirectory } from './lot-directory';
import type { PlacedStock } from './rules/placed-stock';

/** Lots that are read one by one; beyond, the list of all lots is cheaper. */
const FEW_LOTS = 20;

/** Without a location: everywhere; without a product: all of them. */
interface StockFilter {
	location?: ResolvedLocation;
	productId?: string;
}

interface NamedLot {
	number: string;
	expiry?: string;
	product?: { code: string; name: string };
}

async function availabilityRows(
	connection: Connection,
	{ location, productId }: StockFilter,
): Promise<unknown[]> {
	const attributes: SearchAttribute[] = [];
	if (productId !== undefined) attributes.push({ property: 'product.id', value: productId });
	if (location) attributes.push({ property: 'location.id', value: location.id });
	if (attributes.length === 0)
		return await getPages(connection, apiPath('generic', 'productAvailability'), { sort: 'id' });
	return listSchema.parse(await connection.search('productAvailability', attributes)).data;
}

function toNamedLot(row: unknown): [string, NamedLot] {
	const { id, lotNumber, expirationDate, product } = inventoryItemSchema.parse(row);
	const names = { code: String(product?.productCode ?? ''), name: String(product?.name ?? '') };
	return [
		id,
		{
			number: lotNumber ?? '',
			expiry: expiryDay(expirationDate),
			product: product ? names : undefined,
		},
	];
}

/** Every stock row of a location with names and dates, but for what an open transfer holds (warehouse.md#expiring). */
async function lotsInStock(
	connection: Connection,
	locationId: string,
): Promise<Array<[string, NamedLot]>> {
	const query = { 'location.id': locationId };
	const answer = await connection.get(apiPath('stockTransfers', 'candidates'), query);
	return listSchema.parse(answer).data.map((data) => {
		const row = stockCandidateSchema.parse(data);
		const names = {
			code: row['product.productCode'] ?? '',
			name: row['product.name'] ?? '',
		};
		return [
			row['inventoryItem.id'],
			{ number: row.lotNumber ?? '', expiry: expiryDay(row.expirationDate), product: names },
		];
	});
}

async function allLots(connection: Connection): Promise<Array<[string, NamedLot]>> {
	const rows = await getPages(connection, apiPath('generic', 'inventoryItem'), { sort: 'id' });
	return rows.map(toNamedLot);
}

/** Numbers, dates and products of lots, in as few requests as there are ways to ask. */
async function namesOfLots(
	connection: Connection,
	{ location, productId }: StockFilter,
	lotIds: readonly string[],
): Promise<Map<string, NamedLot>> {
	const { kind } = await connection.serverInfo();
	let lots = new Map<string, NamedLot>();
	if (productId !== undefined) {
		const attributes = [{ property: 'product.id', value: productId }];
		const page = listSchema.parse(await connection.search('inventoryItem', attributes));
		lots = new Map(page.data.map(toNamedLot));
	} else if (location && kind === 'openSource') {
		lots = new Map(await lotsInStock(connection, location.id));
	}
	const missing = lotIds.filter((id) => !lots.has(id));
	if (missing.length > FEW_LOTS) return new Map([...(await allLots(connection)), ...lots]);
	const directory = new LotDirectory(connection, []);
	for (const id of missing) lots.set(id, await directory.lot(id));
	return lots;
}

/** "Current inventory by product and lot" of the login location, which is all that the vendor documents. */
async function readDocumentedStock(
	connection: Connection,
	place: ResolvedLocation,
	productId: string | undefined,
): Promise<PlacedStock[]> {
	const rows = await getPages(connection, apiPath('inventoryItems'), {});
	return rows
		.map((data) => documentedStockSchema.parse(data))
		.filter(({ product }) => productId === undefined || product?.id === productId)
		.map((row) => {
			const onHand = row.quantityOnHand ?? row.quantity ?? 0;
			return {
				locationId: place.id,
				locationName: place.name,
				productId: row.product?.id ?? '',
				productCode: String(row.product?.productCode ?? ''),
				productName: String(row.product?.name ?? ''),
				lotId: row.id,
				lotNumber: row.lotNumber ?? '',
				expiry: expiryDay(row.expirationDate),
				onHand,
				promisable: onHand,
			};
		});
}

/**
 * What lies where, with what is promised and on hold. The server's table holds it for every place on all versions,
 * some seconds late (stock-and-transactions.md#refresh); its rows know neither expiry dates nor names.
 */
export async function readPlacedStock(
	connection: Connection,
	filter: StockFilter,
): Promise<PlacedStock[]> {
	const server = await connection.serverInfo();
	if (server.kind === 'documented' && filter.location?.id === server.location.id)
		return await readDocumentedStock(connection, filter.location, filter.productId);
	const rows = (await availabilityRows(connection, filter))
		.map((row) => productAvailabilitySchema.parse(row))
		.filter(({ quantityOnHand }) => (quantityOnHand ?? 0) !== 0);
	if (rows.length === 0) return [];
	const ids = [...new Set(rows.map(({ inventoryItem }) => inventoryItem.id))];
	const lots = await namesOfLots(connection, filter, ids);
	const places = new Map(
		(filter.location ? [filter.location] : await readLocations(connection)).map(({ id, name }) => [
			id,
			name,
		]),
	);
	return rows.map((row) => {
		const lot = lots.get(row.inventoryItem.id);
		const locationId = row.location?.id ?? '';
		const onHand = row.quantityOnHand ?? 0;
		return {
			locationId,
			locationName: places.get(locationId) ?? '',
			productId: row.product.id,
			productCode: lot?.product?.code || (row.productCode ?? ''),
			productName: lot?.product?.name ?? '',
			lotId: row.inventoryItem.id,
			lotNumber: lot?.number ?? (row.lotNumber === NONE ? '' : (row.lotNumber ?? '')),
			expiry: lot?.expiry,
			binId: row.binLocation?.id,
			binName: row.binLocationName === NONE ? undefined : (row.binLocationName ?? undefined),
			onHand,
			allocated: row.quantityAllocated ?? 0,
			held: row.quantityOnHold ?? 0,
			promisable: row.quantityAvailableToPromise ?? onHand,
		};
	});
}
