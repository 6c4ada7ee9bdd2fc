import type { Read } from '../values/read';
import { textKey } from '../values/same-text';
import { quoted } from '../values/text';
import { hasCheckDigit } from './check-digit';
import { DATE, isFixed, nextElement, readEverySplit, type Elements } from './gs1-elements';

/** What a GS1 label says of the goods it stands on (docs/scanned-codes.md). */
export interface ScannedLabel {
	/** 14 digits. */
	gtin: string;
	lot?: string;
	/** `yyyy-MM-dd`. */
	expirationDate?: string;
	count?: number;
	serial?: string;
}

/** What else is known of the goods: it decides where a label can be read in two ways. */
type Known = Pick<ScannedLabel, 'lot' | 'expirationDate'>;

/** What a scanner puts before a code to say which kind it is (ISO/IEC 15424). */
const SYMBOLOGY = /^\][A-Za-z]\d/;
const GS1_SYMBOLOGY = /^\](?:C1|d2|Q3|e\d|J1)/;
/** The separator FNC1 as scanners and their software write it out, and as our own reading of a text passes it on. */
const SPELLED =
	/[<{[(](?:GS|FNC1|0x1D)[>}\])]|\^\]|\\(?:x1d|u001d|F|0?29)|~(?:1(?=(?:01|1[0157]|21|3[07])\w)|d029)|%1d|&#(?:29|x1d);/giu;
