import { randomBytes } from 'crypto';
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
	/** Of one run: two that receive the same delivery write into one draft, and each must know its own lines. */
	run: string;
}

/** What the lines of one run are found by. */
export type RunMark = Pick<DeliveryMark, 'reference' | 'run'>;

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
export function toDeliveryDescription({ reference, hash }: DeliveryMark): string {
	return toMarkedText({ reference, hash, text: '' });
}

/** Comment of a receipt line: the mark, and what the user wrote. */
export function toReceiptComment(mark: DeliveryMark, text: string): string {
	return toMarkedText({ ...mark, text });
}

/** Pattern for the server's `like` that finds what was written for this content, by whichever run. */
export function sameContentPattern({ reference, hash }: DeliveryMark): string {
	return `${reference} [n8n:${hash}%`;
}

/** Pattern for the server's `like` that finds what this run wrote. */
export function ownRunPattern({ reference, run }: RunMark): string {
	return `${reference} [n8n:%.${run}]%`;
}

/** Whether a comment was written for this delivery and this content. */
export function isMarked(comment: string | undefined, { reference, hash }: DeliveryMark): boolean {
	return carriesReference(comment, reference) && readDocumentMark(comment)?.hash === hash;
}

/** The run that wrote a comment; undefined when it carries none. */
export function runOf(comment: string | undefined): string | undefined {
	return readDocumentMark(comment)?.run;
}

/** The delivery note that a text of ours belongs to; undefined when somebody else wrote it. */
export function referenceOf(text: string | undefined): string | undefined {
	return readDocumentMark(text)?.reference;
}

/** A run of its own for each execution. */
export function newRun(): string {
	return randomBytes(3).toString('hex');
}

const UNNAMED = 'n8n-';

/** A receipt without a delivery note is told from others by a mark of its own. */
export function unnamedReference(random: string): string {
	return `${UNNAMED}${random}`;
}

export function isUnnamed(reference: string): boolean {
	return reference.startsWith(UNNAMED);
}
