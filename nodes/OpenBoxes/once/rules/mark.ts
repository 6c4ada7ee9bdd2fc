import { textKey } from '../../values/same-text';
import { storableText } from '../../values/storable-text';
import { hashOf } from '../../../shared/hash';

/** What stands at the start of a description of a document that this package made. */
interface DocumentMark {
	reference: string;
	/** Of the content that was asked for. */
	hash: string;
	/** Of the run that wrote it, where several may write into one document. */
	run?: string;
	/** What the user wrote behind it. */
	text: string;
}

const HASH = /^(.*?) \[n8n:([0-9a-f]{8})(?:\.([0-9a-f]+))?\](?: (.*))?$/s;

/**
 * Short hash of what is asked for. Lists whose order does not count are sorted by the caller.
 *
 * @returns 8 hexadecimal digits
 */
export function shortHash(content: unknown): string {
	return hashOf(JSON.stringify(content), 8, 'hex');
}

/**
 * The description of a document that stands for a reference: `<reference> [n8n:<hash>] <text>`. The mark ends the
 * reference, so that `REQ 1` never finds `REQ 1 repeat`, and tells what was asked for from what people changed later.
 */
export function toMarkedText({ reference, hash, run, text }: DocumentMark): string {
	return storableText(`${reference} [n8n:${hash}${run === undefined ? '' : `.${run}`}] ${text}`);
}

/** The mark in a description; undefined when somebody else made the document. */
export function readDocumentMark(description: string | null | undefined): DocumentMark | undefined {
	const match = HASH.exec(description ?? '');
	if (!match) return undefined;
	const [, reference, hash, run, text = ''] = match;
	return { reference, hash, ...(run === undefined ? {} : { run }), text };
}

/** Pattern for the server's `like` that finds every document with the reference; more may match. */
export function markPattern(reference: string): string {
	return `${reference} [n8n:%`;
}

/** Whether a description carries the mark of a reference, as the server compares texts. */
export function carriesReference(
	description: string | null | undefined,
	reference: string,
): boolean {
	const mark = readDocumentMark(description);
	return mark !== undefined && textKey(mark.reference) === textKey(reference);
}
