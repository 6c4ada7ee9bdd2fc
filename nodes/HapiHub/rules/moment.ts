import { fromIso } from '../../shared/zone';

const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;
const WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

/**
 * Epoch milliseconds of what a person, an expression or another node gives for a time: a number, a
 * text in ISO 8601, or an object that knows its moment, as n8n's dates do. Without a zone the given
 * one counts. Undefined when it is no time.
 */
export function toEpoch(value: unknown, zone: string): number | undefined {
	if (typeof value === 'number')
		return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
	if (typeof value === 'object' && value !== null) {
		const epoch = Number(value.valueOf());
		return Number.isFinite(epoch) ? epoch : undefined;
	}
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	if (/^\d{9,}$/.test(text)) return Number(text);
	if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined;
	const epoch = DATE_ONLY.test(text)
		? fromIso(`${text}T00:00`, zone)
		: WITHOUT_ZONE.test(text)
			? fromIso(text.replace(' ', 'T'), zone)
			: Date.parse(text);
	return epoch === undefined || Number.isNaN(epoch) ? undefined : epoch;
}

/** A stored time as a person reads it; what is no time stays as it is. */
export function toDateText(value: unknown): unknown {
	const epoch = toEpoch(value, 'UTC');
	return epoch === undefined || epoch > 8.64e15 ? value : new Date(epoch).toISOString();
}
