import { collated, likePattern } from '../collation';
import { parseBinderDate } from '../binding/dates';
import { csvCell } from '../csv';
import { page } from '../cycle-counts/filters';
import { invalid, missingRow } from '../errors';
import { monthDayYear } from '../json/dates';
import { defaultPackage } from '../product-suppliers/forms';
import { createSource, deleteSource, savePackage, updateSource } from '../product-suppliers/save';
import { data, empty, json, type Reply } from '../reply';
import type { Call, Handler, Route } from '../router';
import type { Row, Value } from '../store/table';

const PATH = '/api/productSuppliers';

/** Product sources and their packages (docs/openboxes/warehouse.md). */
export const productSupplierRoutes: Route[] = [
	of('GET', PATH, 'read', list),
	of('POST', PATH, 'write', (call) => data(form(call, createSource(call)), 201)),
	{ ...of('GET', `${PATH}/export`, 'read', exported), since: '0.9.5' },
	of('GET', `${PATH}/:id`, 'read', read),
	of('PUT', `${PATH}/:id`, 'write', (call) => data(form(call, updateSource(call)))),
	of('POST', `${PATH}/:id`, 'write', (call) => data(form(call, updateSource(call)))),
	of('DELETE', `${PATH}/:id`, 'write', remove),
	of('POST', '/api/productPackages', 'write', (call) => data(form(call, savePackage(call)))),
];

function of(method: string, pattern: string, access: Route['access'], handler: Handler): Route {
	return { method, pattern, access, handler, since: '0.9.1', wildcard: true };
}

const form = (call: Call, row: Row) => call.world.json.of('productSupplier', row);

function list(call: Call): Reply {
	const rows = filtered(call);
	const shown = call.query.get('disableMaxLimit') === 'true' ? rows : page(call, rows);
	return json({ data: shown.map((row) => form(call, row)), totalCount: rows.length });
}

function read(call: Call): Reply {
	const row = call.world.store.get('productSupplier', call.params.id);
	if (!row) throw missingRow('class org.pih.warehouse.product.ProductSupplier', call.params.id);
	return data(form(call, row));
}

function remove(call: Call): Reply {
	deleteSource(call);
	return empty(204);
}

/** Inactive ones only when asked for. */
function filtered(call: Call): Row[] {
	const { query, world } = call;
	const term = query.get('searchTerm') ?? '';
	const matches = likePattern(`%${term}%`);
	const messages: string[] = [];
	const day = (name: string): number | null => {
		const text = query.get(name);
		if (!text) return null;
		const moment = parseBinderDate(text, world.version);
		if (moment === undefined) messages.push(`Property ${name} must be a valid Date`);
		return moment ?? null;
	};
	const from = day('createdFrom');
	const to = day('createdTo');
	if (messages.length > 0) throw invalid(messages, 'Invalid params');
	const is = (name: string, value: Value) => !query.get(name) || query.get(name) === value;
	const rows = world.store
		.table('productSupplier')
		.all()
		.filter((row) => query.get('includeInactive') === 'true' || row.active === true)
		.filter((row) => is('product', row.product) && is('supplier', row.supplier))
		.filter((row) => from === null || Number(row.dateCreated) >= from)
		.filter((row) => to === null || Number(row.dateCreated) <= to)
		.filter(
			(row) =>
				term === '' ||
				searched(call, row).some((text) => typeof text === 'string' && matches(text)),
		);
	return sorted(call, rows);
}

const PLAIN = ['code', 'name', 'supplierCode', 'supplierName', 'manufacturerCode', 'productCode'];

/** The supplier is found by its code, not by its name. */
function searched({ world: { store } }: Call, row: Row): Value[] {
	return [
		...PLAIN.map((name) => row[name]),
		row.manufacturerName,
		store.get('product', row.product)?.productCode,
		store.get('organization', row.supplier)?.code,
		store.get('organization', row.manufacturer)?.name,
	];
}

function sorted(call: Call, rows: Row[]): Row[] {
	const { query, world } = call;
	const keys: Record<string, (row: Row) => Value> = {
		'product.productCode': (row) => world.store.get('product', row.product)?.productCode,
		'product.name': (row) => world.store.get('product', row.product)?.name,
		'supplier.displayName': (row) => world.store.get('organization', row.supplier)?.name,
		code: (row) => row.code,
		name: (row) => row.name,
		active: (row) => Number(row.active ?? false),
		dateCreated: (row) => row.dateCreated,
	};
	const read = keys[query.get('sort') ?? ''] as ((row: Row) => Value) | undefined;
	if (!read) return rows;
	const key = (row: Row) => {
		const value = read(row);
		return typeof value === 'number' ? value : collated(String(value ?? ''));
	};
	const sign = query.get('order') === 'desc' ? -1 : 1;
	return rows.sort((a, b) => {
		const [left, right] = [key(a), key(b)];
		return left === right ? 0 : left < right ? -sign : sign;
	});
}

/** Titles are keys, as JSON and as CSV; an export without rows is a byte order mark. */
function exportRow({ world: { store } }: Call, row: Row): Record<string, unknown> {
	const product = store.get('product', row.product);
	const pack = defaultPackage(store, row);
	const contract = store.get('productPrice', row.contractPrice);
	return {
		active: row.active,
		ID: row.id,
		'Product Source Code': row.code,
		'Product Source Name': row.name,
		'Product Code': product?.productCode,
		'Product Name': product?.name,
		'Legacy Product Code': row.productCode,
		'Supplier Name': store.get('organization', row.supplier)?.name,
		'Supplier Item No': row.supplierCode,
		'Manufacturer Name': store.get('organization', row.manufacturer)?.name,
		'Manufacturer Item No': row.manufacturerCode,
		'Minimum Order Quantity': row.minOrderQuantity,
		'Contract Price (Each)': contract?.price,
		'Contract Price Valid Until': monthDayYear(contract?.toDate),
		'Rating Type': row.ratingTypeCode,
		'Default Global Preference Type': null,
		'Preference Type Validity Start Date': null,
		'Preference Type Validity End Date': null,
		'Preference Type Comment': null,
		'Default Package Type': store.get('unitOfMeasure', pack?.uom)?.code,
		'Quantity per package': pack?.quantity,
		'Package price': store.get('productPrice', pack?.productPrice)?.price,
		'Date created': monthDayYear(row.dateCreated),
		'Last updated': monthDayYear(row.lastUpdated),
	};
}

function exported(call: Call): Reply {
	const rows = filtered(call).map((row) =>
		Object.fromEntries(
			Object.entries(exportRow(call, row)).map(([title, value]) => [title, value ?? '']),
		),
	);
	if (call.query.get('format') !== 'csv') {
		return json({ data: rows.length > 0 ? rows : [{}], totalCount: Math.max(rows.length, 1) });
	}
	const lines = rows.map((row) => Object.values(row).map(csvCell).join(','));
	const titles = rows.length > 0 ? [Object.keys(rows[0]).map(csvCell).join(',')] : [];
	return {
		status: 200,
		body: `\ufeff${[...titles, ...lines].map((line) => `${line}\n`).join('')}`,
		contentType: 'text/csv;charset=utf-8',
		headers: { 'Content-Disposition': 'attachment; filename="ProductSuppliers.csv"' },
	};
}
