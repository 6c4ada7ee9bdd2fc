import { bindExisting, bindNew, flush, newBinding } from '../binding/save';
import { isObject, type Body } from '../binding/binder';
import { listWasSent } from '../binding/lists';
import { failure, InUse, missingRow, nullPointer } from '../errors';
import type { JsonObject } from '../json/json';
import { data, empty, type Reply } from '../reply';
import { orderItemsOf } from '../purchase-orders/order-lines';
import { dropSummary, refreshSummary } from '../purchase-orders/summary-table';
import type { Call, Route } from '../router';
import { findDomain } from '../schema';
import type { Domain } from '../schema/domain';
import { productsOf } from '../stock/quantities';
import { integerParameter, listRows } from '../store/query';
import type { Row } from '../store/table';
import { isReferenced, removeWithChildren } from './generic-delete';
import { searchRows } from './generic-search';
import { rowsOfView } from './views';

/** `/api/generic/{class}`: every domain class of the application (sessions-and-errors.md#generic). */
export const genericRoutes: Route[] = [
	{ method: 'GET', pattern: '/api/generic/:class', access: 'read', handler: list },
	{
		method: 'POST',
		pattern: '/api/generic/:class',
		access: 'write',
		handler: create,
		ownTransaction: true,
	},
	{ method: 'POST', pattern: '/api/generic/:class/search', access: 'read', handler: search },
	{ method: 'GET', pattern: '/api/generic/:class/search', access: 'read', handler: search },
	{ method: 'GET', pattern: '/api/generic/:class/:id', access: 'read', handler: read },
	{ method: 'PUT', pattern: '/api/generic/:class/:id', access: 'write', handler: update },
	{ method: 'POST', pattern: '/api/generic/:class/:id', access: 'write', handler: update },
	{ method: 'DELETE', pattern: '/api/generic/:class/:id', access: 'write', handler: remove },
];

/** First letter in either case, the rest exactly; plural or unknown = E1 (sessions-and-errors.md#generic). */
function domainOf(call: Call): Domain {
	const name = call.params.class;
	const domain = findDomain(name[0].toLowerCase() + name.slice(1));
	if (!domain || (domain.since && call.world.version.before(domain.since))) {
		const simple = name[0].toUpperCase() + name.slice(1);
		throw failure('java.lang.IllegalAccessException', `Unable to locate domain ${simple}`);
	}
	return domain;
}

const simpleName = (domain: Domain) =>
	domain.className.slice(domain.className.lastIndexOf('.') + 1);

export function render(call: Call, domain: Domain, row: Row): JsonObject {
	// A transaction one of whose entries was deleted alone breaks every answer it is in
	// (stock-and-transactions.md#posting).
	if (row.brokenList) throw nullPointer('');
	return call.world.json.of(domain.name, row);
}

function list(call: Call): Reply {
	const domain = domainOf(call);
	const sorts = call.query.getAll('sort');
	if (sorts.length > 1) throw failure('org.hibernate.QueryException', 'could not resolve property');
	const listing = {
		max: integerParameter(call.query.get('max')),
		offset: integerParameter(call.query.get('offset')) ?? 0,
		sort: sorts[0],
		descending: (call.query.get('order') ?? '').toLowerCase() === 'desc',
	};
	if (domain.view) rowsOfView(call.world, domain);
	return data(listRows(call.world, domain, listing).map((row) => render(call, domain, row)));
}

function search(call: Call): Reply {
	const domain = domainOf(call);
	const { searchAttributes } = call.body();
	if (domain.view) rowsOfView(call.world, domain);
	return data(
		searchRows(call.world, domain, searchAttributes).map((row) => render(call, domain, row)),
	);
}

function read(call: Call): Reply {
	const domain = domainOf(call);
	if (domain.view) rowsOfView(call.world, domain);
	const row = call.world.store.get(domain.name, call.params.id);
	if (!row) throw missingRow(simpleName(domain), call.params.id);
	return data(render(call, domain, row));
}

const bindingOf = (call: Call) => newBinding(call.world, call.session.user, call.session.language);

function create(call: Call): Reply | Promise<Reply> {
	const { store } = call.world;
	const domain = domainOf(call);
	const body = call.json();
	// With overlap the check sees what was committed when the request began; nothing more is needed.
	const runsAlone = domain.name !== 'transaction' || store.runsAhead;
	return runsAlone ? store.atomic(() => save(call, domain, body)) : saveSlowly(call, domain, body);
}

/** Between the check of unique numbers and the commit other requests run, as on the server. */
async function saveSlowly(call: Call, domain: Domain, body: unknown): Promise<Reply> {
	const { world } = call;
	const numbers = (Array.isArray(body) ? body : [body]).flatMap((one: unknown) =>
		isObject(one) &&
		(typeof one.transactionNumber === 'string' || typeof one.transactionNumber === 'number')
			? [String(one.transactionNumber).trim()]
			: [],
	);
	const taken = world.store.atomic(() => world.transactionNumbers.takenAmong(numbers));
	await world.saveWindow();
	return world.transactionNumbers.relyingOn(taken, () =>
		world.store.atomic(() => save(call, domain, body)),
	);
}

