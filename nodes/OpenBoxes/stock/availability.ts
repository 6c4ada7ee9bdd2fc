import {
	availableItemSchema,
	listSchema,
	parseList,
	productAvailabilitySchema,
	type AvailableItem,
} from '../schemas';
import { expiryDay } from '../values/moment';
import { isWithheld, lotKey, type LotRow } from './rules/lot';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { toOpenBoxesError } from '../transport/openboxes-error';
import { supports, type ServerInfo } from '../transport/server';
import { isMissing } from '../transport/missing';
import { readLotsGenerically } from './generic-lots';
import { pendingTakes } from './tally';

/** Query text that fits into a URL: the server refuses 9 kB (sessions-and-errors.md#e15). */
const LONGEST_QUERY = 7000;
/** Up to so many products their promises are read one by one, beyond for the whole location. */
const FEW_PRODUCTS = 3;

/** Groups ids so that each group's query fits into one URL. */
function urlGroups(ids: readonly string[]): string[][] {
	const groups: string[][] = [];
	let length = LONGEST_QUERY + 1;
	for (const id of ids) {
		const added = encodeURIComponent(id).length + '&product.id='.length;
		if (length + added > LONGEST_QUERY) {
			groups.push([]);
			length = 0;
		}
		groups[groups.length - 1].push(id);
		length += added;
	}
	return groups;
}

function toRow(item: AvailableItem): LotRow {
	// `quantityOnHand` is null up to 0.9.6, where `quantityAvailable` is what lies there (versions.md).
	const available = item.quantityAvailable ?? 0;
	const onHand = item.quantityOnHand ?? available;
	const status = item.status ?? 'AVAILABLE';
	return {
		productId: item.product.id,
		productCode: item.productCode ?? undefined,
		lotId: item['inventoryItem.id'],
		lotNumber: item.lotNumber ?? '',
		expiry: expiryDay(item.expirationDate),
		binId: item['binLocation.id'] ?? item.binLocation?.id ?? undefined,
		binName: item['binLocation.name'] ?? undefined,
		// Held stock shows nothing available from 0.9.7 on, all of it before; its status keeps it from
		// sale, but it can be written off.
		available: isWithheld({ status }) ? onHand : available,
		onHand,
		status,
	};
}

async function readRows(
	connection: Connection,
	locationId: string,
	ids: string[],
): Promise<LotRow[]> {
	const wanted = new Set(ids);
	const rows: LotRow[] = [];
	for (const [first, ...others] of urlGroups(ids)) {
		const page = listSchema.parse(
			await connection.get(apiPath('products', first, 'availableItems'), {
				'location.id': locationId,
				'product.id': others,
			}),
		);
		for (const data of page.data) {
			const row = toRow(availableItemSchema.parse(data));
			// Up to 0.9.6 an inactive id makes the server return every lot of the location
			// (stock-and-transactions.md#available-items).
			if (wanted.has(row.productId)) rows.push(row);
		}
	}
	return rows;
}

/** The documents name no call for lots, so a server of that kind may not have this one. */
async function readAnyRows(
	connection: Connection,
	server: ServerInfo,
	locationId: string,
	ids: string[],
): Promise<LotRow[]> {
	try {
		return await readRows(connection, locationId, ids);
	} catch (error) {
		if (!isMissing(error) || server.kind !== 'documented') throw toOpenBoxesError(error);
		return await readLotsGenerically(connection, locationId, ids);
	}
}

/** Promised quantity by lot and bin; older servers do not subtract it from `availableItems` (versions.md). */
async function readPromises(
	connection: Connection,
	locationId: string,
	ids: readonly string[],
): Promise<Map<string, number>> {
	const atLocation = { property: 'location.id', value: locationId };
	const searches =
		ids.length <= FEW_PRODUCTS
			? ids.map((id) => [{ property: 'product.id', value: id }, atLocation])
			: [[atLocation]];
	const promises = new Map<string, number>();
	for (const attributes of searches) {
		const rows = parseList(
			await connection.search('productAvailability', attributes),
			productAvailabilitySchema,
		);
		for (const row of rows) {
			const promised =
				(row.quantityOnHand ?? 0) - (row.quantityAvailableToPromise ?? row.quantityOnHand ?? 0);
			promises.set(lotKey({ lotId: row.inventoryItem.id, binId: row.binLocation?.id }), promised);
		}
	}
	return promises;
}

/**
 * All lots and bins of products at a location with what may still be taken: promised stock and what
 * this process took in the last seconds subtracted.
 */
export async function readLots(
	connection: Connection,
	locationId: string,
	productIds: readonly string[],
): Promise<LotRow[]> {
	const ids = [...new Set(productIds)];
	if (ids.length === 0) return [];
	const server = await connection.serverInfo();
	const readAt = connection.now();
	const rows = await readAnyRows(connection, server, locationId, ids);
	const place = placeOf(connection, locationId);
	const isDelayed = supports(server, 'availabilityTable');
	const counted = rows.map((row) => {
		const unshown = pendingTakes(place, row, connection.now(), readAt);
		// What came in is never sold before the server shows it.
		const pending = Math.max(0, unshown);
		const available = row.available - pending;
		return { ...row, pending, unshown: isDelayed ? unshown : pending, available };
	});
	if (isDelayed) return counted;
	// Live figures have no promises in them.
	const promises = await readPromises(connection, locationId, ids);
	return counted.map((row) => ({
		...row,
		available:
			row.status === 'AVAILABLE' || row.status === 'PICKED'
				? row.available - Math.max(0, promises.get(lotKey(row)) ?? 0)
				: row.available,
	}));
}

/** Key of a location in what the process remembers about stock. */
export function placeOf(connection: Connection, locationId: string): string {
	return `${connection.key}|${locationId}`;
}
