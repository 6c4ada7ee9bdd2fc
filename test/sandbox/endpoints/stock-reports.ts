import { parseBinderDate } from '../binding/dates';
import { collated } from '../collation';
import { failure, invalid } from '../errors';
import { isoSeconds } from '../json/dates';
import type { JsonObject } from '../json/json';
import { facilityInShort } from '../json/places';
import { json, type Reply } from '../reply';
import type { Call, Route } from '../router';
import type { Row } from '../store/table';

/** Reports over transactions (warehouse.md#reports). */
export const stockReportRoutes: Route[] = [
	{
		method: 'ANY',
		pattern: '/api/inventories/expirationHistoryReport',
		access: 'read',
		handler: expirationHistory,
		since: '0.9.6',
	},
	{
		method: 'ANY',
		pattern: '/api/reports/inventory-transactions-summary',
		access: 'read',
		handler: transactionsSummary,
		since: '0.9.5',
	},
	{
		method: 'ANY',
		pattern: '/api/reports/inventory-audit-details',
		access: 'read',
		handler: auditDetails,
		since: '0.9.5',
	},
];

/** Missing = null, unreadable = a message; both dates are binder dates. */
export function dateParameter(call: Call, name: string, messages: string[]): number | null {
	const text = call.query.get(name);
	if (text === null || text === '') return null;
	const moment = parseBinderDate(text, call.world.version);
	if (moment === undefined) messages.push(`Property ${name} must be a valid Date`);
	return moment ?? null;
}

export interface Movement {
	entry: Row;
	transaction: Row;
	lot: Row;
	product: Row;
}

export function movements(call: Call, inventory: unknown, type: string): Movement[] {
	const { store } = call.world;
	return store
		.table('transaction')
		.by('transactionType', type)
		.filter((transaction) => transaction.inventory === inventory)
		.flatMap((transaction) =>
			store
				.table('transactionEntry')
				.by('transaction', transaction.id)
				.flatMap((entry) => {
					const lot = store.get('inventoryItem', entry.inventoryItem);
					const product = store.get('product', lot?.product);
					return lot && product ? [{ entry, transaction, lot, product }] : [];
				}),
		);
}

/**
 * Type 4 at the login location; the end date is its midnight, so that day is not in
 * (stock-and-transactions.md#other-writes).
 */
function expirationHistory(call: Call): Reply {
	const messages: string[] = [];
	const start = dateParameter(call, 'startDate', messages);
	const end = dateParameter(call, 'endDate', messages);
	for (const [name, value] of [
		['startDate', start],
		['endDate', end],
	] as const) {
		if (value === null && !messages.some((text) => text.includes(name))) {
			messages.push(
				`Property [${name}] of class [class org.pih.warehouse.inventory.ExpirationHistoryReportFilterCommand] cannot be null`,
			);
		}
	}
	if (messages.length > 0) throw invalid(messages, 'Invalid filters');
	const term = collated(call.query.get('searchTerm') ?? '');
	const found = movements(call, call.location('inventory').inventory, '4')
		.filter(({ transaction }) => between(transaction.transactionDate, Number(start), Number(end)))
		.filter(({ transaction, product }) =>
			[product.productCode, transaction.transactionNumber, transaction.id].some((text) =>
				collated(String(text ?? '')).includes(term),
			),
		);
	const offset = Number(call.query.get('paginationParams.offset') ?? 0);
	const max = Number(call.query.get('paginationParams.max') ?? Infinity);
	const rows = found.slice(offset, offset + max).map((one) => expiredRow(call, one));
	const total = (key: 'quantityLostToExpiry' | 'valueLostToExpiry') =>
		rows.reduce((sum, row) => sum + row[key], 0);
	return json({
		data: rows,
		totalCount: found.length,
		totalQuantityLostToExpiry: total('quantityLostToExpiry'),
		totalValueLostToExpiry: total('valueLostToExpiry'),
	});
}

export const between = (value: unknown, from: number, to: number): boolean =>
	typeof value === 'number' && value >= from && value <= to;

function expiredRow(call: Call, { entry, transaction, lot, product }: Movement) {
	const unitPrice = typeof product.pricePerUnit === 'number' ? product.pricePerUnit : 0;
	return {
		transactionNumber: transaction.transactionNumber ?? null,
		transactionId: transaction.id,
		transactionDate: isoSeconds(transaction.transactionDate),
		productCode: product.productCode ?? null,
		productName: product.name,
		productId: product.id,
		category: call.world.json.nested('category', product.category),
		lotNumber: lot.lotNumber ?? null,
		expirationDate: isoSeconds(lot.expirationDate),
		quantityLostToExpiry: Number(entry.quantity),
		unitPrice,
		valueLostToExpiry: Number((unitPrice * Number(entry.quantity)).toFixed(4)),
	};
}

