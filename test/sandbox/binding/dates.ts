import type { Version } from '../versions';

const DAY = /^(\d{1,2})\/(\d{1,2})\/(\d+)/;
const TIME_AFTER_DAY = /^ (\d{1,2}):(\d{1,2})(?::(\d{1,2}))? (Z|[+-]\d\d(?::?\d\d)?)/;
const ISO =
	/^(\d+)-(\d{1,2})-(\d{1,2})T(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d+))?)?(Z|[+-]\d\d(?::?\d\d)?)/;

/**
 * A date text as the binder reads it: patterns tried in order, each matching a prefix, so whatever
 * follows `MM/dd/yyyy` without being a time with blank and zone is dropped in silence
 * (sessions-and-errors.md#dates, stock-and-transactions.md#transaction-date). Undefined = "must be a valid
 * Date".
 */
export function parseBinderDate(text: string, version: Version): number | undefined {
	const day = DAY.exec(text);
	if (day) return parseDayFirst(text, day, version);
	if (version.before('0.9.4')) return undefined;
	const iso = ISO.exec(text);
	if (!iso) return undefined;
	const [, year, month, date, hour, minute, second, fraction, zone] = iso;
	// Exactly the pattern .SSS: three digits; milliseconds are known from 0.9.6 on.
	if (fraction !== undefined && (version.before('0.9.6') || fraction.length > 3)) return undefined;
	return moment(Number(year), Number(month), Number(date), {
		hour: Number(hour),
		minute: Number(minute),
		second: Number(second ?? 0),
		zone: minutesOf(zone),
	});
}

function parseDayFirst(text: string, day: RegExpExecArray, version: Version): number | undefined {
	const [whole, month, date, year] = day;
	const time = version.since('0.9.4') ? TIME_AFTER_DAY.exec(text.slice(whole.length)) : null;
	if (time) {
		const exact = moment(Number(year), Number(month), Number(date), {
			hour: Number(time[1]),
			minute: Number(time[2]),
			second: Number(time[3] ?? 0),
			zone: minutesOf(time[4]),
		});
		if (exact !== undefined) return exact;
	}
	return moment(Number(year), Number(month), Number(date));
}

const MIDNIGHT = { hour: 0, minute: 0, second: 0, zone: 0 };

/**
 * Non-lenient: no 30 February, no hour 24. A year of two digits is the year 26
 * (stock-and-transactions.md#transaction-date).
 */
function moment(year: number, month: number, date: number, time = MIDNIGHT): number | undefined {
	const at = new Date(0);
	at.setUTCFullYear(year, month - 1, date);
	if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== date) return undefined;
	if (time.hour > 23 || time.minute > 59 || time.second > 59) return undefined;
	return at.getTime() + ((time.hour * 60 + time.minute - time.zone) * 60 + time.second) * 1000;
}

function minutesOf(zone: string): number {
	if (zone === 'Z') return 0;
	const sign = zone[0] === '-' ? -1 : 1;
	const digits = zone.slice(1).replace(':', '');
	return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0));
}

/**
 * The hand-written parsers of controllers (sessions-and-errors.md#hand-parsed-dates): several date forms,
 * time and zone optional.
 */
export function parseFlexibleDate(text: string): number | undefined {
	const match =
		/^(?:(\d{4})[-/ ]?(\d\d)[-/ ]?(\d\d)|(\d\d)\/(\d\d)\/(\d{4}))(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.0+)?)? ?(Z|[+-]\d\d(?::?\d\d)?)?)?$/.exec(
			text,
		);
	if (!match) return undefined;
	const [, year, month, date, usMonth, usDate, usYear, hour, minute, second, zone] = match;
	return moment(Number(year ?? usYear), Number(month ?? usMonth), Number(date ?? usDate), {
		hour: Number(hour ?? 0),
		minute: Number(minute ?? 0),
		second: Number(second ?? 0),
		zone: zone ? minutesOf(zone) : 0,
	});
}
