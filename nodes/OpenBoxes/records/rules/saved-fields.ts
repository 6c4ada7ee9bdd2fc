import { textKey } from '../../values/same-text';
import { quoted } from '../../values/text';
import type { RecordBody } from './record-body';

interface SavedFields {
	/** What is otherwise than it was asked for, in words. */
	different: string[];
	/** Fields that the server shows in another form, or not at all. */
	unchecked: string[];
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

const idOf = (value: unknown): unknown =>
	typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;

const nameOf = (value: unknown): unknown =>
	typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined;

/** Days and times come back in another form and zone (sessions-and-errors.md#dates). */
const isDateLike = (text: string): boolean => /^\d{1,4}[-/]\d{1,2}[-/]\d{1,4}/.test(text);

/** Whether a shown value is the one that was sent; undefined when that cannot be told. */
function isSame(shown: unknown, sent: unknown): boolean | undefined {
	if (isEmpty(sent)) return isEmpty(shown) || (Array.isArray(shown) && shown.length === 0);
	if (Array.isArray(sent)) {
		if (!Array.isArray(shown)) return undefined;
		const ids = (all: unknown[]): string =>
			JSON.stringify(all.map((one) => idOf(one) ?? one).sort());
		return ids(shown) === ids(sent);
	}
	const wanted = idOf(sent) ?? sent;
	if (typeof shown === 'object' && shown !== null) {
		const whole = idOf(shown) ?? nameOf(shown);
		return whole === undefined ? undefined : String(whole) === String(wanted);
	}
	if (isEmpty(shown)) return false;
	// A category is shown by its name alone.
	if (idOf(sent) !== undefined) return undefined;
	if (typeof wanted === 'string' && typeof shown === 'string')
		return textKey(shown) === textKey(wanted) || (isDateLike(shown) ? undefined : false);
	if (typeof wanted === 'number' && typeof shown === 'string' && isDateLike(shown))
		return undefined;
	return String(shown) === String(wanted);
}

/** Compares a record with what was sent: a 2xx proves nothing (stock-rules.md#read-back). */
export function savedFields(record: RecordBody, sent: RecordBody): SavedFields {
	const saved: SavedFields = { different: [], unchecked: [] };
	for (const [key, value] of Object.entries(sent)) {
		const same = key in record ? isSame(record[key], value) : undefined;
		if (same === undefined) saved.unchecked.push(key);
		else if (!same) saved.different.push(`"${key}" is ${quoted(record[key] ?? 'empty')}`);
	}
	return saved;
}
