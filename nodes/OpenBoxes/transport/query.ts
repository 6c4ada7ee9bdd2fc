/** Query values; a list repeats the key. Missing values are left out. */
export type Query = Record<string, string | number | boolean | readonly string[] | undefined>;

export function toQueryString(query: Query): string {
	const pairs: string[] = [];
	for (const [key, value] of Object.entries(query)) {
		if (value === undefined || value === '') continue;
		const values: ReadonlyArray<string | number | boolean> =
			typeof value === 'object' ? value : [value];
		for (const one of values) pairs.push(`${encoded(key)}=${encoded(String(one))}`);
	}
	return pairs.join('&');
}

/** Half a letter cannot be sent, and OpenBoxes has none: it finds nothing, as it should. */
function encoded(text: string): string {
	return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'));
}