function save(call: Call, domain: Domain, body: unknown): Reply {
	const binding = bindingOf(call);
	if (!Array.isArray(body)) {
		const row = bindOne(call, binding, domain, isObject(body) ? body : {});
		flush(binding);
		hideForAWhile(call, domain, [row]);
		return data(renderCreated(call, domain, row), 201);
	}
	const elements = body.flatMap((one: unknown) =>
		Array.isArray(one) ? (one as unknown[]) : [one],
	);
	const rows = elements.map((element) => {
		if (element === null) throw nullPointer("Cannot get property 'id' on null object");
		if (!isObject(element)) {
			throw failure(
				'groovy.lang.MissingMethodException',
				'No signature of method: org.pih.warehouse.api.GenericApiService',
			);
		}
		return bindOne(call, binding, domain, element);
	});
	flush(binding);
	hideForAWhile(call, domain, rows);
	return data(
		rows.map((row) => renderCreated(call, domain, row)),
		201,
	);
}

/** A body with an id updates that row and is still a 201 (sessions-and-errors.md#generic). */
function bindOne(
	call: Call,
	binding: ReturnType<typeof newBinding>,
	domain: Domain,
	body: Body,
): Row {
	if (body.id === undefined || body.id === null) return bindNew(binding, domain, body);
	const row = bindExisting(binding, domain, String(body.id), body);
	changed(call, binding, domain, row, body);
	return row;
}

function renderCreated(call: Call, domain: Domain, row: Row): JsonObject {
	const answer = render(call, domain, row);
	for (const [name, property] of Object.entries(domain.properties)) {
		// A list that was not sent is null in the answer, though empty when read
		// (sessions-and-errors.md#default-shapes).
		const missing =
			property.kind === 'list' &&
			Array.isArray(answer[name]) &&
			(answer[name] as unknown[]).length === 0;
		if (missing && !listWasSent(row, String(property.of))) answer[name] = null;
	}
	return answer;
}

/** Late commits: visible to searches some time after the answer (a switch of the sandbox). */
function hideForAWhile(call: Call, domain: Domain, rows: Row[]): void {
	const until = call.world.lateCommitUntil();
	if (until === undefined || domain.name !== 'transaction') return;
	for (const row of rows) call.world.store.table(domain.name).hiddenUntil.set(row, until);
}

function update(call: Call): Reply {
	const domain = domainOf(call);
	return data(updateRow(call, domain, call.params.id));
}

/** Also behind `PUT /api/products/{id}`. */
export function updateRow(call: Call, domain: Domain, id: string): JsonObject {
	const body = call.json();
	if (Array.isArray(body)) {
		throw failure(
			'groovy.lang.MissingMethodException',
			'No signature of method: org.pih.warehouse.api.GenericApiService.updateObject()',
		);
	}
	const binding = bindingOf(call);
	const content = isObject(body) ? body : {};
	const row = bindExisting(binding, domain, id, content);
	flush(binding);
	changed(call, binding, domain, row, content);
	return render(call, domain, row);
}

/**
 * What a stored change sets going; a changed entry starts no refresh (stock-and-transactions.md#posting,
 * stock-and-transactions.md#refresh).
 */
function changed(
	call: Call,
	binding: ReturnType<typeof newBinding>,
	domain: Domain,
	row: Row,
	body: Body,
): void {
	const { availability } = call.world;
	if (domain.name === 'order' && (binding.dirty.has(row) || Array.isArray(body.orderItems))) {
		// New lines are written before the row of the list is made, old ones deleted after
		// (orders-and-receiving.md#list).
		const lines = orderItemsOf(call.world, row.id);
		refreshSummary(call.world, row, [...lines, ...binding.removed]);
	}
	if (domain.name === 'transaction') availability.transactionChanged(row);
	if (!binding.dirty.has(row)) return;
	if (['inventoryItem', 'location', 'product'].includes(domain.name))
		availability.renamed(domain.name, row);
	if (domain.name === 'inventoryItem') availability.everywhereLater(String(row.product));
}

function remove(call: Call): Reply {
	const { store, availability } = call.world;
	const domain = domainOf(call);
	const row = store.get(domain.name, call.params.id);
	if (!row) throw missingRow(simpleName(domain), call.params.id);
	if (isReferenced(call.world, domain, row)) throw new InUse(`${domain.seedTable} ${row.id}`);
	if (domain.name === 'transaction') {
		availability.transactionDeleted(String(row.inventory), productsOf(store, row.id));
	}
	if (domain.name === 'transactionEntry') {
		const owner = store.get('transaction', row.transaction);
		if (owner) store.update('transaction', owner, { brokenList: true });
	}
	if (domain.name === 'order') dropSummary(call.world, row);
	removeWithChildren(call.world, domain, row);
	return empty(204);
}
