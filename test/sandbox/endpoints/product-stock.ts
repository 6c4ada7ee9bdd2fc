import { failure, nullPointer } from '../errors';
import { isoSeconds } from '../json/dates';
import { data, json, type Reply } from '../reply';
import type { Call, Route } from '../router';
import type { Row } from '../store/table';
import { sameText } from '../collation';

/**
 * Stock figures of one product (stock-and-transactions.md#stock-reads,
 * stock-and-transactions.md#product-writes).
 */
export const productStockRoutes: Route[] = [
	{
		method: 'GET',
		pattern: '/api/products/:id/productAvailability',
		access: 'read',
		handler: productAvailability,
	},
	{
		method: 'GET',
		pattern: '/api/products/:id/productSummary',
		access: 'read',
		handler: productSummary,
	},
	{
		method: 'GET',
		pattern: '/api/products/:id/productAvailabilityAndDemand',
		access: 'primary',
		handler: availabilityAndDemand,
	},
	{
		method: 'GET',
		pattern: '/api/products/:id/inventoryItems/:lot',
		access: 'read',
		handler: lotOfProduct,
	},
	{ method: 'GET', pattern: '/api/products/:id/demand', access: 'read', handler: demand },
	{
		method: 'GET',
		pattern: '/api/products/:id/demandSummary',
		access: 'read',
		handler: demandSummary,
	},
	{
		method: 'GET',
		pattern: '/api/products/:id/productDemand',
		access: 'primary',
		handler: () => json({ monthlyDemand: 0 }),
	},
	{
		method: 'GET',
		pattern: '/api/products/:id/withCatalogs',
		access: 'read',
		handler: withCatalogs,
	},
	{
		method: 'GET',
		pattern: '/api/products/:id/substitutions',
		access: 'read',
		handler: noAssociations,
	},
	{
		method: 'GET',
		pattern: '/api/products/:id/associatedProducts',
		access: 'read',
		handler: noAssociations,
	},
	{
		method: 'GET',
		pattern: '/api/products/getLatestInventoryCountDate',
		access: 'read',
		since: '0.9.5',
		handler: latestCountDate,
	},
	{
		method: 'GET',
		pattern: '/api/products/inventoryItems/lotNumbersWithExpirationDate',
		access: 'read',
		since: '0.9.6',
		handler: lotNumbers,
	},
];

const availabilityAt = (call: Call, product: string, location: string): Row[] =>
	call.world.store
		.table('productAvailability')
		.by('product', product)
		.filter((row) => row.location === location);

const onHand = (rows: Row[]): number =>
	rows.reduce((sum, row) => sum + Number(row.quantityOnHand), 0);

/** The login location decides, whatever the query says (stock-and-transactions.md#stock-reads). */
function productAvailability(call: Call): Reply {
	const rows = availabilityAt(call, call.params.id, call.location().id);
	return data(rows.map((row) => call.world.json.of('productAvailability', row)));
}

function productSummary(call: Call): Reply {
	const location = call.location();
	const rows = availabilityAt(call, call.params.id, location.id);
	return data({
		product: { id: call.params.id },
		location: { id: location.id },
		quantityOnHand: rows.length > 0 ? onHand(rows) : null,
	});
}

function availabilityAndDemand(call: Call): Reply {
	const location = call.query.get('locationId');
	if (!call.world.store.get('product', call.params.id)) {
		throw failure(
			'groovy.lang.GroovyRuntimeException',
			'Ambiguous method overloading for method grails.orm.HibernateCriteriaBuilder#in.',
		);
	}
	const rows = location ? availabilityAt(call, call.params.id, location) : [];
	const available = rows.reduce((sum, row) => sum + Number(row.quantityAvailableToPromise), 0);
	return json({ monthlyDemand: 0, quantityOnHand: onHand(rows), quantityAvailable: available });
}

/**
 * Quantity over all locations; an unknown lot or product is no error (stock-and-transactions.md#stock-reads).
 */
