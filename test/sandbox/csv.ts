/** One cell, quoted as RFC 4180 wants it (warehouse.md#reports). */
export function csvCell(value: unknown): string {
	const text = value === null || value === undefined ? '' : String(value);
	return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
