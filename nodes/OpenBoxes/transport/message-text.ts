/** Characters of one quoted text, and of a whole sentence, that a person still reads. */
const MOST_QUOTED = 120;
const MOST_TOTAL = 2000;

const QUOTATION = /(?<=^|[\s(])"([^"]*)"(?=[\s),.;:!?]|$)/g;

/** A message as people can read it: quoted texts and the whole are cut when they are too long. */
export function forMessage(text: string): string {
	// A quotation begins behind a blank and ends before one: what lies between two quotations is none.
	const quoted = text.replace(QUOTATION, (whole, inner: string) =>
		inner.length <= MOST_QUOTED ? whole : `"${withoutHalf(inner.slice(0, MOST_QUOTED))}…"`,
	);
	return quoted.length <= MOST_TOTAL ? quoted : `${withoutHalf(quoted.slice(0, MOST_TOTAL))}…`;
}

/** A letter of two halves is never cut in the middle. */
function withoutHalf(text: string): string {
	return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text;
}

/** A sentence without the full stops and blanks at its end, so that another can follow. */
export function withoutFullStop(text: string): string {
	let end = text.length;
	while (end > 0 && /[.\s]/.test(text[end - 1])) end--;
	return text.slice(0, end);
}
