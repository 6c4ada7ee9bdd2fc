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

/** Excel writes what the language of the computer asks for: one cell with what follows it, by separator. */
const CELLS = [
	[',', /(?:"((?:[^"]|"")*)"|([^",\n][^,\n]*|))(,|\n|$)/y],
	[';', /(?:"((?:[^"]|"")*)"|([^";\n][^;\n]*|))(;|\n|$)/y],
	['\t', /(?:"((?:[^"]|"")*)"|([^"\t\n][^\t\n]*|))(\t|\n|$)/y],
] as const;

/**
 * Cells of any CSV text, the titles first. The separator is the one that the first line has most of, outside of quotes.
 * @returns a reason when a quote stands where none may be, so that the rest would be read wrong
 */
export function readCells(text: string): { rows: string[][]; reason?: string } {
	const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
	const head = plain.replace(/"(?:[^"]|"")*"/g, '').split('\n')[0];
	const countOf = (sign: string): number => head.split(sign).length;
	const [separator, pattern] = CELLS.reduce((best, one) =>
		countOf(one[0]) > countOf(best[0]) ? one : best,
	);
	pattern.lastIndex = 0;
	const rows: string[][] = [];
	let cells: string[] = [];
	while (pattern.lastIndex < plain.length) {
		const match = pattern.exec(plain);
		if (!match) return { rows: [], reason: `a quote in row ${rows.length + 1} is not closed` };
		cells.push(match[1] === undefined ? match[2] : match[1].replace(/""/g, '"'));
		if (match[3] === separator) continue;
		rows.push(cells);
		cells = [];
	}
	if (cells.length > 0) rows.push([...cells, '']);
	return { rows };
}
