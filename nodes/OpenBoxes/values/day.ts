import type { Read } from './read';
import { cleanText, quoted } from './text';
import {
	fromIso,
	isCalendarDay,
	isMidnight,
	isZonedMoment,
	ownDay,
	zonedDay,
} from '../../shared/zone';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
/** A day with a time behind it, and nothing else: `2029-06-30T00:00:00.000Z`, `2029-06-30 14:30`. */
const DAY_AND_TIME =
	/^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;
/** The midnight that spreadsheets add to a day. */
const MIDNIGHT = /[T ](?:0?0:00(?::00)?|12:00(?::00)? ?AM)$/i;
/** As spreadsheets export a day, in the order of the country: `6/30/2029`, `30.06.2029`, `6/30/29`. */
const EXPORTED = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/;
/** The same with the year first: `2029/06/30`. */
const YEAR_FIRST = /^(\d{4})([/.-])(\d{1,2})\2(\d{1,2})$/;
/** The same with the month in words: `30-Jun-29`, `30 June 2029`. */
const WITH_MONTH = /^(\d{1,2})([- ])([a-z]{3,9})\2(\d{4}|\d{2})$/i;
// Written out: to ask Node for them takes it 6 MB at its start.
const MONTHS =
	'january february march april may june july august september october november december'.split(
		' ',
	);

/** Epoch milliseconds from which on a number can be a moment: the year 1973. */
const EARLIEST_EPOCH = 1e11;

/**
 * A calendar day as `yyyy-MM-dd`. A moment that is a midnight in the workflow's zone is the day that begins there:
 * so date pickers and JavaScript write a day. Of any other moment the written day counts, whatever the zone.
 */
export function readDay(value: unknown, label: string, zone: string): Read<string> {
	const day =
		momentDay(value, zone) ?? (typeof value === 'string' ? textDay(value, zone) : undefined);
	if (day !== undefined && isRealDay(day)) return { value: day };
	const why = isDayNumber(value)
		? ': the day numbers of spreadsheets count from 1900 or from 1904. Format the column as a date'
		: '';
	return { reason: `${label} ${quoted(value)} is not a day${why}, e.g. 2027-06-30` };
}

/** What a spreadsheet holds for a day of this century: which one depends on the settings of the file. */
function isDayNumber(value: unknown): boolean {
	const text = typeof value === 'number' ? String(value) : value;
	return typeof text === 'string' && /^\s*[3-7]\d{4}(\.\d+)?\s*$/.test(text);
}

/** The day of a moment that is no text: a JavaScript Date, a luxon DateTime, epoch milliseconds. */
function momentDay(value: unknown, zone: string): string | undefined {
	if (isZonedMoment(value)) return dayOf(value.toMillis(), ownDay(value), zone);
	const time = value instanceof Date ? value.getTime() : value;
	if (typeof time !== 'number' || (value === time && time <= EARLIEST_EPOCH)) return undefined;
	return dayOf(time, zonedDay('UTC', time), zone);
}

/** @param written the day that is meant unless the moment is a midnight of the zone */
function dayOf(time: number, written: string | undefined, zone: string): string | undefined {
	return isMidnight(zone, time) ? zonedDay(zone, time) : written;
}

function textDay(given: string, zone: string): string | undefined {
	const text = cleanText(given);
	if (DAY.test(text)) return text;
	const match = DAY_AND_TIME.exec(text);
	if (!match) return exportedDay(text);
	const [, written, offset] = match;
	const local = text.slice(0, text.length - (offset?.length ?? 0)).trimEnd();
	const time = fromIso(`${local.replace(' ', 'T')}${offset ?? ''}`, 'UTC');
	if (time === undefined) return undefined;
	return offset === undefined ? written : dayOf(time, written, zone);
}

/** Only what can be read in one way: 03/04/2027 is March or April, depending on the country. */
function exportedDay(given: string): string | undefined {
	const text = given.replace(MIDNIGHT, '');
	const yearFirst = YEAR_FIRST.exec(text);
	if (yearFirst) return iso(yearFirst[1], Number(yearFirst[3]), Number(yearFirst[4]));
	const inWords = WITH_MONTH.exec(text);
	if (inWords) return iso(inWords[4], monthOf(inWords[3]), Number(inWords[1]));
	const match = EXPORTED.exec(text);
	if (!match) return undefined;
	const [first, second, year] = [Number(match[1]), Number(match[3]), match[4]];
	// Dots are written by countries that put the day first.
	if (match[2] === '.') return iso(year, second, first);
	if (second > 12 || first === second) return iso(year, first, second);
	// 29/06/30 may begin with the year.
	return first > 12 && year.length === 4 ? iso(year, second, first) : undefined;
}

/** From 1 on; 0 for what is no month. At least three letters are given. */
function monthOf(name: string): number {
	return 1 + MONTHS.findIndex((month) => month.startsWith(name.toLowerCase()));
}

/** @param year with two digits it is of this century */
function iso(year: string, month: number, day: number): string {
	const two = (number: number): string => String(number).padStart(2, '0');
	return `${year.padStart(4, '20')}-${two(month)}-${two(day)}`;
}

function isRealDay(day: string): boolean {
	return DAY.test(day) && isCalendarDay(day);
}
