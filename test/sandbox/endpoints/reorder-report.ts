import { invalid, nullPointer } from '../errors';
import type { JsonObject } from '../json/json';
import { data, type Reply } from '../reply';
import type { Call, Route } from '../router';
import { globalRoles } from '../session';
import type { Row } from '../store/table';
import { facilityRules } from './inventory-levels';

/** Below reorder point (warehouse.md#below-reorder). */
export const reorderReportRoutes: Route[] = [
	{
		method: 'GET',
		pattern: '/api/facilities/:facility/inventories/reorderReport',
		access: 'read',
		handler: report,
		since: '0.9.6',
	},
];

/** Field of the rule that is the threshold; ALL_PRODUCTS has none. */
const THRESHOLDS: Record<string, keyof Row | null> = {
	ALL_PRODUCTS: null,
	BELOW_MINIMUM: 'minQuantity',
	BELOW_REORDER: 'reorderQuantity',
	BELOW_MAXIMUM: 'maxQuantity',
};

/** Names the enum has, but the report cannot serve. */
const UNSERVED = ['IN_STOCK', 'OUT_OF_STOCK', 'NEVER_IN_STOCK', 'ABOVE_MAXIMUM'];

const HORIZON_DAYS: Record<string, number | null> = {
	DO_NOT_SUBTRACT_EXPIRED_STOCK: null,
	SUBTRACT_EXPIRED_STOCK: 0,
	SUBTRACT_EXPIRING_WITHIN_MONTH: 30,
	SUBTRACT_EXPIRING_WITHIN_QUARTER: 90,
	SUBTRACT_EXPIRING_WITHIN_HALF_YEAR: 180,
	SUBTRACT_EXPIRING_WITHIN_YEAR: 365,
};

const DAY = 86_400_000;

/** The login location is reported, the path id ignored; no paging (warehouse.md#reorder-report). */
function report(call: Call): Reply {
	const filter = readFilter(call);
	const location = call.location('inventory');
	const rules = newestRules(facilityRules(call, location));
	const products = [...stockedProducts(call, [location, ...filter.additional])];
	const rows = products.flatMap((id) => {
		const product = call.world.store.get('product', id);
		const rule = rules.get(id);
		if (!product || product.active === false || isEmptyRule(rule)) return [];
		if (filter.categories.size > 0 && !filter.categories.has(String(product.category))) return [];
		const row = reportRow(call, product, rule, location, filter);
		return isBelow(row.final, rule, filter.threshold) ? [row.json] : [];
	});
	return data(rows);
}

interface Filter {
	threshold: keyof Row | null;
	horizon: number | null;
	additional: Row[];
	categories: Set<string>;
}

function readFilter(call: Call): Filter {
	const { query, world } = call;
	const messages: string[] = [];
	const status = query.get('inventoryLevelStatus') ?? 'ALL_PRODUCTS';
	const expiration = query.get('expiration') ?? 'SUBTRACT_EXPIRED_STOCK';
	if (status !== '' && !(status in THRESHOLDS) && !UNSERVED.includes(status)) {
		messages.push(`No enum constant org.pih.warehouse.inventory.InventoryLevelStatus.${status}`);
	}
	if (!(expiration in HORIZON_DAYS)) {
		messages.push(`No enum constant org.pih.warehouse.inventory.ExpirationFilter.${expiration}`);
	}
	const additional = query.getAll('additionalLocations').flatMap((id) => {
		const row = world.store.get('location', id);
		if (!row)
			messages.push(
				'Could not find matching constructor for: org.pih.warehouse.core.Location(java.lang.String)',
			);
		return row ? [row] : [];
	});
	if (additional.some((row) => !world.json.activitiesOf(row).includes('MANAGE_INVENTORY'))) {
		messages.push('Every additional location has to support Manage Inventory activity');
	}
	const categories = query.getAll('categories');
	if (categories.some((id) => !world.store.get('category', id))) {
		messages.push(
			'Could not find matching constructor for: org.pih.warehouse.product.Category(java.lang.String)',
		);
	}
	if (messages.length > 0) throw invalid(messages, 'Invalid filters');
	if (!(status in THRESHOLDS)) throw nullPointer('Cannot invoke method call() on null object');
	return {
		threshold: THRESHOLDS[status],
		horizon: HORIZON_DAYS[expiration],
		additional,
		categories: new Set(categories),
	};
}

