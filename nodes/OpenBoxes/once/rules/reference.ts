import { visibleText } from '../../values/storable-text';

/** A reference that stands for one event, or why it cannot. */
export type ReferenceResult =
	{ reference: string; reason?: undefined } | { reference?: undefined; reason: string };

const LONGEST_SHOWN = 40;

/** How a value is shown in a message: short, and never as `[object Object]`. */
function shown(text: string): string {
	return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

/**
 * Reads what a user gave as a reference. Only a text or a whole number that JavaScript keeps exactly can name one
 * event: objects, lists, `NaN` and longer numbers would make one reference of many receipts.
 *
 * @param what what the reference is in messages, e.g. `the receipt number`
 */
export function readReference(value: unknown, what: string): ReferenceResult {
	if (value === undefined || value === null || value === '') return { reason: `${what} is empty` };
	if (typeof value === 'number') {
		if (Number.isSafeInteger(value)) return { reference: String(value) };
		return {
			reason: Number.isInteger(value)
				? `${what} ${value} is too long for a number: give it as a text, or its last digits are lost`
				: `${what} is ${value}, not a whole number`,
		};
	}
	if (typeof value !== 'string') {
		const kind = Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : value;
		return { reason: `${what} is ${String(kind)}, not a text or a whole number` };
	}
	const reference = visibleText(value);
	if (reference === '') return { reason: `${what} is empty` };
	if (['undefined', 'null', 'NaN', '[object Object]'].includes(reference))
		return { reason: `${what} is "${reference}", so an expression in its field found nothing` };
	if (reference !== value.normalize('NFC').trim() && /[\u{10000}-\u{10FFFF}]/u.test(value))
		return { reason: `${what} "${shown(reference)}" has characters that OpenBoxes cannot store` };
	return { reference };
}
