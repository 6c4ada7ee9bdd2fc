import { cleanText, quoted } from './text';
import { fromIso, isZonedMoment, zonedDay } from '../../shared/zone';

/** A point in time in epoch milliseconds of a whole second, or why the text is none. */
type MomentResult = { time: number; reason?: undefined } | { time?: undefined; reason: string };

/** Seconds before "now" that a transaction is dated, because a clock ahead of the server's is refused. */
const SAFETY_MS = 5000;
/** How far ahead of our clock a time may lie before it counts as the future. */
const FUTURE_TOLERANCE_MS = 60_000;

/** A time of ISO 8601, with a blank instead of the T as databases write it, and nothing behind it. */
const ISO =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;
/** The years that a time can be of at all. */
const [EARLIEST, LATEST] = [Date.UTC(1900, 0, 1), Date.UTC(2200, 0, 1)];

function wholeSecond(time: number): number {
	return Math.floor(time / 1000) * 1000;
}

/** The latest time that a transaction gets. */
export function latestMoment(now: number): number {
	return wholeSecond(now - SAFETY_MS);
}

/**
 * Reads a time as tills and n8n write it: ISO 8601 with or without a zone (then `zone` counts), epoch
 * milliseconds, or empty for now. Ambiguous forms such as 03/04/2026 are refused, since the server
 * would read them in its own way.
 */
export function readMoment(value: unknown, zone: string, now: number): MomentResult {
	if (value === undefined || value === null || value === '') return { time: latestMoment(now) };
	const time = toEpoch(value, zone);
	if (time === undefined) {
		return { reason: `${quoted(value)} is not a time, e.g. 2026-03-30T23:16:05+02:00` };
	}
	if (time > now + FUTURE_TOLERANCE_MS) {
		return { reason: `${new Date(time).toISOString()} is in the future, OpenBoxes refuses that` };
	}
	if (time < Date.UTC(2000, 0, 1)) return { reason: `${quoted(value)} is before the year 2000` };
	return { time: Math.min(wholeSecond(time), latestMoment(now)) };
}

/** Epoch milliseconds of a time as `readMoment` reads it, of any age; undefined when it is none. */
export function toEpoch(value: unknown, zone: string): number | undefined {
	const time = epochOf(value, zone);
	return time !== undefined && time >= EARLIEST && time < LATEST ? time : undefined;
}

function epochOf(value: unknown, zone: string): number | undefined {
	if (value instanceof Date) return value.getTime();
	if (isZonedMoment(value)) return value.toMillis();
	if (typeof value === 'number') return value > 1e11 ? value : undefined;
	const text = typeof value === 'string' ? cleanText(value) : '';
	if (/^\d{12,14}$/.test(text)) return Number(text);
	const match = ISO.exec(text);
	if (!match) return undefined;
	const [, day, time = '00:00', offset = ''] = match;
	return fromIso(`${day}T${time}${offset}`, zone);
}

/** The day of an expiry date as the server writes it, `MM/dd/yyyy` or ISO; a lot is usable on its last day. */
export function expiryDay(text: string | null | undefined): string | undefined {
	if (!text) return undefined;
	const us = /^(\d{2})\/(\d{2})\/(\d{4})/.exec(text);
	if (us) return `${us[3]}-${us[1]}-${us[2]}`;
	const iso = /^\d{4}-\d{2}-\d{2}/.exec(text);
	return iso?.[0];
}

/** The day it is in a time zone, as `yyyy-MM-dd`. */
export function dayIn(zone: string, now: number): string {
	return zonedDay(zone, now) ?? dayIn('UTC', now);
}
