import { parseBinderDate } from '../binding/dates';
import { collated } from '../collation';
import { invalid } from '../errors';
import type { Call } from '../router';
import type { Row, Value } from '../store/table';

const STATUSES = [
	...['CREATED', 'REQUESTED', 'COUNTING', 'COUNTED', 'INVESTIGATING', 'READY_TO_REVIEW'],
	...['REVIEWED', 'COMPLETED', 'CANCELED'],
];

/** What both lists are filtered by. */
export interface Listed {
	product: Row;
	request: Row | undefined;
	status: string | null;
	abcClass: string | null;
	internalLocations: string | null;
	negativeCount: number;
	quantityOnHand: number;
	lastCount?: number | null;
}

const same = (a: unknown, b: string): boolean => collated(String(a ?? '')) === collated(b);

/** The filters that narrow both lists; several of one name are alternatives. */
export function fits(call: Call, row: Listed): boolean {
	const { query, world } = call;
	const { product, request } = row;
	const anyOf = (name: string, test: (value: string) => boolean): boolean => {
		const values = query.getAll(name).filter((value) => value !== '');
		return values.length === 0 || values.some(test);
	};
	const term = collated(query.get('searchTerm') ?? '');
	const found = [product.productCode, product.name].some((text) =>
		collated(String(text ?? '')).includes(term),
	);
	const tags = Array.isArray(product.tags) ? product.tags : [];
	const catalogs = world.store
		.table('productCatalogItem')
		.by('product', product.id)
		.map((item) => String(item.productCatalog));
	const isDue = (name: string, column: string): boolean => {
		const limit = dayParameter(call, name);
		return limit === null || (Number(request?.[column] ?? NaN) <= limit && request !== undefined);
	};
	return (
		(term === '' || found) &&
		anyOf('categories', (id) => same(product.category, id)) &&
		anyOf('internalLocations', (name) =>
			collated(row.internalLocations ?? '').includes(collated(name)),
		) &&
		anyOf('tags', (id) => tags.some((tag) => same(tag, id))) &&
		anyOf('catalogs', (id) => catalogs.some((one) => same(one, id))) &&
		anyOf('abcClasses', (one) => same(row.abcClass, one)) &&
		anyOf('countAssignees', (id) => request !== undefined && same(request.countAssignee, id)) &&
		anyOf('recountAssignees', (id) => request !== undefined && same(request.recountAssignee, id)) &&
		isDue('countDeadline', 'countDeadline') &&
		isDue('recountDeadline', 'recountDeadline') &&
		(query.get('negativeQuantity') !== 'true' || row.negativeCount > 0)
	);
}

export function dayParameter(call: Call, name: string): number | null {
	const text = call.query.get(name);
	if (!text) return null;
	const moment = /^\d{4}-\d\d-\d\d$/.test(text)
		? Date.parse(text)
		: parseBinderDate(text, call.world.version);
	return moment ?? null;
}

/** Statuses that were asked for; one that does not exist is refused. */
export function statusesOf(call: Call): string[] {
	const statuses = call.query.getAll('statuses').filter((one) => one !== '');
	const unknown = statuses.find((one) => !STATUSES.includes(one));
	if (unknown !== undefined) {
		throw invalid(
			[`No enum constant org.pih.warehouse.inventory.CycleCountCandidateStatus.${unknown}`],
			'Invalid params',
		);
	}
	const last = call.query.get('dateLastCount');
	if (last && parseBinderDate(last, call.world.version) === undefined) {
		throw invalid(['Property dateLastCount must be a valid Date'], 'Invalid params');
	}
	return statuses;
}

export function sorted<T extends Listed>(call: Call, rows: T[]): T[] {
	const { query, world } = call;
	const keys: Record<string, (row: T) => Value> = {
		product: (row) => row.product.productCode,
		dateLastCount: (row) => row.lastCount ?? null,
		category: (row) => world.store.get('category', row.product.category)?.name,
		abcClass: (row) => row.abcClass,
		quantityOnHand: (row) => row.quantityOnHand,
	};
	const read = keys[query.get('sort') ?? ''] as ((row: T) => Value) | undefined;
	if (!read) return rows;
	const key = (row: T) => {
		const value = read(row);
		return typeof value === 'number' ? value : collated(String(value ?? ''));
	};
	const sign = query.get('order') === 'desc' ? -1 : 1;
	return [...rows].sort((a, b) => {
		const [left, right] = [key(a), key(b)];
		return left === right ? 0 : left < right ? -sign : sign;
	});
}

/** Ten rows unless asked otherwise, a hundred at most. */
export function page<T>(call: Call, rows: T[]): T[] {
	const number = (name: string) => Number.parseInt(call.query.get(name) ?? '', 10) || 0;
	const offset = Math.max(0, number('offset'));
	return rows.slice(offset, offset + Math.min(number('max') || 10, 100));
}
