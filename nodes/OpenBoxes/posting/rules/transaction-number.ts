import { textKey } from '../../values/same-text';
import { shortHash } from '../../once/rules/mark';

/**
 * Longest `transactionNumber` the server stores; one more is a 500 (stock-and-transactions.md#transaction).
 */
const LONGEST_NUMBER = 255;

const CREDIT_MARK = '~C~';
const REVERSAL_MARK = '~R';
const LINE_MARK = '~L~';

/** The number of a transaction, or why it cannot be one. */
export type NumberResult =
	{ number: string; reason?: undefined } | { number?: undefined; reason: string };

function check(number: string): NumberResult {
	if (number.length > LONGEST_NUMBER) {
		return {
			reason: `"${number.slice(0, 40)}…" has ${number.length} characters, at most ${LONGEST_NUMBER} are possible`,
		};
	}
	// `%` and `_` are wildcards in the server's search, `\` escapes them (stock-and-transactions.md#volume).
	const forbidden = /[%_\\]/.exec(number);
	if (forbidden)
		return {
			reason: `"${number}" contains "${forbidden[0]}", which OpenBoxes' search cannot tell apart`,
		};
	if (/[\u{10000}-\u{10FFFF}]|\p{Cc}/u.test(number)) {
		return { reason: `"${number}" contains characters that OpenBoxes cannot store` };
	}
	return { number };
}

/**
 * `transactionNumber` of a sale or another posting: `<source>/<reference>` (stock-rules.md#identity). The
 * source (till, system) keeps receipts of two tills apart, because numbers are unique over all locations.
 */
export function toTransactionNumber(
	source: string,
	reference: string,
	line?: string,
): NumberResult {
	const [from, receipt] = [source.trim(), reference.trim()];
	if (receipt === '') return { reason: 'the reference is empty' };
	if (from === '') return { reason: 'the source is empty' };
	const reserved = reservedMark(receipt) ?? reservedMark(line ?? '');
	if (reserved !== undefined) return { reason: reserved };
	const ofLine = line === undefined ? '' : `${LINE_MARK}${line}`;
	return check(`${encodeSource(from)}/${receipt}${ofLine}`);
}

/** A source holds no slash of its own, so that `a` + `b/c` and `a/b` + `c` are two numbers. */
function encodeSource(source: string): string {
	return source.replace(/~/g, '~0').replace(/\//g, '~1');
}

/**
 * Source of postings that name none: made of the location's ID, which stays when its name or number is changed in
 * OpenBoxes; else every old receipt would be posted again.
 */
export function sourceOf(location: { id: string }): string {
	return `n8n-${shortHash(location.id)}`;
}

function reservedMark(text: string): string | undefined {
	const mark = [CREDIT_MARK, LINE_MARK].find((one) => text.includes(one));
	if (mark === undefined && !text.endsWith(REVERSAL_MARK)) return undefined;
	return `"${text}" contains "${mark ?? REVERSAL_MARK}", which marks returns, reversals and lines`;
}

/** Number of a return of a former debit. */
export function toCreditNumber(debitNumber: string, returnReference: string): NumberResult {
	const receipt = returnReference.trim();
	if (receipt === '') return { reason: 'the return reference is empty' };
	const reserved = reservedMark(receipt);
	if (reserved !== undefined) return { reason: reserved };
	return check(`${debitNumber}${CREDIT_MARK}${receipt}`);
}

/** Number of the transaction that undoes another one; there is at most one. */
export function toReversalNumber(number: string): NumberResult {
	return check(`${number}${REVERSAL_MARK}`);
}

/** Whether a transaction undoes another one. */
export function isReversalNumber(number: string): boolean {
	return textKey(number).endsWith(textKey(REVERSAL_MARK));
}

/** Whether a transaction is a return of a debit. */
export function isCreditNumber(number: string): boolean {
	return textKey(number).includes(textKey(CREDIT_MARK));
}

/** Number of the transaction that a return or a reversal follows; undefined for others. */
export function originalNumber(number: string): string | undefined {
	if (isReversalNumber(number)) return number.slice(0, -REVERSAL_MARK.length);
	const at = number.toUpperCase().lastIndexOf(CREDIT_MARK);
	return at < 0 ? undefined : number.slice(0, at);
}

/** Start of the numbers of everything that followed a transaction: returns and its reversal. */
export function followerPrefix(number: string): string {
	return `${number}~`;
}

/** Whether a transaction followed from another one: a return or a reversal. */
export function isFollowerNumber(number: string): boolean {
	return isReversalNumber(number) || textKey(number).includes(textKey(CREDIT_MARK));
}

export function isCreditOf(number: string, debitNumber: string): boolean {
	return textKey(number).startsWith(textKey(`${debitNumber}${CREDIT_MARK}`));
}

export function isReversalOf(number: string, original: string): boolean {
	return textKey(number) === textKey(`${original}${REVERSAL_MARK}`);
}

/** Longest start that all numbers share; a search for it finds them all in one request. */
export function commonPrefix(numbers: readonly string[]): string {
	let prefix = numbers[0] ?? '';
	for (const number of numbers) {
		while (!number.startsWith(prefix)) prefix = prefix.slice(0, -1);
	}
	return prefix;
}
