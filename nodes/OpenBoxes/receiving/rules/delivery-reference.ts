import { createHash } from 'crypto';
import { storableText } from '../../values/storable-text';

/** Room for the mark and the position behind it in a comment of 255 characters. */
const LONGEST_REFERENCE = 200;
/** Ends the reference in a comment; no reference may contain it. */
const END = '|';

/** A delivery reference that can be kept and found again, or why it cannot. */
type ReferenceResult =
	{ reference: string; reason?: undefined } | { reference?: undefined; reason: string };

/**
 * Checks the number of a delivery note. It is kept as the description of the shipment and at the
 * start of every receipt line's comment, and found again by search (design rule 12).
 */
export function toDeliveryReference(text: string): ReferenceResult {
	const reference = text.trim();
	if (reference === '' || reference === 'undefined' || reference === 'null') {
		return {
			reason:
				'the delivery reference is missing: give the number of the delivery note, so that it cannot be booked twice',
		};
	}
	if (reference.length > LONGEST_REFERENCE) {
		return {
			reason: `the delivery reference has ${reference.length} characters, at most ${LONGEST_REFERENCE} are possible`,
		};
	}
	// `%` and `_` are wildcards in the server's search (note 02 §10).
	const forbidden = /[%_\\|]/.exec(reference);
	if (forbidden) {
		return {
			reason: `the delivery reference "${reference}" contains "${forbidden[0]}", which OpenBoxes' search cannot tell apart`,
		};
	}
	if (storableText(reference) !== reference) {
		return {
			reason: `the delivery reference "${reference}" contains characters that OpenBoxes cannot store`,
		};
	}
	return { reference };
}

/** Short hash of what was asked for under a reference; the order of lines does not count. */
export function deliveryHash(lines: ReadonlyArray<readonly unknown[]>): string {
	const sorted = lines.map((line) => JSON.stringify(line)).sort();
	return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 8);
}

/** Start of the comment of every receipt line of a delivery. */
export function deliveryMark(reference: string, hash?: string): string {
	return hash === undefined ? `${reference}${END}` : `${reference}${END}${hash}${END}`;
}

export function toReceiptComment(mark: string, position: number, comment = ''): string {
	return storableText(`${mark}${position} ${comment}`);
}

/** Case does not count, as in the server's own search. */
export function startsWithMark(comment: string | undefined, mark: string): boolean {
	return (comment ?? '').toLowerCase().startsWith(mark.toLowerCase());
}
