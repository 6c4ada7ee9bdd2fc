import { collated } from '../collation';
import { isoSeconds } from '../json/dates';
import type { JsonObject } from '../json/json';
import type { Call } from '../router';
import type { Row } from '../store/table';
import type { World } from '../world';
import { requestJson } from './counts';
import { dayParameter, fits, sorted, statusesOf } from './filters';

const DAY = 86_400_000;
/** Days until the next count, by class; 365 without one. */
const FREQUENCY: Record<string, number> = { A: 90, B: 180, C: 365 };

/** One product of a facility, as the view of candidates shows it. */
export interface Candidate {
	product: Row;
	request: Row | undefined;
	status: string | null;
	abcClass: string | null;
	internalLocations: string | null;
	quantityOnHand: number;
	quantityAllocated: number;
	itemCount: number;
	negativeCount: number;
	lastCount: number | null;
	nextCount: number | null;
	daysLeft: number | null;
	sortOrder: number;
}

export const sum = (rows: Row[], column: string): number =>
	rows.reduce((total, row) => total + Number(row[column] ?? 0), 0);

/** `zone: bin` of every place with stock, each once, in the order of their names. */
export function placesOf({ store }: World, rows: Row[]): string | null {
	const names = rows
		.filter((row) => Number(row.quantityOnHand) !== 0)
		.map((row) => {
			const zone = store.get('location', store.get('location', row.binLocation)?.zone)?.name;
			const bin = String(row.binLocationName ?? 'DEFAULT');
			return zone ? `${String(zone)}: ${bin}` : bin;
		});
	const unique = [...new Set(names)].sort((a, b) => (collated(a) < collated(b) ? -1 : 1));
	return unique.length > 0 ? unique.join(',') : null;
}

/** Of the rule of the facility, else of the product; none without a rule (view `product_classification`). */
export function abcClassOf({ store }: World, facility: Row, product: Row): string | null {
	const classes = store
		.table('inventoryLevel')
		.by('inventory', facility.inventory)
		.filter((rule) => rule.product === product.id && !rule.internalLocation)
		.map((rule) => rule.abcClass ?? product.abcClass)
		.filter((one) => typeof one === 'string')
		.sort();
	return classes[0] ?? null;
}

/** The newest finished count, adjustment, baseline or product count. */
function lastCountOf({ store }: World, facility: Row, product: Row): number | null {
	const moments: number[] = [];
	for (const lot of store.table('inventoryItem').by('product', product.id)) {
		for (const entry of store.table('transactionEntry').by('inventoryItem', lot.id)) {
			const transaction = store.get('transaction', entry.transaction);
			if (transaction?.inventory !== facility.inventory) continue;
			if (['3', '11', '12'].includes(String(transaction?.transactionType)))
				moments.push(Number(transaction?.transactionDate));
		}
	}
	for (const item of store.table('cycleCountItem').by('product', product.id)) {
		const count = store.get('cycleCount', item.cycleCount);
		if (count?.facility === facility.id && count?.status === 'COMPLETED')
			moments.push(Number(item.dateCounted));
	}
	return moments.length > 0 ? Math.max(...moments) : null;
}

/** Whole days between two dates, as the database counts them. */
const daysBetween = (from: number, to: number): number =>
	Math.floor(to / DAY) - Math.floor(from / DAY);

function openRequest({ store }: World, facility: Row, product: Row): Row | undefined {
	return store
		.table('cycleCountRequest')
		.by('product', product.id)
		.filter(
			(one) =>
				one.facility === facility.id && !['COMPLETED', 'CANCELED'].includes(String(one.status)),
		)
		.sort((a, b) => (a.id < b.id ? 1 : -1))[0];
}

export const statusOf = ({ store }: World, request: Row | undefined): string | null =>
	((store.get('cycleCount', request?.cycleCount)?.status ?? request?.status) as string) ?? null;

