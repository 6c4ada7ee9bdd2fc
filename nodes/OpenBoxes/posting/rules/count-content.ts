import { contentHash } from './content';

/** Short hash of what was counted, which no adjustment of the same lines has. */
export function countHash(
	inventoryId: string,
	lines: ReadonlyArray<{ productId: string; quantity: number; lot?: string; bin?: string }>,
	zeroUnlisted: boolean,
): string {
	return contentHash({ inventoryId, typeId: zeroUnlisted ? 'count of all' : 'count', lines });
}
