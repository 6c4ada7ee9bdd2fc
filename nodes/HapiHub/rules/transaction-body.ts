import { toEpoch } from './moment';
import {
	ITEM_FIELDS,
	TRANSACTION_FIELDS,
	type FieldKind,
	type TransactionField,
} from './transaction-fields';

export type Json = Record<string, unknown>;

/** A transaction as it is sent, or the reasons why it cannot be. */
type Body =
	{ body: Json; problems?: undefined } | { body?: undefined; problems: readonly string[] };

type Read = { value: unknown; problem?: undefined } | { value?: undefined; problem: string };

export function isJsonObject(value: unknown): value is Json {
	return (
		typeof value === 'object' &&
		value !== null &&
		!Array.isArray(value) &&
		[Object.prototype, null].includes(Object.getPrototypeOf(value) as null)
	);
}

function parsedText(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return undefined;
	}
}

const MUST_BE: Record<FieldKind, string> = {
	text: 'must be a text',
	time: 'must be a time, e.g. 2026-03-30T23:16:05+02:00 or epoch milliseconds',
	number: 'must be a number',
	flag: 'must be true or false',
	object: 'must be a JSON object',
	list: 'must be a JSON list of objects',
	items: 'must be a list of lines, e.g. [{"sku": "…", "quantity": 2}]',
};

/** A value in the form that the server expects; undefined when it is not of its kind. */
function converted(kind: FieldKind, value: unknown, zone: string): unknown {
	switch (kind) {
		case 'text':
			return ['string', 'number'].includes(typeof value) ? String(value) : undefined;
		case 'time':
			return toEpoch(value, zone);
		case 'number': {
			const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
			return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
		}
		case 'flag': {
			const word = String(value).trim().toLowerCase();
			return word === 'true' ? true : word === 'false' ? false : undefined;
		}
		case 'object': {
			const object = parsedText(value);
			return isJsonObject(object) ? object : undefined;
		}
		default: {
			const list = parsedText(value);
			return Array.isArray(list) && list.every(isJsonObject) ? list : undefined;
		}
	}
}

function readField(
	{ kind, name }: TransactionField,
	value: unknown,
	zone: string,
	place: string,
): Read {
	// Clears the field, where the server allows it.
	if (value === null) return { value: null };
	const read = converted(kind, value, zone);
	return read === undefined ? { problem: `"${name}"${place} ${MUST_BE[kind]}` } : { value: read };
}

/** Checks known fields and keeps unknown ones: the server may be newer than the documentation. */
function readObject(
	values: Json,
	fields: readonly TransactionField[],
	zone: string,
	place: string,
	problems: string[],
): Json {
	const known = new Map(fields.map((one) => [one.name, one]));
	const object: Json = {};
	for (const [name, value] of Object.entries(values)) {
		if (value === undefined) continue;
		const field = known.get(name);
		const { value: read, problem } = field
			? readField(field, value, zone, place)
			: { value, problem: undefined };
		if (problem !== undefined) problems.push(problem);
		else object[name] = read;
	}
	return object;
}

/** What is to be sent for a transaction as a person or another node wrote it. */
export function toBody(values: Json, zone: string): Body {
	const problems: string[] = [];
	const body = readObject(values, TRANSACTION_FIELDS, zone, '', problems);
	if (Array.isArray(body.items)) {
		const items = body.items as Json[];
		if (items.length === 0) problems.push('"items" is empty: give at least one line');
		body.items = items.map((item, index) =>
			readObject(item, ITEM_FIELDS, zone, ` of line ${index + 1}`, problems),
		);
	}
	return problems.length > 0 ? { problems } : { body };
}

/** Texts of a transaction that say something of a patient: what a server echoes of them is hidden. */
export function personalTexts(body: Json): string[] {
	return TRANSACTION_FIELDS.filter(({ isPersonal, kind }) => isPersonal && kind === 'text')
		.map(({ name }) => body[name])
		.filter((value): value is string => typeof value === 'string');
}
