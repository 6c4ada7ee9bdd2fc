import { isObject, type Body } from '../binding/binder';
import { parseBinderDate } from '../binding/dates';
import { MAX_INTEGER } from '../binding/numbers';
import { wholeSecond } from '../clock';
import { sameText } from '../collation';
import { COUNT_REASONS, isReasonCode } from '../endpoints/reason-codes';
import { illegalArgument, invalid, nullPointer } from '../errors';
import type { Call } from '../router';
import type { Row, Value } from '../store/table';
import { refreshStatus } from './counts';
import { invalidBatch, nullMessage, unreadable } from './refusals';
import { idOf, listIn } from './requests';
import { insertItem } from './start';

const UPDATE = 'CycleCountUpdateItemCommand';

/** What a counter sends for one place; a key that is left out is cleared. */
interface Counted {
	recount: boolean;
	quantityCounted: number | null;
	discrepancyReasonCode: string | null;
	comment: string | null;
	assignee: Value;
	dateCounted: number | null;
}

function readCounted(call: Call, body: Body): { counted: Counted; messages: string[] } {
	const messages: string[] = [];
	const reason = body.discrepancyReasonCode;
	const text = typeof reason === 'string' && reason !== '' ? reason : null;
	if (text !== null && !isReasonCode(text)) {
		messages.push(`No enum constant org.pih.warehouse.core.ReasonCode.${text}`);
	} else if (text !== null && !COUNT_REASONS.includes(text)) {
		messages.push('Invalid root cause');
	}
	return {
		counted: {
			recount: body.recount === true || body.recount === 'true',
			quantityCounted: wholeNumber(body.quantityCounted, messages),
			discrepancyReasonCode: text,
			comment: typeof body.comment === 'string' ? body.comment.trim() : null,
			assignee: assigneeOf(call, body.assignee, messages),
			dateCounted: dateOf(call, body.dateCounted, messages),
		},
		messages,
	};
}

/** Below zero is accepted (docs/openboxes/warehouse.md). */
function wholeNumber(value: unknown, messages: string[]): number | null {
	if (value === undefined || value === null || value === '') return null;
	const number =
		typeof value === 'number'
			? value
			: typeof value === 'string' && /^-?[\d,]+(\.\d*)?$/.test(value)
				? Number(value.replace(/,/g, ''))
				: NaN;
	if (Number.isNaN(number) || Math.abs(number) > MAX_INTEGER) {
		messages.push('Property quantityCounted must be a valid number');
		return null;
	}
	return Math.trunc(number);
}

function assigneeOf(call: Call, value: unknown, messages: string[]): Value {
	const id = idOf(value);
	if (id === undefined || id === '') return null;
	const person = call.world.store.get('person', id);
	if (!person && typeof value === 'string')
		messages.push(unreadable('org.pih.warehouse.core.Person'));
	return person?.id ?? null;
}

function dateOf(call: Call, value: unknown, messages: string[]): number | null {
	if (value === undefined || value === null || value === '') return null;
	if (typeof value === 'number') return wholeSecond(value);
	const moment = typeof value === 'string' ? parseBinderDate(value, call.world.version) : undefined;
	if (moment === undefined) messages.push('Property dateCounted must be a valid Date');
	return moment ?? null;
}

const INVALID = 'Invalid cycle count item';

/** The path decides which item; a batch names them by `id`. */
export function updateItem(call: Call): Row {
	const { item, counted, messages } = readUpdate(call, call.body(), call.params.item);
	if (messages.length > 0 || !item) throw invalid(messages, INVALID);
	return count(call, item, counted);
}

export function updateItems(call: Call): Row[] {
	const elements = listIn(call.body(), 'itemsToUpdate');
	if (!elements) throw nullPointer('Cannot invoke method each() on null object');
	const read = elements.map((element) => readUpdate(call, element, undefined));
	const messages = read.flatMap((one) => one.messages);
	if (messages.length > 0) {
		const batch = 'CycleCountUpdateItemBatchCommand';
		throw invalidBatch('itemsToUpdate', batch, UPDATE, elements.length, messages);
	}
	return read.flatMap(({ item, counted }) => (item ? [count(call, item, counted)] : []));
}

function readUpdate(call: Call, body: Body, id: string | undefined) {
	const { counted, messages } = readCounted(call, body);
	const sent = typeof body.id === 'string' && body.id !== '' ? body.id : undefined;
	const item = call.world.store.get('cycleCountItem', id ?? sent);
	if (sent === undefined) messages.push(nullMessage('id', UPDATE));
	if (!item) messages.push(nullMessage('cycleCountItem', UPDATE));
	return { item, counted, messages };
}

