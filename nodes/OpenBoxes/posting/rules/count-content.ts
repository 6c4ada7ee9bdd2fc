import type { Transaction, TransactionEntry } from '../../schemas';
import { contentHash, plainLineComment, readMark } from './content';
import { COUNT_TYPES } from './transaction-type';

/** Short hash of what was counted, which no adjustment of the same lines has. */
export function countHash(
	inventoryId: string,
	lines: ReadonlyArray<{ productId: string; quantity: number; lot?: string; bin?: string }>,
	zeroUnlisted: boolean,
): string {
	return contentHash({ inventoryId, typeId: zeroUnlisted ? 'count of all' : 'count', lines });
}

/** What a line of a count says, by which its adjustment is told from others. */
export const countedText = (counted: number): string => `counted ${counted}`;

/** Whether a transaction sets stock to what somebody counted: by its type, or as this package does it. */
export function setsStock(
	{ transactionType, comment }: Transaction,
	entries: readonly TransactionEntry[],
): boolean {
	const batch = readMark(comment)?.batch;
	return (
		COUNT_TYPES.includes(transactionType?.id ?? '') ||
		(batch !== undefined &&
			entries.some(({ comments }) => /^counted \d+$/.test(plainLineComment(comments, batch))))
	);
}