/** The parameter decides, not the login location (stock-and-transactions.md#other-writes). */
export function facilityOf(call: Call, messages: string[]): Row | undefined {
	const id = call.query.get('facility') ?? call.query.get('facility.id');
	const facility = call.world.store.get('location', id);
	if (id === null) {
		messages.push(
			'Property [facility] of class [class org.pih.warehouse.report.CycleCountReportCommand] cannot be null',
		);
	} else if (!facility) {
		messages.push(
			'Could not find matching constructor for: org.pih.warehouse.core.Location(java.lang.String)',
		);
	}
	return facility;
}

/** Type 3 only, one row per transaction and product, newest first, 10 by default, at most 100. */
function transactionsSummary(call: Call): Reply {
	const { query } = call;
	const messages: string[] = [];
	const facility = facilityOf(call, messages);
	const start = dateParameter(call, 'startDate', messages);
	const end = dateParameter(call, 'endDate', messages);
	if (messages.length > 0 || !facility) throw invalid(messages, 'Invalid params');
	// Without dates the list is empty and there is no error (stock-and-transactions.md#other-writes).
	if (start === null || end === null) return json({ data: [], totalCount: 0 });
	const products = query.getAll('products');
	const groups = new Map<string, Movement[]>();
	for (const one of movements(call, facility.inventory, '3')) {
		if (!between(one.transaction.transactionDate, start, end)) continue;
		if (products.length > 0 && !products.includes(one.product.id)) continue;
		const key = `${one.transaction.id} ${one.product.id}`;
		groups.set(key, [...(groups.get(key) ?? []), one]);
	}
	const rows = [...groups.values()].sort(
		(a, b) => Number(b[0].transaction.transactionDate) - Number(a[0].transaction.transactionDate),
	);
	const max = Math.min(100, Number(query.get('max') ?? 10));
	const offset = Number(query.get('offset') ?? 0);
	return json({
		data: rows.slice(offset, offset + max).map((group) => summaryRow(call, facility, group)),
		totalCount: rows.length,
	});
}

function summaryRow(call: Call, facility: Row, group: Movement[]): JsonObject {
	const { store, json: forms } = call.world;
	const [{ transaction, product }] = group;
	const difference = group.reduce((sum, one) => sum + Number(one.entry.quantity), 0);
	const before = stockBefore(
		call,
		String(facility.inventory),
		product,
		Number(transaction.transactionDate),
	);
	const user = store.get('user', transaction.createdBy);
	const comments = group.map((one) => one.entry.comments).filter((text) => text);
	return {
		transaction: { transactionNumber: transaction.transactionNumber ?? null },
		product: {
			id: product.id,
			name: product.name,
			productCode: product.productCode ?? null,
			displayName: product.name,
		},
		facility: facilityInShort(facility, forms),
		quantityBefore: before,
		quantityAfter: before + difference,
		quantityDifference: difference,
		dateRecorded: isoSeconds(transaction.transactionDate),
		recordedBy: user ? { name: `${String(user.firstName)} ${String(user.lastName)}` } : null,
		rootCauses: null,
		comments: comments.length > 0 ? comments : transaction.comment ? [transaction.comment] : [],
		varianceTypeCode: difference > 0 ? 'MORE' : difference < 0 ? 'LESS' : 'EQUAL',
		transactionAction:
			store.get('transactionSource', transaction.transactionSource)?.transactionAction ??
			'INVENTORY_ADJUSTMENT',
	};
}

/**
 * Sum of what moved earlier; adjustments of one second both count from the same figure
 * (warehouse.md#reports).
 */
function stockBefore(call: Call, inventory: string, product: Row, moment: number): number {
	const { store } = call.world;
	let sum = 0;
	for (const lot of store.table('inventoryItem').by('product', product.id)) {
		for (const entry of store.table('transactionEntry').by('inventoryItem', lot.id)) {
			const transaction = store.get('transaction', entry.transaction);
			if (transaction?.inventory !== inventory || Number(transaction.transactionDate) >= moment)
				continue;
			const code = store.get('transactionType', transaction.transactionType)?.transactionCode;
			if (code === 'DEBIT') sum -= Number(entry.quantity);
			else if (code === 'CREDIT') sum += Number(entry.quantity);
		}
	}
	return sum;
}

/** Broken on every server that has it (stock-and-transactions.md#other-writes). */
function auditDetails(): Reply {
	throw failure(
		'groovy.lang.MissingPropertyException',
		'No such property: product for class: org.pih.warehouse.inventory.InventoryAuditDetails',
	);
}
