import { rethrow } from '../../platform';
import { newBinding, bindNew, bindExisting, flush } from '../binding/save';
import { isObject } from '../binding/binder';
import { likePattern } from '../collation';
import { failure, invalid, missingRow, nullPointer, Refusal } from '../errors';
import { productListItem, wholeProduct } from '../json/catalog';
import { json, data, type Reply } from '../reply';
import type { Call, Route } from '../router';
import { domainNamed } from '../schema';
import { compareBy } from '../store/query';
import type { Row } from '../store/table';
import { parseBinderDate, parseFlexibleDate } from '../binding/dates';
import { pageOf } from './documented';
import { updateRow } from './generic';
import { productsAsCsv } from './products-csv';

/**
 * Product list, read and write (stock-and-transactions.md#products,
 * stock-and-transactions.md#product-writes).
 */
export const productRoutes: Route[] = [
	{ method: 'GET', pattern: '/api/products', access: 'primary', handler: list },
	{ method: 'POST', pattern: '/api/products', access: 'write', handler: create, since: '0.9.6' },
	{ method: 'GET', pattern: '/api/products/:id', access: 'read', handler: read },
	{ method: 'PUT', pattern: '/api/products/:id', access: 'write', handler: update },
	{ method: 'POST', pattern: '/api/products/:id', access: 'write', handler: update },
];

function read(call: Call): Reply {
	// Before 0.9.7 `availableItems` is read as an id here, and a parameter `id` wins (versions.md#first).
	const parameter = call.params.id === 'availableItems' ? call.query.get('id') : null;
	const id = parameter ?? call.params.id;
	const row = call.world.store.get('product', id);
	if (!row) throw missingRow('Product', id);
	return data(call.world.json.of('product', row));
}

function update(call: Call): Reply {
	return data(updateRow(call, domainNamed('product'), call.params.id));
}

/**
 * 200, not 201, with the whole product; unreadable JSON is an empty body
 * (stock-and-transactions.md#product-writes).
 */
function create(call: Call): Reply {
	const { world } = call;
	const body = readable(call);
	const binding = newBinding(world, call.session.user, call.session.language);
	const domain = domainNamed('product');
	let row: Row;
	try {
		row =
			typeof body.id === 'string' && world.store.get('product', body.id)
				? bindExisting(binding, domain, body.id, body)
				: bindNew(binding, domain, body);
	} catch (error) {
		if (error instanceof Refusal && error.status === 400 && typeof error.body === 'object') {
			throw invalid((error.body as { errorMessages: string[] }).errorMessages, 'Invalid product');
		}
		rethrow(error);
	}
	if (!row.productCode)
		world.store.update('product', row, { productCode: world.ids.productCode() });
	flush(binding);
	return json({ product: wholeProduct(row, world.json) });
}

function readable(call: Call): Record<string, unknown> {
	try {
		const body = call.json();
		return isObject(body) ? body : {};
	} catch {
		return {};
	}
}

/** Default sort by name; without `max` all active products (stock-and-transactions.md#products). */
function list(call: Call): Reply {
	const { query, world } = call;
	const max = count(query.get('max'));
	const offset = count(query.get('offset')) ?? 0;
	const rows = filtered(call);
	const format = query.get('format');
	if (format === 'csv' && !world.version.isDocumented) return productsAsCsv(world, rows);
	const page = max === undefined ? rows.slice(offset) : rows.slice(offset, offset + max);
	const form = (row: Row) =>
		format === 'list' ? productListItem(row, world.json) : world.json.of('product', row);
	if (world.version.isDocumented) {
		const { data: shown, ...rest } = pageOf(call, rows);
		return json({ data: shown.map(form), ...rest });
	}
	return json({ data: page.map(form), totalCount: rows.length });
}

function count(text: string | null): number | undefined {
	if (text === null || text === '') return undefined;
	if (!/^-?\d+$/.test(text)) {
		throw failure(
			'org.codehaus.groovy.runtime.typehandling.GroovyCastException',
			"Cannot cast object 'null' with class 'null' to class 'int'",
		);
	}
	return Number(text);
}

