import { checksumId } from '../crc32';
import { isoSeconds } from '../json/dates';
import type { JsonObject } from '../json/json';
import { facilityInShort } from '../json/places';
import type { Call } from '../router';
import type { Row } from '../store/table';
import type { World } from '../world';
import { abcClassOf, namesOf, placesOf, statusOf, stockByProduct, sum } from './candidates';
import { newestItems, requestJson } from './counts';
import { fits, sorted, statusesOf, type Listed } from './filters';
import { stockToCount } from './start';

interface Pending extends Listed {
	request: Row;
	quantityAllocated: number;
}

/** All requests of products with stock rows, finished ones too. */
export function pendingRequests(call: Call): Pending[] {
	const { query, world } = call;
	const statuses = statusesOf(call);
	const facility = world.store.get('location', call.params.facility);
	if (!facility) return [];
	const ids = query.getAll('requestIds').filter((id) => id !== '');
	const stock = stockByProduct(world, facility);
	const rows = world.store
		.table('cycleCountRequest')
		.by('facility', facility.id)
		.flatMap((request): Pending[] => {
			const product = world.store.get('product', request.product);
			const places = product && stock.get(product);
			if (!product || !places) return [];
			return [
				{
					product,
					request,
					status: statusOf(world, request),
					abcClass: abcClassOf(world, facility, product),
					internalLocations: placesOf(world, places),
					quantityOnHand: sum(places, 'quantityOnHand'),
					quantityAllocated: sum(places, 'quantityAllocated'),
					negativeCount: places.filter((row) => Number(row.quantityOnHand) < 0).length,
				},
			];
		})
		.filter((row) => ids.length === 0 || ids.includes(row.request.id))
		.filter((row) => statuses.length === 0 || statuses.includes(String(row.status)));
	return sorted(
		call,
		rows.filter((row) => fits(call, row)),
	);
}

export function pendingJson(world: World, row: Pending): JsonObject {
	const { request, product } = row;
	const facility = world.store.get('location', request.facility);
	const count = world.store.get('cycleCount', request.cycleCount);
	const items = count
		? newestItems(world, count)
		: stockToCount(world, request.facility, request.product);
	return {
		id: checksumId(String(request.facility), product.id),
		facility: facilityInShort(facility, world.json),
		cycleCountRequest: requestJson(request, world.json, items.length),
		...namesOf(world, product),
		internalLocations: row.internalLocations,
		abcClass: row.abcClass,
		quantityOnHand: row.quantityOnHand,
		quantityAllocated: row.quantityAllocated,
		status: String(row.status),
		negativeItemCount: row.negativeCount,
		requestType: request.requestType,
		blindCount: request.blindCount,
		dateCreated: isoSeconds(request.dateCreated),
		lastUpdated: isoSeconds(request.lastUpdated),
	};
}
