import { readFileSync, join } from '../platform';
import { Aliases } from './aliases';

/** Keys whose values depend on how a server was built and installed, or that it gives at random. */
const OF_THE_INSTALLATION = new Set([
	'menuItems',
	'buildNumber',
	'branchName',
	'buildDate',
	'hostname',
	'ipAddress',
	'supportedLocales',
	'logoUrl',
	'localizedHelpScoutKey',
	'logoLabel',
	'cause',
	'grailsVersion',
	'environment',
	'manuallyAdded',
]);

/** Forms in which the server writes points in time. */
const MOMENTS = [
	/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
	/^\d\d\/\d\d\/\d{4} \d\d:\d\d(:\d\d)? ?(Z|[+-]\d\d:?\d\d)?$/,
	/^\d\d\/\d\d\/\d{4}$/,
	/^\d{4}-\d\d-\d\d$/,
	/^\d\d?\/\w{3}\/\d{4}.*$/,
];

const A_DAY_AND_A_BIT = 26 * 3600 * 1000;

const isId = (text: string): boolean => /^([0-9a-f]{32}|[0-9a-f-]{36})$/.test(text);
const isDocumentNumber = (text: string): boolean => /^(?=.*[\d-])[A-Z0-9][A-Z0-9-]{4,}$/.test(text);
const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 160);

/** Every text of the seed: what stands there must come back as it is. */
const seedTexts = new Set<string>();
function collect(value: unknown): void {
	if (typeof value === 'string') seedTexts.add(value);
	else if (Array.isArray(value)) value.forEach(collect);
	else if (isObject(value)) {
		for (const [key, child] of Object.entries(value)) {
			seedTexts.add(key);
			collect(child);
		}
	}
}
collect(JSON.parse(readFileSync(join(module.path, '../sandbox/fixtures/hospital.json'), 'utf8')));

/** Where two answers differ: `data.0.id: expected "A", got "B"`. */
type Differences = string[];

/**
 * Compares values of two answers of one flow. May differ: ids and numbers made during the flow (one to one),
 * points in time near the flow's own, the order of lists whose rows match one to one, and what belongs to the
 * installation.
 */
export class ValueComparison {
	private readonly aliases = new Aliases();

	constructor(private readonly moment: number) {}

	/** `sent` = all that was sent so far: what an answer repeats of it must come back as it was sent. */
	compare(recorded: unknown, given: unknown, sent: string, place = ''): Differences {
		const found: Differences = [];
		this.value(recorded, given, { sent, place, found });
		return found;
	}

	/** Runs a comparison; when it fails, forgets what it had assumed. */
	private attempt(compare: () => boolean): boolean {
		const mark = this.aliases.mark();
		if (compare()) return true;
		this.aliases.undo(mark);
		return false;
	}

	private value(recorded: unknown, given: unknown, at: Place): boolean {
		if (typeof recorded === 'string') return this.text(recorded, given, at);
		if (Array.isArray(recorded)) return this.list(recorded, given, at);
		if (isObject(recorded)) return this.object(recorded, given, at);
		if (Object.is(recorded, given) || this.areNear(recorded, given)) return true;
		return differ(at, `expected ${shown(recorded)}, got ${shown(given)}`);
	}

	/** Epoch milliseconds near the moment of the flow. */
	private areNear(recorded: unknown, given: unknown): boolean {
		return [recorded, given].every(
			(value) => typeof value === 'number' && Math.abs(value - this.moment) < A_DAY_AND_A_BIT,
		);
	}

	private text(recorded: string, given: unknown, at: Place): boolean {
		if (recorded === given) return true;
		const same =
			typeof given === 'string' &&
			(this.isSameMoment(recorded, given, at.sent) ||
				(this.isMade(recorded, at.sent) && this.aliases.join(recorded, given)) ||
				shapeOf(this.aliases.translate(pathOf(recorded))) === shapeOf(pathOf(given)));
		return same || differ(at, `expected ${shown(recorded)}, got ${shown(given)}`);
	}

	private isMade(text: string, sent: string): boolean {
		return (isId(text) || isDocumentNumber(text)) && !seedTexts.has(text) && !sent.includes(text);
	}

	private isSameMoment(recorded: string, given: string, sent: string): boolean {
		const form = MOMENTS.find((each) => each.test(recorded));
		if (!form?.test(given) || sent.includes(recorded)) return false;
		const time = Date.parse(
			recorded.replace(/ Z$/, ' GMT').replace(/ ([+-]\d\d):?(\d\d)$/, ' GMT$1$2'),
		);
		return Math.abs(time - this.moment) < A_DAY_AND_A_BIT;
	}

	/** Each recorded row takes a given one that fits, looking at the same place first. */
	private list(recorded: unknown[], given: unknown, at: Place): boolean {
		if (!Array.isArray(given)) return differ(at, `expected a list, got ${shown(given)}`);
		if (recorded.length !== given.length)
			return differ(at, `expected ${recorded.length} rows, got ${given.length}`);
		const free = new Set(given.keys());
		let same = true;
		for (const [index, row] of recorded.entries()) {
			const nearest = [...free].sort((a, b) => Math.abs(a - index) - Math.abs(b - index));
			const match = nearest.find((candidate) =>
				this.attempt(() => this.value(row, given[candidate], { sent: at.sent })),
			);
			if (match === undefined) {
				this.value(row, given[nearest[0]], child(at, `[${index}]`));
				same = false;
			}
			free.delete(match ?? nearest[0]);
		}
		return same;
	}

	private object(recorded: Record<string, unknown>, given: unknown, at: Place): boolean {
		if (!isObject(given)) return differ(at, `expected an object, got ${shown(given)}`);
		let same = true;
		for (const [key, value] of Object.entries(recorded)) {
			if (OF_THE_INSTALLATION.has(key)) continue;
			const own = this.keyFor(key, given);
			const place = child(at, `.${key}`);
			if (!(own in given)) same = differ(place, 'missing');
			else if (!this.value(value, given[own], place)) same = false;
			if (!same && !at.found) return false;
		}
		for (const key of Object.keys(given)) {
			if (key in recorded || isId(key) || OF_THE_INSTALLATION.has(key)) continue;
			same = differ(child(at, `.${key}`), 'not in the recorded answer');
		}
		return same;
	}

	/** An id made during the flow can be a key as well. */
	private keyFor(key: string, given: Record<string, unknown>): string {
		if (key in given || !isId(key)) return key;
		const own =
			this.aliases.given(key) ??
			Object.keys(given).find((each) => isId(each) && !this.aliases.isTaken(each));
		if (own === undefined) return key;
		this.aliases.join(key, own);
		return own;
	}
}

interface Place {
	sent: string;
	/** Left out in a trial, which wants no list of differences. */
	found?: Differences;
	place?: string;
}

const child = (at: Place, step: string): Place =>
	at.found ? { ...at, place: `${at.place ?? ''}${step}` } : at;

function differ(at: Place, what: string): false {
	at.found?.push(`${at.place || 'body'}: ${what}`);
	return false;
}

/** Without scheme and host, which are those of the server asked. */
const pathOf = (text: string): string => text.replace(/^https?:\/\/[^/]+/, '');

/** What is made anew each time, by its form. */
const shapeOf = (text: string): string =>
	text
		.replace(/[0-9a-f]{32}/g, '<id>')
		.replace(/\b\d{1,2}[ /-]?(\d\d|[A-Z][a-z]{2})[ /-]?\d{4}\b/g, '<date>')
		.replace(/\b\d\d:\d\d(:\d\d)?\b/g, '<time>')
		.replace(/\b(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{6}\b/g, '<number>');