function sorted(call: Call): Row[] {
	const domain = domainNamed('product');
	const sort = call.query.get('sort') || 'name';
	const descending = call.query.get('order')?.toLowerCase() === 'desc';
	const { store } = call.world;
	const property = domain.properties[sort];
	if (!property && sort !== 'id') {
		throw failure(
			'org.hibernate.QueryException',
			`could not resolve property: ${sort} of: ${domain.className}`,
		);
	}
	const read = (row: Row) =>
		sort === 'category' ? store.get('category', row.category)?.name : row[sort];
	const inactiveToo = call.query.get('includeInactive') === 'true';
	return store
		.table('product')
		.inOrder(
			`list ${sort} ${String(descending)} ${String(inactiveToo)}`,
			compareBy(read, descending),
			(row) => inactiveToo || row.active !== false,
		);
}

function filtered(call: Call): Row[] {
	const { query, world } = call;
	const categories = knownCategories(call);
	const tags = query.getAll('tagId');
	if (tags.some((tag) => !world.store.get('tag', tag)))
		throw nullPointer("Cannot get property 'id' on null object");
	const catalogs = query.getAll('catalogId');
	const inCatalog = new Set(
		catalogs.flatMap((id) =>
			world.store
				.table('productCatalogItem')
				.by('productCatalog', id)
				.map((item) => item.product),
		),
	);
	const alternatives = anyOf(call);
	const all = sorted(call);
	if (!categories && tags.length + catalogs.length + alternatives.length === 0) return all;
	return all.filter(
		(row) =>
			(categories === undefined || categories.has(String(row.category))) &&
			(tags.length === 0 ||
				tags.some((tag) => Array.isArray(row.tags) && row.tags.includes(tag))) &&
			(catalogs.length === 0 || inCatalog.has(row.id)) &&
			(alternatives.length === 0 || alternatives.some((one) => one(row))),
	);
}

/** An unknown category filters nothing (stock-and-transactions.md#products). */
function knownCategories(call: Call): Set<string> | undefined {
	const { store } = call.world;
	const known = call.query.getAll('categoryId').filter((id) => store.get('category', id));
	if (known.length === 0) return undefined;
	const all = new Set(known);
	if (call.query.get('includeCategoryChildren') === 'true') {
		for (const id of all)
			for (const child of store.table('category').by('parentCategory', id)) all.add(child.id);
	}
	return all;
}

const CONTAINED = [
	'name',
	'productCode',
	'brandName',
	'manufacturer',
	'manufacturerCode',
	'vendor',
	'vendorCode',
	'unitOfMeasure',
];

/**
 * `q` and the date filters are alternatives of one group: together they widen
 * (stock-and-transactions.md#products).
 */
function anyOf(call: Call): Array<(row: Row) => boolean> {
	const { query } = call;
	const tests: Array<(row: Row) => boolean> = [];
	const q = query.get('q');
	if (q) {
		const contains = likePattern(`%${q.trim().replace(/\s+/g, '%')}%`);
		const begins = likePattern(`${q}%`);
		tests.push(
			(row) =>
				CONTAINED.some((name) => typeof row[name] === 'string' && contains(row[name])) ||
				(typeof row.description === 'string' && begins(row.description)),
		);
	}
	const after = query.get('createdAfter');
	if (after) {
		const moment = dateFilter(call, after);
		tests.push((row) => Number(row.dateCreated) >= moment);
	}
	const before = query.get('createdBefore');
	if (before) {
		const moment = dateFilter(call, before);
		tests.push((row) => Number(row.dateCreated) <= moment);
	}
	for (const name of ['createdBy', 'updatedBy']) {
		const ids = query.getAll(`${name}Id`);
		if (ids.length > 0) tests.push((row) => ids.includes(String(row[name])));
	}
	return tests;
}

function dateFilter(call: Call, text: string): number {
	const { version } = call.world;
	const moment = version.before('0.9.6')
		? /^\d\d\/\d\d\/\d{4}/.test(text)
			? parseBinderDate(text, version)
			: undefined
		: parseFlexibleDate(text);
	if (moment !== undefined) return moment;
	if (version.before('0.9.6'))
		throw failure('java.text.ParseException', `Unparseable date: "${text}"`);
	throw failure(
		'java.time.format.DateTimeParseException',
		`Text '${text}' could not be parsed, unparsed text found at index 0`,
	);
}
