/** What makes a spreadsheet take a text for a formula, in full width too. */
const FORMULA = /^\s*[=+\-@|\t\r＝＋－＠]/;

function cell(value: unknown): string {
	if (value === null || value === undefined) return '';
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	// A number may begin with a minus; a text that does is shown as a text.
	const plain = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
	return /[",\r\n;]/.test(plain) ? `"${plain.replace(/"/g, '""')}"` : plain;
}

/** What a row refers to becomes columns of its own: `location.name`. */
function flat(row: Record<string, unknown>, before = ''): Array<[string, unknown]> {
	return Object.entries(row).flatMap(([key, value]): Array<[string, unknown]> =>
		typeof value === 'object' && value !== null && !Array.isArray(value)
			? flat(value as Record<string, unknown>, `${before}${key}.`)
			: [[`${before}${key}`, value]],
	);
}

/** Rows as CSV (RFC 4180) with a byte order mark, by which spreadsheets know that it is UTF-8. */
export function toCsv(rows: ReadonlyArray<Record<string, unknown>>): string {
	const records = rows.map((row) => new Map(flat(row)));
	const columns = [...new Set(records.flatMap((record) => [...record.keys()]))];
	const lines = [columns, ...records.map((record) => columns.map((column) => record.get(column)))];
	return `\uFEFF${lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('')}`;
}
