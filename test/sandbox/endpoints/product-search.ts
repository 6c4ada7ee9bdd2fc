import { collated, likePattern, sameText } from '../collation';
import { nullPointer } from '../errors';
import { monthDayYear } from '../json/dates';
import { data, groovyEmptyList, type Reply } from '../reply';
import type { Call, Route } from '../router';
import type { Row, Value } from '../store/table';
import type { World } from '../world';

export const productSearchRoutes: Route[] = [
	{ method: 'GET', pattern: '/api/products/search', access: 'read', handler: search },
];

const CONTAINS = ['name', 'description'];
const BEGINS = [
	...['productCode', 'brandName', 'manufacturerCode', 'vendorCode', 'upc', 'ndc'],
	'unitOfMeasure',
];
const EXACT = ['productCode', 'upc', 'ndc'];
const SOURCE_BEGINS = [
	...['code', 'productCode', 'brandName', 'manufacturerCode', 'manufacturerName'],
	...['supplierCode', 'supplierName'],
];
const SOURCE_EXACT = ['supplierCode', 'manufacturerCode'];

/** One row of the search: a product with one of its sources and one of its lots. */
interface Joined {
	product: Row;
	source: Row | undefined;
	lot: Row | undefined;
}

/**
 * Names by content, codes and lots by their beginning. One word of several is enough, but with
 * `availableItems`, whatever its value, every word must be met (stock-and-transactions.md#product-search).
 */
function search(call: Call): Reply {
	const { query, world } = call;
	const name = query.get('name');
	// Too short: a Groovy text instead of JSON; without a name a 500 before 0.9.1 (versions.md#smaller).
	if (name === null && world.version.before('0.9.1')) {
		throw nullPointer('Cannot invoke method split() on null object');
	}
	if (name === null || name.length < 3) return groovyEmptyList();
	const words = name.split(/[ ,]/).filter((word) => word !== '');
	const tests = words.map((word) => wordTest(world, word));
	if (query.get('availableItems')) {
		const every = joined(world).filter((row) => tests.every((test) => test(row)));
		return data(withStock(call, [...new Set(every.map(({ product }) => product))]));
	}
	if (words.length === 0) throw nullPointer('');
	const some = joined(world).filter((row) => tests.some((test) => test(row)));
	return data(hits(some, words.join(' '), world));
}

function joined({ store }: World): Joined[] {
	const all = (domain: string, product: Row): Array<Row | undefined> => {
		const rows = store.table(domain).by('product', product.id);
		return rows.length > 0 ? rows : [undefined];
	};
	return store
		.table('product')
		.all()
		.filter((product) => product.active !== false)
		.flatMap((product) =>
			all('productSupplier', product).flatMap((source) =>
				all('inventoryItem', product).map((lot) => ({ product, source, lot })),
			),
		);
}

function wordTest({ store }: World, word: string): (row: Joined) => boolean {
	const contains = likePattern(`%${word}%`);
	const begins = likePattern(`${word}%`);
	const test = (matches: (text: string) => boolean, value: Value) =>
		typeof value === 'string' && matches(value);
	const partners = new Map<Value, boolean>();
	const isPartner = (id: Value) => {
		const known = partners.get(id);
		if (known !== undefined) return known;
		const found = test(begins, store.get('organization', id)?.name);
		partners.set(id, found);
		return found;
	};
	return ({ product, source, lot }) =>
		CONTAINS.some((column) => test(contains, product[column])) ||
		BEGINS.some((column) => test(begins, product[column])) ||
		test(begins, lot?.lotNumber) ||
		(source !== undefined &&
			(test(contains, source.name) ||
				SOURCE_BEGINS.some((column) => test(begins, source[column])) ||
				isPartner(source.supplier) ||
				isPartner(source.manufacturer)));
}

/** By code; a product that one of its sources meets exactly and another not is listed twice. */
function hits(rows: Joined[], term: string, world: World): object[] {
	const isTerm = (value: Value) => typeof value === 'string' && sameText(value, term);
	const found = new Map<string, { product: Row; isExact: boolean }>();
	for (const { product, source } of rows) {
		const isExact =
			EXACT.some((column) => isTerm(product[column])) ||
			SOURCE_EXACT.some((column) => isTerm(source?.[column]));
		found.set(`${product.id} ${String(isExact)}`, { product, isExact });
	}
	const code = (row: Row) => collated(String(row.productCode ?? ''));
	return [...found.values()]
		.sort((a, b) => (code(a.product) < code(b.product) ? -1 : 1))
		.map(({ product, isExact }) => hit(product, isExact, world));
}

const hit = (row: Row, exactMatch: boolean, { version }: World) => ({
	id: row.id,
	productCode: row.productCode ?? null,
	active: row.active ?? null,
	name: row.name,
	displayName: null,
	color: null,
	handlingIcons: [],
	lotAndExpiryControl: row.lotAndExpiryControl ?? null,
	exactMatch,
	...(version.since('0.9.3') ? { unitOfMeasure: row.unitOfMeasure ?? null } : {}),
});

/**
 * Only products with positive stock at the login location; expired lots count
 * (stock-and-transactions.md#product-search).
 */
function withStock(call: Call, found: Row[]): object[] {
	const location = call.location();
	const { store, json } = call.world;
	return found.flatMap((row) => {
		const stock = store
			.table('productAvailability')
			.by('product', row.id)
			.filter((one) => one.location === location.id && Number(one.quantityOnHand) > 0);
		const quantityAvailable = stock.reduce(
			(sum, one) => sum + Number(one.quantityAvailableToPromise),
			0,
		);
		if (stock.length === 0) return [];
		const expiry = stock
			.map((one) => store.get('inventoryItem', one.inventoryItem)?.expirationDate)
			.filter((date) => typeof date === 'number');
		return [
			{
				productCode: row.productCode ?? null,
				name: row.name,
				id: row.id,
				product: json.of('product', row),
				quantityAvailable,
				minExpirationDate:
					expiry.length > 0 ? monthDayYear(Math.min(...(expiry as number[]))) : null,
				color: null,
				active: row.active ?? null,
			},
		];
	});
}
