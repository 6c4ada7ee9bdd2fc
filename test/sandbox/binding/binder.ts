import { wholeSecond } from '../clock';
import { TRANSIENT } from '../json/json';
import { domainNamed } from '../schema';
import type { Domain, Property } from '../schema/domain';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { parseBinderDate } from './dates';
import { MAX_INTEGER, parseLocalNumber, toInteger } from './numbers';
import { bindList } from './lists';
import { touch } from './touch';
import { validate } from './validation';

export type Body = Record<string, unknown>;

/** One request's binding: what was created, what did not fit, which references lead nowhere. */
export interface Binding {
	world: World;
	user: string | null;
	language: string;
	/** New rows that are not saved yet, in the order they must be saved. */
	fresh: Array<{ domain: Domain; row: Row }>;
	/** Unknown ids sent as objects; saving decides what becomes of them. */
	dangling: Array<{
		domain: Domain;
		row: Row;
		property: string;
		wasSet: boolean;
		/** Not an unknown id but a new object without one. */
		isUnsaved?: boolean;
	}>;
	/** Lines that a sent list replaced; the database drops them last of all. */
	removed: Row[];
	/** Properties of rows that failed to bind, per row: they are not validated again. */
	failed: Map<Row, Set<string>>;
	/** Properties that got another value, per row. */
	dirty: Map<Row, Set<string>>;
}

export const newBinding = (world: World, user: string | null, language = 'en'): Binding => ({
	world,
	user,
	language,
	fresh: [],
	dangling: [],
	removed: [],
	failed: new Map(),
	dirty: new Map(),
});

export const isObject = (value: unknown): value is Body =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Writes the known keys of a body into a row; returns what did not fit (E2 messages). */
export function bind(binding: Binding, domain: Domain, row: Row, body: Body): string[] {
	const messages: string[] = [];
	for (const [name, property] of Object.entries(domain.properties)) {
		if (!(name in body) || property.notBound) continue;
		if (property.since && binding.world.version.before(property.since)) continue;
		const problem = bindProperty(binding, domain, row, name, property, body[name]);
		if (problem === undefined) continue;
		messages.push(problem);
		binding.failed.set(row, (binding.failed.get(row) ?? new Set()).add(name));
	}
	return messages;
}

export function put(binding: Binding, domain: Domain, row: Row, name: string, value: Value): void {
	if (row[name] === value || ((row[name] ?? null) === null && (value ?? null) === null)) return;
	binding.world.store.update(domain.name, row, { [name]: value });
	binding.dirty.set(row, (binding.dirty.get(row) ?? new Set()).add(name));
}

function bindProperty(
	binding: Binding,
	domain: Domain,
	row: Row,
	name: string,
	property: Property,
	value: unknown,
): string | undefined {
	const set = (converted: Value): undefined =>
		put(binding, domain, row, name, converted) as undefined;
	if (property.kind === 'reference')
		return bindReference(binding, domain, row, name, property, value);
	if (property.kind === 'list') return bindList(binding, row, property, value);
	if (property.kind === 'links') return set(idsOf(value));
	if (value === null) return set(null);
	if (property.kind === 'text') return set(textOf(value));
	if (property.kind === 'date' || property.kind === 'instant') {
		return bindDate(binding, domain, row, name, property, value);
	}
	// Empty texts are ignored on decimals and clear everything else (sessions-and-errors.md#binding).
	if (value === '') return property.kind === 'decimal' ? undefined : set(null);
	if (property.kind === 'flag') return bindFlag(value, set);
	if (property.kind === 'choice') return bindChoice(property, value, row[name], set);
	return bindNumber(binding, property, name, value, set);
}

type Setter = (value: Value) => undefined;

function textOf(value: unknown): string {
	if (Array.isArray(value)) return value.map((one) => textOf(one)).join(',');
	return typeof value === 'string'
		? value.trim()
		: isObject(value)
			? JSON.stringify(value)
			: String(value);
}

const idsOf = (value: unknown): string[] =>
	(Array.isArray(value) ? value : []).flatMap((one: unknown) =>
		typeof one === 'string' ? [one] : isObject(one) && typeof one.id === 'string' ? [one.id] : [],
	);

function bindDate(
	binding: Binding,
	domain: Domain,
	row: Row,
	name: string,
	property: Property,
	value: unknown,
): string | undefined {
	const invalid = `Property ${property.label ?? name} must be a valid Date`;
	if (value === '') return put(binding, domain, row, name, null) as undefined;
	if (typeof value === 'number')
		return put(binding, domain, row, name, wholeSecond(value)) as undefined;
	if (isObject(value)) {
		// An object means "now" on an empty field and nothing on a set one (sessions-and-errors.md#dates).
		if ((row[name] ?? null) === null)
			put(binding, domain, row, name, wholeSecond(binding.world.clock.now()));
		return undefined;
	}
	if (typeof value !== 'string') return invalid;
	const moment = parseBinderDate(value.trim(), binding.world.version);
	if (moment === undefined) return invalid;
	return put(binding, domain, row, name, moment) as undefined;
}

const TRUE_TEXTS = new Set(['true', 'on', 'yes', '1']);
const FALSE_TEXTS = new Set(['false', 'off', 'no', '0']);

function bindFlag(value: unknown, set: Setter): string | undefined {
	if (typeof value === 'boolean') return set(value);
	if (typeof value === 'string') {
		if (TRUE_TEXTS.has(value.toLowerCase())) return set(true);
		if (FALSE_TEXTS.has(value.toLowerCase())) return set(false);
	}
	return `Could not find matching constructor for: java.lang.Boolean(java.lang.${javaType(value)})`;
}

