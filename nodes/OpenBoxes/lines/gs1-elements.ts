/** What a label says, by application identifier: `01` product, `10` lot, `17` expiry, … */
export type Elements = Map<string, string>;

/** One way to read a text, as scanners pass a label on. */
interface Reading {
	elements: Elements;
	/** Places where a separator was left out. */
	splits: number;
	/** Those before an expiration date. */
	dates: number;
}

/** `YYMMDD`; day 00 is the last of the month. */
export const DATE = /^(\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])$/;

/** Identifiers whose length is given by the standard, so that no separator follows: first two digits, length behind. */
const FIXED: ReadonlyArray<[from: number, to: number, length: number]> = [
	[0, 0, 18],
	[1, 3, 14],
	[4, 4, 16],
	[11, 19, 6],
	[20, 20, 2],
	[31, 36, 6],
	[41, 41, 13],
];
/** First two digits of identifiers of three and four digits. */
const THREE = /^(?:2[3-5]|4[0-2]|71)/;
const FOUR = /^(?:3[1-69]|43|7[02]|8[0-2])/;
const TWO = /^(?:0[0-4]|1\d|2[0-2]|30|37|9\d)/;
/** Most characters of those that matter here, else 90. */
const MOST: Readonly<Record<string, number>> = { '10': 20, '21': 20, '30': 8, '37': 8 };
const LONGEST = 90;
/** Steps beyond which a text is no label that anybody printed. */
const MOST_STEPS = 4000;
/** Fewest characters of a serial number that follows without a separator. */
const SHORTEST_SERIAL = 4;

interface Element {
	key: string;
	/** Of the value; undefined = up to the next separator. */
	length?: number;
}

/** Whether the value of an identifier is of one length, and digits. */
export function isFixed(key: string): boolean {
	return fixedLength(key) !== undefined;
}

function fixedLength(key: string): number | undefined {
	const start = Number(key.slice(0, 2));
	return FIXED.find(([from, to]) => start >= from && start <= to)?.[2];
}

/** The element that a text begins with. */
export function nextElement(text: string): Element | undefined {
	const digits = TWO.test(text) ? 2 : THREE.test(text) ? 3 : FOUR.test(text) ? 4 : 0;
	const key = text.slice(0, digits);
	if (digits === 0 || key.length < digits || !/^\d+$/.test(key)) return undefined;
	return { key, length: fixedLength(key) };
}

function isPossible(key: string, value: string): boolean {
	if (value === '' || value.length > (MOST[key] ?? LONGEST)) return false;
	return !(isFixed(key) || key === '30' || key === '37') || /^\d+$/.test(value);
}

/**
 * Every way to read a text as elements, that of the standard first. Where no separator came at all, it may have been
 * lost: each element without a length may end anywhere then.
 */
export function readEverySplit(text: string, separator: string): Reading[] {
	const found: Reading[] = [];
	const mayBeLost = !text.includes(separator);
	let steps = 0;
	const read = (at: number, before: Reading): void => {
		if (++steps > MOST_STEPS) return;
		let start = at;
		while (text[start] === separator) start++;
		if (start >= text.length) {
			if (before.elements.size > 0) found.push(before);
			return;
		}
		const element = nextElement(text.slice(start));
		if (element === undefined || before.elements.has(element.key)) return;
		const { key, length } = element;
		const from = start + key.length;
		const take = (to: number, isSplit: boolean): void => {
			const value = text.slice(from, to);
			if (value.length !== (length ?? value.length) || !isPossible(key, value)) return;
			const isDate = isSplit && text.startsWith('17', to);
			read(to, {
				elements: new Map([...before.elements, [key, value]]),
				splits: before.splits + Number(isSplit),
				dates: before.dates + Number(isDate),
			});
		};
		if (length !== undefined) {
			take(from + length, false);
			return;
		}
		const end = text.indexOf(separator, from);
		const last = end < 0 ? text.length : end;
		take(last, false);
		if (!mayBeLost) return;
		for (let to = Math.min(last - 1, from + (MOST[key] ?? LONGEST)); to > from; to--)
			if (isSplitPoint(text.slice(to))) take(to, true);
	};
	read(0, { elements: new Map(), splits: 0, dates: 0 });
	return found.sort((a, b) => a.splits - b.splits);
}

/** What follows a lot or serial number on packages of medicine. */
function isSplitPoint(rest: string): boolean {
	const [key, value] = [rest.slice(0, 2), rest.slice(2)];
	if (['11', '13', '15', '17'].includes(key)) return DATE.test(value.slice(0, 6));
	if (key === '21') return value.length >= SHORTEST_SERIAL;
	return ['01', '10', '30', '37'].includes(key) && value !== '';
}
