const US_DATE = /^(\d{2})\/(\d{2})\/(\d{4})(?: (\d{2}):(\d{2})(?::\d{2})? ?(Z|[+-]\d{2}:?\d{2})?)?/;
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})/;

function two(part: number): string {
	return String(part).padStart(2, '0');
}

/** `yyyy-MM-dd` → `MM/dd/yyyy`, the one form that every version reads (note 03 §0). */
export function toServerDay(day: string): string {
	const [year, month, date] = day.split('-');
	return `${month}/${date}/${year}`;
}

/** `MM/dd/yyyy HH:mm +00:00`, the only form that receipts and old versions read; seconds are lost. */
export function toServerMinute(time: number): string {
	const date = new Date(time);
	const day = `${two(date.getUTCMonth() + 1)}/${two(date.getUTCDate())}/${date.getUTCFullYear()}`;
	return `${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())} +00:00`;
}

/** A day or time in any form the server writes → ISO 8601 (a day stays a day); null when there is none. */
export function fromServerDate(text: string | null | undefined): string | null {
	if (!text) return null;
	const match = US_DATE.exec(text);
	if (!match) return text;
	const [, month, date, year, hour, minute, zone] = match;
	const day = `${year}-${month}-${date}`;
	if (hour === undefined) return day;
	const offset = zone === undefined ? 'Z' : zone;
	return new Date(`${day}T${hour}:${minute}:00${offset}`).toISOString();
}

/** A calendar day from a date, a time or text that starts with `yyyy-MM-dd`; else the reason. */
export function readDay(
	value: unknown,
	label: string,
): { day: string; reason?: undefined } | { day?: undefined; reason: string } {
	const text = value instanceof Date ? value.toISOString() : dateText(value);
	const match = ISO_DAY.exec(text);
	const day = match ? `${match[1]}-${match[2]}-${match[3]}` : fromServerDay(text);
	if (day !== undefined && isRealDay(day)) return { day };
	return { reason: `${label} "${text}" is not a day, e.g. 2027-06-30` };
}

function dateText(value: unknown): string {
	// n8n hands luxon's DateTime to expressions.
	if (
		typeof value === 'object' &&
		value !== null &&
		'toISODate' in value &&
		typeof value.toISODate === 'function'
	) {
		return String(value.toISODate());
	}
	return typeof value === 'string' ? value.trim() : String(value);
}

function fromServerDay(text: string): string | undefined {
	// Only what the server itself writes in full, since 03/04/2026 typed by a person is ambiguous.
	const match = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
	return match && Number(match[2]) > 12 ? `${match[3]}-${match[1]}-${match[2]}` : undefined;
}

function isRealDay(day: string): boolean {
	const time = Date.parse(`${day}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