function bindChoice(
	property: Property,
	value: unknown,
	before: Value,
	set: Setter,
): string | undefined {
	const choices = property.choices ?? [];
	if (typeof value === 'number' && choices[value] !== undefined) return set(choices[value]);
	if (typeof value === 'string' && (choices.length === 0 || choices.includes(value)))
		return set(value);
	// The form the server answers with is ignored on a set field (sessions-and-errors.md#binding).
	if (isObject(value) && (before ?? null) !== null) return undefined;
	return `No enum constant ${property.className}.${textOf(value)}`;
}

function bindNumber(
	binding: Binding,
	property: Property,
	name: string,
	value: unknown,
	set: Setter,
): string | undefined {
	const invalid = `Property ${property.label ?? name} must be a valid number`;
	const whole = property.kind === 'integer';
	if (typeof value === 'number') {
		// As a JSON number too large is refused, as text it wraps (sessions-and-errors.md#binding).
		if (whole && Math.abs(value) > MAX_INTEGER) return invalid;
		return set(whole ? Math.trunc(value) : value);
	}
	if (typeof value !== 'string') return invalid;
	const number = parseLocalNumber(value, binding.language);
	if (number === undefined) return invalid;
	return set(whole ? toInteger(number) : number);
}

const javaType = (value: unknown): string =>
	typeof value === 'number'
		? Number.isInteger(value)
			? 'Integer'
			: 'BigDecimal'
		: typeof value === 'boolean'
			? 'Boolean'
			: 'String';

function bindReference(
	binding: Binding,
	domain: Domain,
	row: Row,
	name: string,
	property: Property,
	value: unknown,
): string | undefined {
	const target = domainNamed(String(property.of));
	const set = (id: Value) => put(binding, domain, row, name, id) as undefined;
	if (value === null || value === '') return set(null);
	if (!isObject(value)) {
		if (Array.isArray(value)) {
			return `No converter found capable of converting from type [java.lang.${javaType(value[0])}] to type [${target.className}]`;
		}
		const found = binding.world.store.get(target.name, String(value));
		if (found) return set(found.id);
		return `Could not find matching constructor for: ${target.className}(java.lang.${javaType(value)})`;
	}
	if ('id' in value && (value.id === null || value.id === '')) return set(null);
	if ('id' in value) return bindById(binding, domain, row, name, target, value);
	const current = binding.world.store.get(target.name, row[name]);
	if (current) return writeThrough(binding, target, current, value);
	if (Object.keys(value).length === 0 && !binding.fresh.some((one) => one.row === row))
		return undefined;
	if (!isSavedAlong(domain, target)) return leaveUnsaved(binding, domain, row, name);
	return createNested(binding, domain, row, name, target, value);
}

function bindById(
	binding: Binding,
	domain: Domain,
	row: Row,
	name: string,
	target: Domain,
	value: Body,
): undefined {
	const found = binding.world.store.get(target.name, String(value.id));
	if (found) {
		put(binding, domain, row, name, found.id);
		return writeThrough(binding, target, found, value);
	}
	const wasSet = (row[name] ?? null) !== null;
	binding.dangling.push({ domain, row, property: name, wasSet });
	if (!wasSet) put(binding, domain, row, name, TRANSIENT);
	return undefined;
}

/**
 * Keys beside the id are written into the referenced record (sessions-and-errors.md#references). When they do
 * not fit, that record is dropped in silence, though the answer may still show them
 * (stock-and-transactions.md#posting).
 */
function writeThrough(binding: Binding, target: Domain, found: Row, value: Body): undefined {
	const keys = Object.keys(value).filter((name) => name !== 'id' && name in target.properties);
	if (keys.length === 0) return undefined;
	const { store } = binding.world;
	const mark = store.mark();
	const messages = [...bind(binding, target, found, value), ...validate(binding, target, found)];
	if (messages.length > 0) store.afterAnswer(store.takeBackSince(mark));
	else if (binding.dirty.has(found)) touch(binding, target, found);
	return undefined;
}

/** Only these are saved with their owner; any other new record stays out and breaks the save. */
const isSavedAlong = (domain: Domain, target: Domain): boolean =>
	target.name === 'address' ||
	(domain.name === 'transactionEntry' && target.name === 'inventoryItem');

/** An object without an id is a record that nobody saves: a 500, often as HTML (several-writers.md). */
function leaveUnsaved(binding: Binding, domain: Domain, row: Row, name: string): undefined {
	binding.dangling.push({ domain, row, property: name, wasSet: false, isUnsaved: true });
	put(binding, domain, row, name, TRANSIENT);
	return undefined;
}

/**
 * Without an id a new record is made and saved along: a lot inside a credit
 * (stock-and-transactions.md#posting).
 */
function createNested(
	binding: Binding,
	domain: Domain,
	row: Row,
	name: string,
	target: Domain,
	value: Body,
): string | undefined {
	const nested = freshRow(binding, target);
	binding.fresh.unshift({ domain: target, row: nested });
	const messages = bind(binding, target, nested, value);
	if (messages.length > 0) nested.invalid = true;
	put(binding, domain, row, name, nested.id);
	return undefined;
}

/** A new row with its defaults; not in a table until it is saved. */
export function freshRow(binding: Binding, domain: Domain): Row {
	const { world } = binding;
	const row: Row = { id: world.ids.id() };
	for (const [name, property] of Object.entries(domain.properties)) {
		if (property.initial !== undefined) row[name] = property.initial;
	}
	return row;
}
