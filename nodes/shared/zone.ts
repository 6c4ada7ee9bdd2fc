// Time zones by what Node itself knows of them: a library for them would be a tenth of the package.

import { ProcessMemory } from './process-memory';

/** One for each zone: they are slow to make. */
const formatters = new ProcessMemory<Intl.DateTimeFormat | 'no such zone'>(500);

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?$/;
const OFFSET = /(Z|[+-]\d{2}(?::?\d{2})?)$/i;

function formatterOf(zone: string): Intl.DateTimeFormat | undefined {
	const known = formatters.get(zone) ?? newFormatter(zone) ?? 'no such zone';
	formatters.set(zone, known);
	return known === 'no such zone' ? undefined : known;
}

function newFormatter(zone: string): Intl.DateTimeFormat | undefined {
	try {
		return new Intl.DateTimeFormat('en-US', {
			timeZone: zone,
			hourCycle: 'h23',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
			second: '2-digit',
		});
	} catch {
		return undefined; // no such zone
	}
}

/** What clocks of the zone show, as if it were UTC; undefined when there is no such zone or moment. */
function wallClock(zone: string, time: number): number | undefined {
	const formatter = formatterOf(zone);
	if (!formatter || !Number.isFinite(new Date(time).getTime())) return undefined;
	const part: Record<string, number> = {};
	for (const { type, value } of formatter.formatToParts(time)) part[type] = Number(value);
	const { year, month, day, hour, minute, second } = part;
	return Date.UTC(year, month - 1, day, hour, minute, second) + (((time % 1000) + 1000) % 1000);
}

/** The calendar day of a time that is written as UTC. */
function utcDay(time: number): string {
	return new Date(time).toISOString().slice(0, 10);
}

/** The day it is in a time zone, as `yyyy-MM-dd`; undefined when there is no such zone. */
export function zonedDay(zone: string, time: number): string | undefined {
	const wall = wallClock(zone, time);
	return wall === undefined ? undefined : utcDay(wall);
}

/** Whether it is the first moment of a day there. */
export function isMidnight(zone: string, time: number): boolean {
	const day = zonedDay(zone, time);
	return day !== undefined && fromWallClock(zone, Date.parse(`${day}T00:00:00Z`)) === time;
}

/** Whether the calendar has this `yyyy-MM-dd`. */
export function isCalendarDay(day: string): boolean {
	const time = Date.parse(`${day}T00:00:00Z`);
	return Number.isFinite(time) && utcDay(time) === day;
}

/** The moment at which clocks of the zone show this. In the hour that is skipped in spring, an hour later. */
function fromWallClock(zone: string, wall: number): number | undefined {
	const offsetAt = (time: number): number | undefined => {
		const shown = wallClock(zone, time);
		return shown === undefined ? undefined : shown - time;
	};
	const first = offsetAt(wall);
	if (first === undefined) return undefined;
	const second = offsetAt(wall - first) ?? first;
	if (second === first) return wall - first;
	const third = offsetAt(wall - second) ?? second;
	return wall - (third === second ? second : Math.min(second, third));
}

/**
 * Epoch milliseconds of `yyyy-MM-ddTHH:mm`, with or without seconds and an offset; without one, of the zone. Undefined
 * when there is no such time.
 */
export function fromIso(text: string, zone: string): number | undefined {
	const offset = OFFSET.exec(text.slice(10))?.[0] ?? '';
	const match = LOCAL.exec(offset === '' ? text : text.slice(0, -offset.length));
	if (!match) return undefined;
	const [, year, month, day, hour, minute, second = '0', fraction = '0'] = match;
	const isReal = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
	if (!isReal || !isCalendarDay(`${year}-${month}-${day}`)) return undefined;
	const wall =
		Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`) +
		Number(second) * 1000 +
		Math.floor(Number(`0.${fraction}`) * 1000);
	return offset === '' ? fromWallClock(zone, wall) : wall - offsetMs(offset);
}

/** Milliseconds ahead of UTC of `Z`, `+02`, `+0200` or `+02:00`. */
function offsetMs(offset: string): number {
	if (/^z$/i.test(offset)) return 0;
	const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3).replace(':', '') || 0);
	return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** The moment that an expression of n8n hands over, which is a luxon DateTime with a zone of its own. */
interface ZonedMoment {
	toMillis(): number;
	/** Minutes ahead of UTC. */
	offset: number;
}

/** Asked as luxon itself asks, as the object comes from n8n's own copy of it. */
export function isZonedMoment(value: unknown): value is ZonedMoment {
	return (
		typeof value === 'object' &&
		value !== null &&
		'isLuxonDateTime' in value &&
		value.isLuxonDateTime === true
	);
}

/** The day that the moment itself shows. */
export function ownDay(moment: ZonedMoment): string | undefined {
	const wall = moment.toMillis() + moment.offset * 60_000;
	return Number.isFinite(wall) ? utcDay(wall) : undefined;
}
