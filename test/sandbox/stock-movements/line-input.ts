import { isObject, type Body } from '../binding/binder';
import { parseFlexibleDate } from '../binding/dates';
import { objectsIn, refuseBareReference } from '../binding/objects';
import { failure, foreignKey } from '../errors';
import { toInteger } from '../binding/numbers';
import type { Value } from '../store/table';
import type { World } from '../world';

/**
 * A line of `updateItems` as the server reads it: by hand, not with the binder (stock-movements.md#lines).
 */
export interface LineInput {
	id: string | undefined;
	product: string | null;
	quantityRequested: number | null;
	sortOrder: number | null;
	recipient: string | null;
	palletName: Value;
	boxName: Value;
	lotNumber: Value;
	expirationDate: number | null;
	inventoryItem: string | null;
	comments: Value;
	quantityCounted: number | null;
	quantityRevised: number | null;
	reasonCode: Value;
	orderItemId: Value;
}

const numberFormat = (): Error => failure('java.lang.NumberFormatException', '');

/** How a line below zero fails: it is not saved, and then missed. */
export const entityNotFound = (): Error =>
	failure(
		'javax.persistence.EntityNotFoundException',
		'No row with the given identifier exists: [this instance does not yet exist as a row in the database#]',
	);

/** `new BigDecimal(x)`, cut to a whole number and wrapped at 32 bit; text that is none is a 500. */
export function wholeNumber(value: unknown): number | null {
	if (value === null || value === undefined || value === '') return null;
	if (typeof value === 'number') return toInteger(value);
	if (typeof value === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value)) {
		return toInteger(Number(value));
	}
	throw numberFormat();
}

/** Groovy's truth: 0 counts as nothing, the text "0" as something. */
const unlessFalse = (value: unknown): unknown => (value === 0 || value === false ? null : value);

export const readLines = (world: World, body: Body): LineInput[] =>
	objectsIn(body, 'lineItems').map((line) => readLine(world, line));

function readLine(world: World, line: Body): LineInput {
	for (const name of ['product', 'inventoryItem', 'newProduct', 'recipient']) {
		refuseBareReference(line[name]);
	}
	objectsIn({ splitLineItems: line.splitLineItems ?? undefined }, 'splitLineItems');
	// Until 0.9.5 a quantity of 0 was none at all (versions.md#smaller).
	const quantity = world.version.since('0.9.6')
		? line.quantityRequested
		: unlessFalse(line.quantityRequested);
	return {
		id: typeof line.id === 'string' && line.id !== '' ? line.id : undefined,
		product: idOf(line.product),
		quantityRequested: wholeNumber(quantity),
		sortOrder: wholeNumber(unlessFalse(line.sortOrder)),
		recipient: known(world, 'person', line.recipient, 'recipient_id'),
		palletName: textOf(line.palletName) || null,
		boxName: textOf(line.boxName) || null,
		lotNumber: textOf(line.lotNumber),
		expirationDate: readDate(world, line.expirationDate),
		inventoryItem: known(world, 'inventoryItem', line.inventoryItem, 'inventory_item_id'),
		comments: textOf(line.comments),
		quantityCounted: wholeNumber(line.quantityCounted),
		// A number 0 is no revision, the text "0" cancels the line (stock-movements.md#lines).
		quantityRevised: wholeNumber(unlessFalse(line.quantityRevised)),
		reasonCode: textOf(line.reasonCode),
		orderItemId: textOf(line.orderItemId),
	};
}

const textOf = (value: unknown): string | null =>
	typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
		? String(value)
		: null;

/** Only `{"id"}` is a reference here; a code is none. */
export function idOf(value: unknown): string | null {
	const id = isObject(value) ? value.id : undefined;
	return typeof id === 'string' && id !== '' ? id : typeof id === 'number' ? String(id) : null;
}

function known(world: World, domain: string, value: unknown, column: string): string | null {
	const id = idOf(value);
	if (id === null) return null;
	const row = world.store.get(domain, id);
	if (!row) throw foreignKey('requisition_item', column);
	return row.id;
}

const STRICT_DAY = /^(\d{1,2})\/(\d{1,2})\/(\d+)/;

/** `MM/dd/yyyy` before 0.9.4, then several forms; anything else is a 500 (stock-movements.md#dates). */
export function readDate(world: World, value: unknown): number | null {
	if (value === null || value === undefined || value === '') return null;
	const text = String(value);
	if (world.version.since('0.9.4')) {
		const moment = parseFlexibleDate(text);
		if (moment !== undefined) return moment;
		throw failure(
			'java.time.format.DateTimeParseException',
			`Text '${text}' could not be parsed, unparsed text found at index 0`,
		);
	}
	const day = STRICT_DAY.exec(text);
	if (!day) throw failure('java.text.ParseException', `Unparseable date: "${text}"`);
	return Date.UTC(Number(day[3]), Number(day[1]) - 1, Number(day[2]));
}

const MINUTE = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d) (Z|[+-]\d\d:\d\d)$/;

/** `dateShipped`: exactly `MM/dd/yyyy HH:mm XXX` before 0.9.4 (versions.md#first). */
export function readMoment(world: World, value: unknown): number | null {
	if (value === null || value === undefined || value === '' || world.version.since('0.9.4')) {
		return readDate(world, value);
	}
	const exact = MINUTE.exec(String(value));
	if (!exact) throw failure('java.text.ParseException', `Unparseable date: "${String(value)}"`);
	const [, month, day, year, hour, minute, zone] = exact;
	return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00${zone}`);
}
