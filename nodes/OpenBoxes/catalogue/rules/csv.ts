/** Excel writes what the language of the computer asks for: one cell with what follows it, by separator. */
const CELLS = [
	[',', /(?:"((?:[^"]|"")*)"|([^",\r\n][^,\r\n]*|))(,|\r\n?|\n|$)/y],
	[';', /(?:"((?:[^"]|"")*)"|([^";\r\n][^;\r\n]*|))(;|\r\n?|\n|$)/y],
	['\t', /(?:"((?:[^"]|"")*)"|([^"\t\r\n][^\t\r\n]*|))(\t|\r\n?|\n|$)/y],
] as const;

/**
 * Cells of any CSV text, the titles first. The separator is the one that the first line has most of, outside of quotes.
 * @returns a reason when a quote stands where none may be, so that the rest would be read wrong
 */
export function readCells(text: string): { rows: string[][]; reason?: string } {
	const plain = text.replace(/^\uFEFF/, '');
	const head = plain.replace(/"(?:[^"]|"")*"/g, '').split(/[\r\n]/)[0];
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

/**
 * Rows of the server's own export as records by column title: it ends each line with a comma, so the last title is
 * empty (stock-and-transactions.md#volume).
 * @returns undefined when it was cut in the middle of a cell
 */
export function readCsv(text: string): Array<Record<string, string>> | undefined {
	const { rows, reason } = readCells(text);
	if (reason !== undefined) return undefined;
	const [titles = [], ...lines] = rows;
	return lines
		.filter((cells) => cells.some((cell) => cell !== ''))
		.map((cells) => Object.fromEntries(titles.map((title, index) => [title, cells[index] ?? ''])));
}
