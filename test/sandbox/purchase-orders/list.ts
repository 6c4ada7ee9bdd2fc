import { collated, likePattern, sameText } from '../collation';
import { failure, unresolvedProperty } from '../errors';
import { json, type Reply } from '../reply';
import type { Call } from '../router';
import { refuseNestedKeys } from '../stock-movements/list-query';
import { domainNamed } from '../schema';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { linesCsv, ordersCsv } from './csv';
import { personName } from './names';
import { normalizedTotal } from './money';

interface Listed {
	summary: Row;
	order: Row;
}

/** `GET /api/purchaseOrders`: every order of the instance unless filtered (orders-and-receiving.md#list). */
export function listOrders(call: Call): Reply {
	const { world, query } = call;
	refuseNestedKeys(query, ['destination', 'destinationParty', 'origin', 'orderedBy', 'createdBy']);
	const found = world.store
		.table('orderSummary')
		.all()
		.flatMap((summary) => {
			const order = world.store.get('order', summary.order);
			return order ? [{ summary, order }] : [];
		})
		.filter(filterOf(query));
	const sorted = sortOrders(world, found, query);
	const page = pageOf(sorted, query);
	if (query.get('format') === 'csv') {
		const rows =
			query.get('orderItems') === 'true' ? linesCsv(world, page) : ordersCsv(world, page);
		return { status: 200, body: rows, contentType: 'text/csv;charset=utf-8' };
	}
	return json({
		data: page.map(({ summary }) => world.json.of('orderSummary', summary)),
		totalPrice: page.reduce((sum, { order }) => sum + normalizedTotal(world, order), 0),
		totalCount: sorted.length,
	});
}

function filterOf(query: URLSearchParams): (row: Listed) => boolean {
	const term = query.get('searchTerm');
	const matches = term ? likePattern(`%${term}%`) : undefined;
	const from = dayOf(query.get('statusStartDate'));
	const to = dayOf(query.get('statusEndDate'));
	const statuses = query.getAll('status').filter((status) => status !== '');
	const terms = query.getAll('paymentTerm').filter((one) => one !== '');
	const equals = (property: string, parameter = property) => {
		const wanted = query.get(parameter);
		return (order: Row) => !wanted || sameText(String(order[property] ?? ''), wanted);
	};
	const byReference = ['destination', 'destinationParty', 'origin', 'orderedBy', 'createdBy'].map(
		(property) => equals(property),
	);
	return ({ summary, order }) =>
		(statuses.length === 0 ||
			statuses.some((status) => sameText(status, String(summary.derivedStatus ?? '')))) &&
		(!matches ||
			[order.name, order.description, order.orderNumber].some((text) =>
				matches(String(text ?? '')),
			)) &&
		byReference.every((fits) => fits(order)) &&
		(from === undefined || Number(order.dateOrdered ?? NaN) >= from) &&
		(to === undefined || Number(order.dateOrdered ?? NaN) <= to) &&
		(terms.length === 0 ||
			(terms.includes('null') && !order.paymentTerm) ||
			terms.includes(String(order.paymentTerm)));
}

/** Lenient: 13/40/2026 counts on; anything else than `MM/dd/yyyy` is a 500. */
function dayOf(text: string | null): number | undefined {
	if (!text) return undefined;
	const match = /^(\d+)\/(\d+)\/(\d+)/.exec(text);
	if (!match) throw failure('java.text.ParseException', `Unparseable date: "${text}"`);
	const day = new Date(0);
	day.setUTCFullYear(Number(match[3]), Number(match[1]) - 1, Number(match[2]));
	return day.getTime();
}

function sortOrders(world: World, rows: Listed[], query: URLSearchParams): Listed[] {
	const sort = query.get('sort');
	if (!sort) return rows;
	const read = readerOf(world, sort);
	const direction = query.get('order')?.toLowerCase() === 'desc' ? -1 : 1;
	return [...rows].sort((a, b) => direction * compareInDatabase(read(a), read(b)));
}

/** Nothing comes first in ascending order. */
function compareInDatabase(a: Value, b: Value): number {
	const left = typeof a === 'string' ? collated(a) : (a ?? null);
	const right = typeof b === 'string' ? collated(b) : (b ?? null);
	if (left === null || right === null) return Number(left !== null) - Number(right !== null);
	return left < right ? -1 : left > right ? 1 : 0;
}

function readerOf(world: World, sort: string): (row: Listed) => Value {
	const { store, json: forms } = world;
	switch (sort) {
		case 'status':
			return ({ summary }) => summary.derivedStatus;
		case 'origin':
		case 'destination':
			return ({ order }) => store.get('location', order[sort])?.name;
		case 'orderedBy':
			return ({ order }) => String(personName(forms, order.orderedBy));
		case 'paymentTerm':
			return ({ order }) => store.get('paymentTerm', order.paymentTerm)?.name;
		default: {
			const { properties, className } = domainNamed('order');
			const reference = /^(\w+)\.id$/.exec(sort)?.[1] ?? '';
			if (properties[reference]?.kind === 'reference') return ({ order }) => order[reference];
			if (sort !== 'id' && !(sort in properties)) throw unresolvedProperty(sort, className);
			return ({ order }) => order[sort];
		}
	}
}

/**
 * A page only with a whole number; `max=many` means all rows (orders-and-receiving.md#what-does-not-exist).
 */
function pageOf<T>(rows: T[], query: URLSearchParams): T[] {
	const from = wholeNumber(query.get('offset')) ?? 0;
	const max = wholeNumber(query.get('max'));
	const start = Math.max(0, from);
	return max === undefined || max < 0 ? rows.slice(start) : rows.slice(start, start + max);
}

const wholeNumber = (text: string | null): number | undefined =>
	text !== null && /^-?\d+$/.test(text) ? Number(text) : undefined;
