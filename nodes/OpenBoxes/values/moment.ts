/** A point in time in epoch milliseconds of a whole second, or why the text is none. */
type MomentResult = { time: number; reason?: undefined } | { time?: undefined; reason: string };

/** Seconds before "now" that a transaction is dated, because a clock ahead of the server's is refused. */
const SAFETY_MS = 5000;
/** How far ahead of our clock a time may lie before it counts as the future. */
const FUTURE_TOLERANCE_MS = 60_000;

const ISO =
	/^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** Offset of a time zone at a point in time, in milliseconds. */
function zoneOffset(time: number, zone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone: zone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(new Date(time));
	const read = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
	const local = Date.UTC(
		read('year'),
		read('month') - 1,
		read('day'),
		read('hour'),
		read('minute'),
		read('second'),
	);
	return local - Math.floor(time / 1000) * 1000;
}

function toUtc(local: number, zone: string): number {
	const first = local - zoneOffset(local, zone);
	return local - zoneOffset(first, zone);
}

function wholeSecond(time: number): number {
	return Math.floor(time / 1000) * 1000;
}

/**
 * Reads a time as tills and n8n write it: ISO 8601 with or without a zone (then `zone` counts), epoch
 * milliseconds, or empty for now. Ambiguous forms such as 03/04/2026 are refused, since the server
 * would read them in its own way.
 */
export function readMoment(value: unknown, zone: string, now: number): MomentResult {
	if (value === undefined || value === null || value === '')
		return { time: wholeSecond(now - SAFETY_MS) };
	const time = toEpoch(value, zone);
	if (time === undefined) {
		return { reason: `"${String(value)}" is not a time, e.g. 2026-03-30T23:16:05+02:00` };
	}
	if (time > now + FUTURE_TOLERANCE_MS) {
		return { reason: `${new Date(time).toISOString()} is in the future, OpenBoxes refuses that` };
	}
	if (time < Date.UTC(2000, 0, 1)) return { reason: `"${String(value)}" is before the year 2000` };
	return { time: wholeSecond(Math.min(time, now - SAFETY_MS)) };
}

/** Epoch milliseconds of a time as `readMoment` reads it, of any age; undefined when it is none. */
export function toEpoch(value: unknown, zone: string): number | undefined {
	if (value instanceof Date) return value.getTime();
	if (typeof value === 'number') return Number.isFinite(value) && value > 1e11 ? value : undefined;
	// n8n hands luxon's DateTime to expressions; it knows its own zone.
	if (
		typeof value === 'object' &&
		value !== null &&
		'toMillis' in value &&
		typeof value.toMillis === 'function'
	) {
		return Number(value.toMillis());
	}
	const text = typeof value === 'string' ? value.trim() : '';
	if (/^\d{12,14}$/.test(text)) return Number(text);
	const match = ISO.exec(text);
	if (!match) return undefined;
	const [year, month, day, hour, minute, second] = match
		.slice(1, 7)
		.map((part) => Number(part ?? 0));
	const local = Date.UTC(year, month - 1, day, hour, minute, second);
	const written = new Date(local);
	const exists =
		written.getUTCMonth() === month - 1 &&
		written.getUTCDate() === day &&
		hour < 24 &&
		minute < 60 &&
		second < 60;
	if (!exists) return undefined;
	if (match[7] === undefined) return toUtc(local, zone);
	if (/^z$/i.test(match[7])) return local;
	const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(match[7]) ?? [];
	const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
	return sign === '-' ? local + offset : local - offset;
}

/** First moment of the day after an expiry date `MM/dd/yyyy` or ISO; a lot is usable on its last day. */
export function expiryDay(text: string | null | undefined): string | undefined {
	if (!text) return undefined;
	const us = /^(\d{2})\/(\d{2})\/(\d{4})/.exec(text);
	if (us) return `${us[3]}-${us[1]}-${us[2]}`;
	const iso = /^\d{4}-\d{2}-\d{2}/.exec(text);
	return iso?.[0];
}

/** The day it is in a time zone, as `yyyy-MM-dd`. */
export function dayIn(zone: string, now: number): string {
	return new Date(now + zoneOffset(now, zone)).toISOString().slice(0, 10);
}
