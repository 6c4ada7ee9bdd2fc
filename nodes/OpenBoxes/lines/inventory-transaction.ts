import { understoodType, type TransactionType } from '../../shared/inventory-transaction-type';
import { readDay } from '../values/day';
import { toEpoch } from '../values/moment';
import { listProblems } from '../values/problems';
import type { Read } from '../values/read';
import { cleanText } from '../values/text';

/**
 * What OpenBoxes needs of an inventory transaction (v5.45) of a clinic system. Only these fields are
 * taken over. Everything else stays in the item: who the customer is, and the texts that may name a
 * patient (reason, notes, variant names, metadata, invoice).
 */
export interface ClinicTransaction {
	/** Serves as the reference. */
	id: string;
	type: TransactionType;
	warehouse?: string;
	source?: string;
	destination?: string;
	/** ID of the transaction that this one belongs to. */
	belongsTo?: string;
	/** Epoch ms: when it was handed out, received or entered. */
	time?: number;
	/** As a user would write lines in JSON. */
	lines: ClinicLine[];
}

/** One line as a user would write it in JSON; the sign of an adjustment is kept. */
export interface ClinicLine {
	product?: unknown;
	productCode?: unknown;
	productId?: unknown;
	barcode?: unknown;
	quantity: unknown;
	lot?: unknown;
	/** `yyyy-MM-dd`. */
	expirationDate?: string;
}

/** What the `sku` of the clinic is in OpenBoxes. */
export const SKU_NAMES = ['product', 'productCode', 'barcode', 'productId'] as const;
export type SkuName = (typeof SKU_NAMES)[number];

type Json = Record<string, unknown>;

/** A whole number as lines have it, up or down. */
const SIGNED = /^[+-]?\d+$/;
/** When it happened: the first that is given counts. */
const TIMES = ['fulfilledAt', 'receivedAt', 'createdAt'];

const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function textOf(value: unknown): string | undefined {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return text === '' ? undefined : text;
}

/** Undefined where nothing is given. */
function given(value: unknown): unknown {
	const isEmpty = value === null || (typeof value === 'string' && cleanText(value) === '');
	return isEmpty ? undefined : value;
}

function readLine(
	item: unknown,
	position: number,
	type: TransactionType,
	sku: SkuName,
	zone: string,
): Read<ClinicLine> {
	if (!isObject(item)) return { reason: `line ${position}: it is no item` };
	const code = given(item.sku);
	if (code === undefined) return { reason: `line ${position}: the sku is missing` };
	const expiry = given(item.expiresAt);
	const expirationDate =
		expiry === undefined ? undefined : readDay(expiry, 'expiresAt', zone).value;
	if (expiry !== undefined && expirationDate === undefined)
		return { reason: `line ${position}: expiresAt is no time` };
	const quantity = type === 'adjustment' ? (item.adjustment ?? item.quantity) : item.quantity;
	if (type === 'adjustment' && !SIGNED.test(textOf(quantity) ?? ''))
		return { reason: `line ${position}: the adjustment is no whole number` };
	const lot = given(item.control);
	return {
		value: {
			[sku]: code,
			quantity,
			...(lot === undefined ? {} : { lot }),
			...(expirationDate === undefined ? {} : { expirationDate }),
		},
	};
}

/**
 * Reads an inventory transaction, as the server gave it or simplified.
 *
 * @param accepts kinds that the operation can do something with
 */
export function readClinicTransaction(
	value: unknown,
	accepts: readonly TransactionType[],
	sku: SkuName,
	zone: string,
): Read<ClinicTransaction> {
	if (!isObject(value)) return { reason: 'it is no inventory transaction' };
	const id = textOf(value.id);
	if (id === undefined) return { reason: 'the inventory transaction has no id' };
	const type = understoodType(value.type);
	if (type === undefined || !accepts.includes(type)) {
		const kind = type ?? (textOf(value.type) === undefined ? 'without type' : 'of another type');
		return {
			reason: `the inventory transaction "${id}" is ${kind}, not ${accepts.join(' or ')}`,
		};
	}
	const items: unknown[] = Array.isArray(value.items) ? value.items : [];
	if (items.length === 0) return { reason: `the inventory transaction "${id}" has no items` };
	const read = items.map((item, index) => readLine(item, index + 1, type, sku, zone));
	const problems = read.flatMap(({ reason }) => (reason === undefined ? [] : [reason]));
	const timed = TIMES.find((name) => given(value[name]) !== undefined) ?? '';
	const time = toEpoch(value[timed], zone);
	if (timed !== '' && time === undefined) problems.push(`${timed} is no time`);
	if (problems.length > 0) return { reason: listProblems(problems) };
	return {
		value: {
			id,
			type,
			warehouse: textOf(value.warehouse),
			source: textOf(value.source),
			destination: textOf(value.destination),
			belongsTo: textOf(value.transaction),
			time,
			lines: read.flatMap((line) => (line.value === undefined ? [] : [line.value])),
		},
	};
}

/** Lines of goods that are in stock already, where the lot alone says when they expire. */
export function withoutExpiry(lines: readonly ClinicLine[]): ClinicLine[] {
	return lines.map((line) => {
		const { expirationDate, ...known } = line;
		return expirationDate === undefined ? line : known;
	});
}

/** Lines of an adjustment that go one way, with positive quantities. */
export function linesGoing(direction: 'up' | 'down', lines: readonly ClinicLine[]): ClinicLine[] {
	const sign = direction === 'up' ? 1 : -1;
	return lines
		.filter(({ quantity }) => Number(quantity) * sign > 0)
		.map((line) => ({ ...line, quantity: Math.abs(Number(line.quantity)) }));
}
