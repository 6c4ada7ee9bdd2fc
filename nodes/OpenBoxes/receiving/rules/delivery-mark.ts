import { carriesReference, readDocumentMark, shortHash, toMarkedText } from '../../once/rules/mark';
import { readReference, type ReferenceResult } from '../../once/rules/reference';
import { storableText } from '../../values/storable-text';

/** Room for the mark, the position and a comment in a text of 255 characters. */
const LONGEST_REFERENCE = 200;

/** What a delivery is found by again: in the description of its shipment and in the comment of each receipt line. */
export interface DeliveryMark {
	/** Number of the delivery note. */
	reference: string;
	/** Of what arrived, so that other content under the same number is told apart. */
	hash: string;
}

/** Checks the number of a delivery note, which is found again by the server's search. */
export function toDeliveryReference(value: unknown): ReferenceResult {
	const read = readReference(value, 'the delivery reference');
	if (read.reason !== undefined) {
		const isMissing = / is empty$/.test(read.reason);
		return isMissing
			? {
					reason:
						'the delivery reference is missing: give the number of the delivery note, so that it cannot be booked twice',
				}
			: read;
	}
	const { reference } = read;
	if (reference.length > LONGEST_REFERENCE) {
		return {
			reason: `the delivery reference has ${reference.length} characters, at most ${LONGEST_REFERENCE} are possible`,
		};
	}
	// `%` and `_` are wildcards in the server's search, which has no way to escape them.
	const forbidden = /[%_\\]|\[n8n:/.exec(reference);
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
export function deliveryHash(owner: string, lines: ReadonlyArray<readonly unknown[]>): string {
	return shortHash([owner, lines.map((line) => JSON.stringify(line)).sort()]);
}

/** Description of the shipment that is made for a delivery. */
export function toDeliveryDescription(mark: DeliveryMark): string {
	return toMarkedText({ ...mark, text: '' });
}

/** Comment of a receipt line: the mark, and what the user wrote. */
export function toReceiptComment(mark: DeliveryMark, text: string): string {
	return toMarkedText({ ...mark, text });
}

/** Pattern for the server's `like` that finds what carries exactly this mark. */
export function sameContentPattern({ reference, hash }: DeliveryMark): string {
	return `${reference} [n8n:${hash}]%`;
}

/** Whether a comment was written for this delivery and this content. */
export function isMarked(comment: string | undefined, { reference, hash }: DeliveryMark): boolean {
	return carriesReference(comment, reference) && readDocumentMark(comment)?.hash === hash;
}

/** The delivery note that a text of ours belongs to; undefined when somebody else wrote it. */
export function referenceOf(text: string | undefined): string | undefined {
	return readDocumentMark(text)?.reference;
}

const UNNAMED = 'n8n-';

/** A receipt without a delivery note is told from others by a mark of its own. */
export function unnamedReference(random: string): string {
	return `${UNNAMED}${random}`;
}

export function isUnnamed(reference: string): boolean {
	return reference.startsWith(UNNAMED);
}
