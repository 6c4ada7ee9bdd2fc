/**
 * Rows of a CSV text as records by column title. Written for the server's own export: byte order
 * mark, quotes doubled inside quotes, line breaks inside quotes, a comma at the end of each line
 * (stock-and-transactions.md#volume).
 */
export function readCsv(text: string): Array<Record<string, string>> {
	const [titles, ...lines] = splitCsv(text.replace(/^\uFEFF/, ''));
	if (!titles) return [];
	return lines
		.filter((cells) => cells.some((cell) => cell !== ''))
		.map((cells) => Object.fromEntries(titles.map((title, index) => [title, cells[index] ?? ''])));
}

function splitCsv(text: string): string[][] {
	const rows: string[][] = [];
	let cells: string[] = [];
	// One cell with its separator: quoted (with doubled quotes) or plain.
	const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
	while (pattern.lastIndex < text.length) {
		const match = pattern.exec(text);
		if (!match) break;
		cells.push(match[1] === undefined ? match[2] : match[1].replace(/""/g, '"'));
		if (match[3] !== ',') {
			rows.push(cells);
			cells = [];
		}
	}
	if (cells.length > 0) rows.push(cells);
	return rows;
}
