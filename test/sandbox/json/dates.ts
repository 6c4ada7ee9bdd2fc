import type { Value } from '../store/table';

/** `yyyy-MM-dd'T'HH:mm:ss'Z'`, UTC, no milliseconds (sessions-and-errors.md#json). */
export const isoSeconds = (value: Value): string | null =>
	typeof value === 'number'
		? new Date(Math.floor(value / 1000) * 1000).toISOString().replace('.000Z', 'Z')
		: null;

/** As `Instant.toString()`: milliseconds only when there are some. */
export const isoInstant = (value: Value): string | null =>
	typeof value === 'number' ? new Date(value).toISOString().replace('.000Z', 'Z') : null;

const two = (number: number): string => String(number).padStart(2, '0');

/** `MM/dd/yyyy` in the server's zone, which is UTC here. */
export function monthDayYear(value: Value): string | null {
	if (typeof value !== 'number') return null;
	const at = new Date(value);
	return `${two(at.getUTCMonth() + 1)}/${two(at.getUTCDate())}/${String(at.getUTCFullYear()).padStart(4, '0')}`;
}

/** `MM/dd/yyyy HH:mm XXX`. */
export function minuteWithZone(value: Value): string | null {
	if (typeof value !== 'number') return null;
	const at = new Date(value);
	return `${monthDayYear(value)} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())} Z`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `22/Nov/2026 07:06:23` (CSV) . */
export function dayMonthName(value: Value): string {
	if (typeof value !== 'number') return '';
	const at = new Date(value);
	return `${two(at.getUTCDate())}/${MONTHS[at.getUTCMonth()]}/${at.getUTCFullYear()} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
}

/** `1/5/99 8:00 AM`: how validation messages show a date. */
export function shortDate(value: number): string {
	const at = new Date(value);
	const hour = at.getUTCHours();
	return `${at.getUTCMonth() + 1}/${at.getUTCDate()}/${two(at.getUTCFullYear() % 100)} ${hour % 12 || 12}:${two(at.getUTCMinutes())} ${hour < 12 ? 'AM' : 'PM'}`;
}