function candidateOf(world: World, facility: Row, product: Row, rows: Row[]): Candidate {
	const request = openRequest(world, facility, product);
	const abcClass = abcClassOf(world, facility, product);
	const lastCount = lastCountOf(world, facility, product);
	const nextCount =
		lastCount === null ? null : lastCount + (FREQUENCY[abcClass ?? ''] ?? 365) * DAY;
	const daysLeft = nextCount === null ? null : daysBetween(world.clock.now(), nextCount);
	const negativeCount = rows.filter((row) => Number(row.quantityOnHand) < 0).length;
	return {
		product,
		request,
		status: statusOf(world, request),
		abcClass,
		internalLocations: placesOf(world, rows),
		quantityOnHand: sum(rows, 'quantityOnHand'),
		quantityAllocated: sum(rows, 'quantityAllocated'),
		itemCount: rows.length,
		negativeCount,
		lastCount,
		nextCount,
		daysLeft,
		sortOrder: negativeCount > 0 ? 0 : daysLeft === null || daysLeft < 0 ? 1 : 2,
	};
}

export function stockByProduct(world: World, facility: Row): Map<Row, Row[]> {
	const groups = new Map<Row, Row[]>();
	for (const row of world.store.table('productAvailability').by('location', facility.id)) {
		const product = world.store.get('product', row.product);
		// An inactive product is not to be counted.
		if (!product || product.active === false) continue;
		groups.set(product, [...(groups.get(product) ?? []), row]);
	}
	return groups;
}

/** Negative stock first, then what is overdue, then by class and days left. */
export function candidatesOf(world: World, facility: Row): Candidate[] {
	const rank = ({ sortOrder, abcClass, daysLeft }: Candidate): Array<string | number> => [
		sortOrder,
		abcClass === null ? 1 : 0,
		abcClass ?? '',
		daysLeft ?? -Infinity,
	];
	return [...stockByProduct(world, facility)]
		.map(([product, rows]) => candidateOf(world, facility, product, rows))
		.sort((a, b) => (a.product.id < b.product.id ? -1 : 1))
		.sort((a, b) => {
			const left = rank(a);
			const right = rank(b);
			const at = left.findIndex((one, index) => one !== right[index]);
			return at < 0 ? 0 : left[at] < right[at] ? -1 : 1;
		});
}

/** Without `statuses`: what has no open request and holds stock. */
export function candidates(call: Call): Candidate[] {
	const { query, world } = call;
	const statuses = statusesOf(call);
	const facility = world.store.get('location', call.params.facility);
	if (!facility) return [];
	const inProgress = query.get('showCycleCountsInProgress') === 'true';
	const wantsStock = query.get('includeStockOnHandOrNegativeStock') !== 'false';
	const last = dayParameter(call, 'dateLastCount');
	const rows = candidatesOf(world, facility).filter((row) => {
		const holds = row.negativeCount > 0 || row.quantityOnHand > 0;
		const isAsked = row.status !== null && statuses.includes(row.status);
		const isFree = row.status === null && (statuses.length === 0 || inProgress);
		if (!isAsked && !isFree) return false;
		if (inProgress ? !isAsked && holds !== wantsStock : wantsStock && !holds) return false;
		return last === null || (row.lastCount !== null && row.lastCount <= last);
	});
	return sorted(
		call,
		rows.filter((row) => fits(call, row)),
	);
}

export const namesOf = (world: World, product: Row) => {
	const category = world.store.get('category', product.category);
	const tags = Array.isArray(product.tags) ? product.tags : [];
	return {
		product: { id: product.id, name: product.name, productCode: product.productCode ?? null },
		category: { id: category?.id ?? null, name: category?.name ?? null },
		tags: tags.map((id) => ({ id, tag: world.store.get('tag', id)?.tag ?? null })),
		productCatalogs: world.store
			.table('productCatalogItem')
			.by('product', product.id)
			.map((item) => world.json.nested('productCatalog', item.productCatalog)),
	};
};

export function candidateJson(world: World, row: Candidate): JsonObject {
	return {
		...namesOf(world, row.product),
		dateLastCount: isoSeconds(row.lastCount),
		dateNextCount: isoSeconds(row.nextCount),
		daysUntilNextCount: row.daysLeft,
		internalLocations: row.internalLocations,
		abcClass: row.abcClass,
		quantityOnHand: row.quantityOnHand,
		quantityAllocated: row.quantityAllocated,
		cycleCountRequest: row.request ? requestJson(row.request, world.json) : null,
		// The text of a missing status, not a missing text.
		status: String(row.status),
		inventoryItemCount: row.itemCount,
		negativeItemCount: row.negativeCount,
		hasStockOnHandOrNegativeStock: row.negativeCount > 0 || row.quantityOnHand > 0,
		sortOrder: row.sortOrder,
	};
}