function lotOfProduct(call: Call): Reply {
	const { store, json: forms } = call.world;
	const lot = store
		.table('inventoryItem')
		.by('product', call.params.id)
		.find((row) => sameText(String(row.lotNumber ?? ''), call.params.lot));
	if (!lot) return json({ inventoryItem: null, quantityOnHand: 0 });
	const rows = store.table('productAvailability').by('inventoryItem', lot.id);
	return json({
		inventoryItem: forms.of('inventoryItem', lot),
		quantityOnHand: rows.length > 0 ? onHand(rows) : null,
	});
}

/** Demand comes from requisitions, so no debit through the API feeds it (stock-and-transactions.md#types). */
function demand(call: Call): Reply {
	const location = call.location();
	const { json: forms, store } = call.world;
	// An unknown product is not looked at before its demand is asked for.
	if (!store.get('product', call.params.id)) {
		throw failure(
			'groovy.lang.GroovyRuntimeException',
			'Ambiguous method overloading for method grails.orm.HibernateCriteriaBuilder#in.',
		);
	}
	const rows = availabilityAt(call, call.params.id, location.id);
	return data({
		location: forms.of('location', location),
		product: forms.nested('product', call.params.id),
		demand: {
			totalDemand: 0,
			totalDays: 365,
			dailyDemand: 0,
			monthlyDemand: 0,
			onHandMonths: 0,
			quantityOnHand: onHand(rows),
		},
	});
}

function demandSummary(call: Call): Reply {
	call.location();
	return data([]);
}

function withCatalogs(call: Call): Reply {
	const product = call.world.store.get('product', call.params.id);
	if (!product) throw nullPointer("Cannot get property 'id' on null object");
	const catalogs = call.world.store
		.table('productCatalogItem')
		.by('product', product.id)
		.map((item) => call.world.json.nested('productCatalog', item.productCatalog));
	return data({ id: product.id, name: product.name, productCode: product.productCode, catalogs });
}

/**
 * Fails for a product without associations, which are not simulated
 * (stock-and-transactions.md#product-writes).
 */
function noAssociations(call: Call): Reply {
	if (call.path.endsWith('associatedProducts') && !call.query.has('type')) {
		throw failure('java.sql.SQLSyntaxErrorException', 'You have an error in your SQL syntax');
	}
	throw nullPointer('');
}

/**
 * Newest transaction of types 3, 11, 12 at the login location: an upper bound
 * (stock-and-transactions.md#signs).
 */
function latestCountDate(call: Call): Reply {
	const products = call.query.getAll('productIds');
	if (products.length === 0)
		throw failure('java.sql.SQLSyntaxErrorException', 'You have an error in your SQL syntax');
	const { store } = call.world;
	const inventory = call.location('inventory').inventory;
	const latest: Record<string, string | null> = {};
	for (const product of products) {
		let newest = -Infinity;
		for (const lot of store.table('inventoryItem').by('product', product)) {
			for (const entry of store.table('transactionEntry').by('inventoryItem', lot.id)) {
				const transaction = store.get('transaction', entry.transaction);
				if (!transaction || transaction.inventory !== inventory) continue;
				if (!['3', '11', '12'].includes(String(transaction.transactionType))) continue;
				newest = Math.max(newest, Number(transaction.transactionDate));
			}
		}
		if (newest > -Infinity) latest[product] = isoSeconds(newest);
	}
	return data(latest);
}

/** Lots with a number only (stock-and-transactions.md#stock-reads). */
function lotNumbers(call: Call): Reply {
	const found: Record<string, unknown[]> = {};
	for (const product of call.query.getAll('productIds')) {
		const lots = call.world.store
			.table('inventoryItem')
			.by('product', product)
			.filter((lot) => lot.lotNumber)
			.map((lot) => ({ lotNumber: lot.lotNumber, expirationDate: isoSeconds(lot.expirationDate) }));
		if (lots.length > 0) found[product] = lots;
	}
	return data(found);
}
