import { storableText } from '../../values/storable-text';
import { hashOf } from '../../../shared/hash';
import { addTo } from '../../../shared/sums';

/** What was asked for, independent of which lots were taken for it (stock-rules.md#same-reference). */
interface RequestedContent {
	inventoryId: string;
	typeId: string;
	lines: ReadonlyArray<{ productId: string; quantity: number; lot?: string; bin?: string }>;
}

/** What the comment of a transaction made by this package says about it. */
interface ContentMark {
	hash: string;
	/** Mark of the batch, at the start of each line's comment as well. */
	batch: string;
}

const MARK = /^n8n:([0-9a-f]{12}):([0-9a-z]{10})(?: |$)/;

/**
 * Short hash of a request: inventory, type, and per product, lot and bin (where given) the total in
 * base units. The order of lines does not count.
 */
export function contentHash(content: RequestedContent): string {
	const totals = new Map<string, number>();
	for (const { productId, quantity, lot, bin } of content.lines) {
		const key = JSON.stringify([productId, (lot ?? '').toLowerCase(), bin ?? '']);
		addTo(totals, key, quantity);
	}
	const sorted = [...totals].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
	const text = JSON.stringify([content.inventoryId, content.typeId, sorted]);
	return hashOf(text, 12, 'hex');
}

export function toComment(mark: ContentMark, comment: string): string {
	return storableText(`n8n:${mark.hash}:${mark.batch} ${comment}`);
}

/** The mark in a transaction's comment; undefined when somebody else made it. */
export function readMark(comment: string | null | undefined): ContentMark | undefined {
	const match = MARK.exec(comment ?? '');
	return match ? { hash: match[1], batch: match[2] } : undefined;
}

/** A comment as its author wrote it, without the mark. */
export function plainComment(comment: string | null | undefined): string {
	return (comment ?? '').replace(MARK, '');
}

/** A line's comment without the mark of the batch that its transaction carries. */
export function plainLineComment(comment: string | null | undefined, batch?: string): string {
	const text = comment ?? '';
	return batch !== undefined && text.startsWith(batch) ? text.slice(batch.length).trim() : text;
}

/** Start of a line's comment: the batch mark, by which all entries of a batch are found at once. */
export function toLineComment(batch: string, comment: string): string {
	return storableText(`${batch} ${comment}`);
}