/** Characters that no element of GS1 may hold: as control characters, scanners put them for the separator. */
const SEPARATOR = /[\s\p{Cc}\u241D|#^@~$\\]/gu;
const GS = '\u001D';

/** Names that the first edition of Digital Link had for the keys. */
const NAMED_KEYS: ReadonlyMap<string, string> = new Map([
	['gtin', '01'],
	['lot', '10'],
	['ser', '21'],
	['exp', '17'],
]);

/**
 * A code without what the scanner put before it.
 *
 * @returns the GTIN of a label, else the code itself
 */
export function scannedCode(text: string): string {
	const label = readLabel(text);
	return label?.value?.gtin ?? text.trim().replace(SYMBOLOGY, '');
}

/**
 * Reads a label: DataMatrix, GS1-128, QR code or DataBar as a scanner passes it on, with brackets as it is printed
 * below the bars, or a Digital Link.
 *
 * @returns undefined when the text is no label but a plain code
 */
export function readLabel(
	text: string,
	known: Known = {},
	year = new Date().getFullYear(),
): Read<ScannedLabel> | undefined {
	const trimmed = text.trim();
	const content = trimmed.replace(SYMBOLOGY, '');
	const spelled = content.replace(SPELLED, GS).replaceAll('（', '(').replaceAll('）', ')');
	const written = fromLink(content) ?? fromBrackets(spelled.replaceAll(GS, ''));
	if (written !== undefined) return toLabel(written, year);
	const marked = spelled.replace(SEPARATOR, GS);
	const isSure = GS1_SYMBOLOGY.test(trimmed) || marked.startsWith(GS);
	return fromScanner(marked, isSure, known, year);
}

function fromLink(text: string): Elements | undefined {
	// Some scanners leave out what every address begins with.
	const address = /^[a-z\d-]+\.[a-z\d.-]+\//i.test(text) ? `https://${text}` : text;
	if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined;
	const { pathname, searchParams } = new URL(address);
	const parts = pathname
		.split('/')
		.filter((part) => part !== '')
		.map(decoded);
	const start = parts.findIndex((part, index) => {
		const key = NAMED_KEYS.get(part.toLowerCase()) ?? part;
		return key === '01' && /^\d{8,14}$/.test(parts[index + 1] ?? '');
	});
	if (start < 0) return undefined;
	const pairs: Array<[string, string]> = [];
	for (let at = start; at + 1 < parts.length; at += 2) pairs.push([parts[at], parts[at + 1]]);
	pairs.push(...searchParams);
	const elements: Elements = new Map();
	for (const [name, value] of pairs) {
		const key = NAMED_KEYS.get(name.toLowerCase()) ?? name;
		if (/^\d{2,4}$/.test(key)) elements.set(key, key === '01' ? value.padStart(14, '0') : value);
	}
	return elements;
}

function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

/** Every pair of brackets with a known identifier begins an element; others belong to a lot. */
function fromBrackets(text: string): Elements | undefined {
	if (!/^[([]\d{2,4}[)\]]/.test(text)) return undefined;
	const elements: Elements = new Map();
	let last: string | undefined;
	for (const [whole, key, value] of text.matchAll(/[([](\d{2,4})[)\]]([^([]*)|[([][^([]*/g)) {
		const isElement =
			key !== undefined && nextElement(`${key}0`)?.key === key && !elements.has(key);
		if (isElement) {
			const isDigits = isFixed(key) || key === '30' || key === '37';
			elements.set(key, isDigits ? value.replace(/[\s-]/g, '') : value.trim());
			last = key;
		} else if (last !== undefined) elements.set(last, (elements.get(last) ?? '') + whole.trim());
	}
	return elements;
}

/**
 * What a scanner passes on.
 *
 * @param isSure whether it says itself that it is a label; else a product number that proves itself must tell it
 */
function fromScanner(
	text: string,
	isSure: boolean,
	known: Known,
	year: number,
): Read<ScannedLabel> | undefined {
	const read = readEverySplit(text, GS).map((reading) => ({
		...reading,
		isProven: hasCheckDigit(reading.elements.get('01') ?? reading.elements.get('02') ?? ''),
		label: toLabel(reading.elements, year),
	}));
	if (!isSure && !read.some(({ isProven }) => isProven)) return undefined;
	const asWritten = read.find(({ splits }) => splits === 0)?.label;
	if (known.lot !== undefined) {
		// The line itself says where the lot ends.
		if (asWritten !== undefined && agrees(asWritten, known)) return asWritten;
		const fitting = read.map(({ label }) => label).filter((label) => agrees(label, known));
		if (fitting.length > 0) return onlyOne(fitting, text);
	}
	// A separator was lost where the text makes no sense without it, or a date ends what should be a lot.
	const guessed = read.filter(
		({ splits, isProven, label }) =>
			splits > 0 && isProven && label.value !== undefined && isNear(label.value, year),
	);
	const dated = guessed.filter(({ dates }) => dates > 0);
	const likely = dated.length > 0 ? dated : asWritten?.value === undefined ? guessed : [];
	if (likely.length > 0)
		return onlyOne(
			likely.map(({ label }) => label),
			text,
		);
	return asWritten ?? { reason: `${quoted(shown(text))} cannot be read as a GS1 label` };
}

const shown = (text: string): string => text.replaceAll(GS, ' ').trim();

/** Serial numbers do not matter for stock: what differs in them alone is one. */
function onlyOne(labels: ReadonlyArray<Read<ScannedLabel>>, text: string): Read<ScannedLabel> {
	const different = new Set(
		labels.map(({ value }) =>
			JSON.stringify([value?.gtin, value?.lot, value?.expirationDate, value?.count]),
		),
	);
	if (different.size === 1) return labels[0];
	return {
		reason: `the label ${quoted(shown(text))} can be read in several ways: let the scanner send the separator (FNC1 as GS), or give the lot beside it`,
	};
}

function agrees({ value }: Read<ScannedLabel>, { lot, expirationDate }: Known): boolean {
	if (value?.lot === undefined || textKey(value.lot) !== textKey(lot ?? '')) return false;
	const days = new Set([value.expirationDate, expirationDate]);
	return days.has(undefined) || days.size === 1;
}

/** Years around today in which a date inside a lot number is taken for the expiration date. */
const NEAR = 20;

function isNear({ expirationDate }: ScannedLabel, year: number): boolean {
	return (
		expirationDate === undefined || Math.abs(Number(expirationDate.slice(0, 4)) - year) <= NEAR
	);
}

function toLabel(elements: Elements, year: number): Read<ScannedLabel> {
	const [own, inside] = [elements.get('01'), elements.get('02')];
	const gtin = own ?? inside;
	if (gtin === undefined)
		return { reason: 'the label names no product (GTIN): scan the one on the package' };
	if (own !== undefined && inside !== undefined && own !== inside)
		return { reason: 'the label names two products (01 and 02)' };
	if (!/^\d{14}$/.test(gtin)) return { reason: `the GTIN ${quoted(gtin)} of the label is none` };
	const dated = elements.get('17');
	const expirationDate = dated === undefined ? undefined : labelDay(dated, year);
	if (dated !== undefined && expirationDate === undefined)
		return { reason: `the expiration date ${quoted(dated)} of the label is no day` };
	const counted = elements.get('37') ?? elements.get('30');
	if (counted !== undefined && !/^\d{1,8}$/.test(counted))
		return { reason: `the count ${quoted(counted)} of the label is no number` };
	for (const key of ['10', '21']) {
		const value = elements.get(key);
		if (value !== undefined && (value === '' || value.length > 20))
			return { reason: `(${key}) of the label must have 1 to 20 characters, not ${quoted(value)}` };
	}
	return {
		value: {
			gtin,
			lot: elements.get('10'),
			expirationDate,
			count: counted === undefined ? undefined : Number(counted),
			serial: elements.get('21'),
		},
	};
}

/**
 * A day as labels write it, `YYMMDD`: the century is the one that is nearest (GS1 General Specifications), day 00 is
 * the last of the month.
 */
export function labelDay(text: string, year: number): string | undefined {
	const match = DATE.exec(text);
	if (!match) return undefined;
	const [short, month, day] = match.slice(1).map(Number);
	const steps = short - (year % 100);
	const century = Math.floor(year / 100) + (steps >= 51 ? -1 : steps <= -50 ? 1 : 0);
	const full = century * 100 + short;
	const last = new Date(Date.UTC(full, month, 0)).getUTCDate();
	if (day > last) return undefined;
	return [full, month, day || last].map((part) => String(part).padStart(2, '0')).join('-');
}
