/** An expiry date as `yyyy-MM-dd`, or why the text is none. */
type ExpiryResult = { day: string; reason?: undefined } | { day?: undefined; reason: string };

/**
 * Reads an expiry date in ISO form, with or without a time. Other forms are refused: 03/04/2027 is
 * read as March or April depending on the country.
 */
export function readExpiry(text: string): ExpiryResult {
	const [, day] =
		/^(\d{4}-\d{2}-\d{2})(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(text.trim()) ?? [];
	const time = Date.parse(`${day}T00:00:00Z`);
	const isDay = !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
	if (!isDay) return { reason: `"${text}" is no expiry date: write it as 2027-12-31` };
	// The server refuses a lot that expired before (note 02 §2.1).
	if (day < '2000-01-01') return { reason: `the expiry date "${text}" is before the year 2000` };
	return { day };
}

/** `MM/dd/yyyy`, the one form that every version reads for a lot (note 02 §2.1). */
export function toServerDay(day: string): string {
	const [year, month, date] = day.split('-');
	return `${month}/${date}/${year}`;
}
