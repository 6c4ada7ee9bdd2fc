const US_DATE = /^(\d{2})\/(\d{2})\/(\d{4})(?: (\d{2}):(\d{2})(?::\d{2})? ?(Z|[+-]\d{2}:?\d{2})?)?/;

function two(part: number): string {
	return String(part).padStart(2, '0');
}

/** `yyyy-MM-dd` → `MM/dd/yyyy`, the one form that every version reads (stock-movements.md#ground-rules). */
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