/** Without `recount` the item of a recount falls back to index 0. */
function count(call: Call, item: Row, { recount, ...counted }: Counted): Row {
	const { store, clock } = call.world;
	const now = wholeSecond(clock.now());
	store.update('cycleCountItem', item, {
		...counted,
		dateCounted: counted.dateCounted ?? now,
		countIndex: recount ? 1 : 0,
		status: recount ? 'INVESTIGATING' : 'COUNTING',
		lastUpdated: now,
	});
	const owner = store.get('cycleCount', item.cycleCount);
	if (owner) refreshStatus(call.world, owner, call.user.id);
	return item;
}

const CREATE = 'CycleCountItemCommand';

/** An item for a place that was not in stock. */
export function createItem(call: Call): Row {
	const read = readNew(call, call.body());
	if (read.messages.length > 0) throw invalid(read.messages, INVALID);
	return insert(call, read);
}

export function createItems(call: Call): Row[] {
	const elements = listIn(call.body(), 'itemsToCreate');
	if (!elements) throw nullPointer('Cannot invoke method each() on null object');
	const read = elements.map((element) => readNew(call, element));
	const messages = read.flatMap((one) => one.messages);
	if (messages.length > 0) {
		const batch = 'CycleCountItemBatchCommand';
		throw invalidBatch('itemsToCreate', batch, CREATE, elements.length, messages);
	}
	return read.map((one) => insert(call, one));
}

interface NewItem {
	count: Row | undefined;
	product: Row | undefined;
	lotNumber: string | null;
	expirationDate: number | null;
	bin: Value;
	counted: Counted;
	messages: string[];
}

function readNew(call: Call, body: Body): NewItem {
	const { store, version } = call.world;
	const { counted, messages } = readCounted(call, body);
	const count =
		store.get('cycleCount', idOf(body.cycleCount)) ?? store.get('cycleCount', call.params.count);
	if (!count) messages.push(nullMessage('cycleCount', CREATE));
	if (!isObject(body.inventoryItem)) {
		throw nullPointer("Cannot get property 'product' on null object");
	}
	const { product, lotNumber, expirationDate } = body.inventoryItem;
	const expiry =
		typeof expirationDate === 'string' && expirationDate !== ''
			? parseBinderDate(expirationDate, version)
			: null;
	if (expiry === undefined) throw illegalArgument(`Unparseable date: "${String(expirationDate)}"`);
	return {
		count,
		product: store.get('product', idOf(product)),
		lotNumber: typeof lotNumber === 'string' ? lotNumber : null,
		expirationDate: expiry,
		bin: store.get('location', idOf(body.binLocation))?.id ?? null,
		counted,
		messages,
	};
}

function insert(call: Call, { counted, bin, ...place }: NewItem): Row {
	const { recount, ...values } = counted;
	if (!place.product) {
		throw invalid(
			['Property [product] of class [Inventory Item] cannot be null'],
			'Invalid inventory item',
		);
	}
	const owner = place.count;
	if (!owner) throw nullPointer('');
	const item = insertItem(call, owner, {
		...values,
		dateCounted: values.dateCounted ?? wholeSecond(call.world.clock.now()),
		facility: call.world.store.get('location', call.params.facility)?.id,
		countIndex: recount ? 1 : 0,
		status: recount ? 'INVESTIGATING' : 'COUNTING',
		product: place.product.id,
		inventoryItem: lotOf(call, place.product, place.lotNumber, place.expirationDate).id,
		location: bin,
		quantityOnHand: 0,
		custom: true,
	});
	refreshStatus(call.world, owner, call.user.id);
	return item;
}

/** A lot that is not known is made; none and an empty one are the same lot. */
function lotOf(call: Call, product: Row, number: string | null, expiry: number | null): Row {
	const { store, ids, clock } = call.world;
	const known = store
		.table('inventoryItem')
		.by('product', product.id)
		.find((lot) => sameText(String(lot.lotNumber ?? ''), number ?? ''));
	const now = wholeSecond(clock.now());
	return (
		known ??
		store.insert('inventoryItem', {
			id: ids.id(),
			product: product.id,
			lotNumber: number,
			expirationDate: expiry,
			dateCreated: now,
			lastUpdated: now,
		})
	);
}

/** Only what was added by hand; an unknown one is passed over. */
export function deleteItem(call: Call): void {
	const { store } = call.world;
	const item = store.get('cycleCountItem', call.params.item);
	if (!item) return;
	if (item.custom !== true) throw illegalArgument('Only custom cycle count items can be deleted');
	store.remove('cycleCountItem', item);
}