/** Of two rules for one product the newer one counts (warehouse.md#inventory-levels). */
function newestRules(rules: Row[]): Map<string, Row> {
	const oldestFirst = [...rules].sort((a, b) => Number(a.dateCreated) - Number(b.dateCreated));
	return new Map(oldestFirst.map((rule) => [String(rule.product), rule]));
}

const isEmptyRule = (rule: Row | undefined): boolean =>
	rule !== undefined && !rule.minQuantity && !rule.reorderQuantity;

/**
 * Products that never had an availability row are missing, even with a rule (warehouse.md#reorder-report).
 */
const stockedProducts = (call: Call, locations: Row[]): Set<string> =>
	new Set(
		locations.flatMap((location) =>
			call.world.store
				.table('productAvailability')
				.by('location', location.id)
				.map((row) => String(row.product)),
		),
	);

/** The threshold is inclusive; 0 or none never matches. */
function isBelow(final: number, rule: Row | undefined, threshold: keyof Row | null): boolean {
	if (threshold === null) return true;
	const limit = Number(rule?.[threshold] ?? 0);
	return limit > 0 && final <= limit;
}

function reportRow(
	call: Call,
	product: Row,
	rule: Row | undefined,
	location: Row,
	filter: Filter,
): { final: number; json: JsonObject } {
	const { store, json } = call.world;
	const places = new Set([location.id, ...filter.additional.map((one) => one.id)]);
	const rows = store
		.table('productAvailability')
		.by('product', product.id)
		.filter((row) => places.has(String(row.location)));
	const promise = (some: Row[]) =>
		some.reduce((sum, row) => sum + Number(row.quantityAvailableToPromise), 0);
	const expired = promise(rows.filter((row) => expiresWithin(call, row, filter.horizon)));
	const final = promise(rows) - expired;
	const onHand = rows
		.filter((row) => row.location === location.id)
		.reduce((sum, row) => sum + Number(row.quantityOnHand), 0);
	const maximum = rule?.maxQuantity;
	const quantityToOrder = typeof maximum === 'number' ? Math.max(maximum - final, 0) : null;
	const seesCosts = globalRoles(call.world, call.user).includes('ROLE_FINANCE');
	const unitCost =
		seesCosts && typeof product.pricePerUnit === 'number' ? product.pricePerUnit : null;
	return {
		final,
		json: {
			inventoryStatus: statusOf(onHand, rule),
			product: json.of('product', product),
			tags: (Array.isArray(product.tags) ? product.tags : []).map((tag) => json.nested('tag', tag)),
			inventoryLevel: rule ? json.of('inventoryLevel', rule) : null,
			monthlyDemand: 0,
			finalQuantityAvailableToPromise: final,
			expiredQuantityAvailableToPromise: expired,
			quantityToOrder,
			unitCost,
			expectedReorderCost:
				unitCost === null || quantityToOrder === null ? null : unitCost * quantityToOrder,
		},
	};
}

function expiresWithin(call: Call, row: Row, horizon: number | null): boolean {
	const expiry = call.world.store.get('inventoryItem', row.inventoryItem)?.expirationDate;
	return (
		horizon !== null &&
		typeof expiry === 'number' &&
		expiry < call.world.clock.now() + horizon * DAY
	);
}

/**
 * From on hand, expired stock included; the status of the rule decides first (warehouse.md#below-reorder).
 */
function statusOf(onHand: number, rule: Row | undefined): string {
	if (rule?.status === 'NOT_SUPPORTED' || rule?.status === 'SUPPORTED_NON_INVENTORY')
		return rule.status;
	if (onHand <= 0) return 'STOCK_OUT';
	if (rule?.minQuantity && onHand <= Number(rule.minQuantity)) return 'LOW_STOCK';
	if (rule?.reorderQuantity && onHand <= Number(rule.reorderQuantity)) return 'REORDER';
	if (rule?.maxQuantity && onHand > Number(rule.maxQuantity)) return 'OVERSTOCK';
	return 'IN_STOCK';
}
