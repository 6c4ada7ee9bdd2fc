/** Shipped transaction types (stock-and-transactions.md#types) that this package posts or reads. */
export const TRANSACTION_TYPE = {
	consumption: '2',
	adjustment: '3',
	expired: '4',
	damaged: '5',
	inventory: '7',
	transferOut: '9',
	legacyAdjustmentDebit: '10',
	productInventory: '11',
	inventoryBaseline: '12',
} as const;

/**
 * Types that fix the stock of a product, so that older transactions stop counting
 * (stock-and-transactions.md#signs).
 */
export const COUNT_TYPES: readonly string[] = [
	TRANSACTION_TYPE.inventory,
	TRANSACTION_TYPE.productInventory,
	TRANSACTION_TYPE.inventoryBaseline,
];

/** Kinds of transactions that a sale can be: consumption, and adjustments down as some tills post them. */
export const SALE_TYPES: readonly string[] = [
	TRANSACTION_TYPE.consumption,
	TRANSACTION_TYPE.adjustment,
	TRANSACTION_TYPE.legacyAdjustmentDebit,
];

/** What a user wants to happen to stock. */
export type PostingMovement = 'debit' | 'expire' | 'damage' | 'adjustUp' | 'adjustDown' | 'credit';

/**
 * Type and sign of each movement. A debit type takes a positive quantity away; an adjustment carries
 * its own sign. No caller chooses a sign (stock-rules.md#quantities), so the forum's `-1` cannot meet type 2.
 */
const POSTING: Record<PostingMovement, { typeId: string; sign: 1 | -1 }> = {
	debit: { typeId: TRANSACTION_TYPE.consumption, sign: 1 },
	expire: { typeId: TRANSACTION_TYPE.expired, sign: 1 },
	damage: { typeId: TRANSACTION_TYPE.damaged, sign: 1 },
	adjustDown: { typeId: TRANSACTION_TYPE.adjustment, sign: -1 },
	adjustUp: { typeId: TRANSACTION_TYPE.adjustment, sign: 1 },
	credit: { typeId: TRANSACTION_TYPE.adjustment, sign: 1 },
};

export function postingOf(movement: PostingMovement): { typeId: string; sign: 1 | -1 } {
	return POSTING[movement];
}

/** Change of stock that one entry makes, by type; undefined for counts, which set stock instead. */
export function stockChange(typeId: string, quantity: number): number | undefined {
	if (COUNT_TYPES.includes(typeId)) return undefined;
	const isDebit = ['2', '4', '5', '9', '10'].includes(typeId);
	return isDebit ? -quantity : quantity;
}
