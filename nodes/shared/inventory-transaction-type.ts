/** Kinds of inventory transactions. These words are sent: the documentation misspells some of them. */
export const TRANSACTION_TYPES = {
	adjustment: 'Adjustment',
	packaging: 'Packaging',
	purchase: 'Purchase',
	receiving: 'Receiving',
	return: 'Return',
	sales: 'Sales',
	transfer: 'Transfer',
} as const;

export type TransactionType = keyof typeof TRANSACTION_TYPES;

/** As the documentation of v5.45 prints them; a server that checks its own list stores these. */
const MISSPELT: Record<string, TransactionType> = {
	purchas: 'purchase',
	purhase: 'purchase',
	s: 'sales',
	ales: 'sales',
	's,ales': 'sales',
};

/** The kind that is meant; undefined when it is another word, which is kept as it is. */
export function understoodType(stored: unknown): TransactionType | undefined {
	const word = typeof stored === 'string' ? stored.trim().toLowerCase() : '';
	if (Object.hasOwn(TRANSACTION_TYPES, word)) return word as TransactionType;
	return Object.hasOwn(MISSPELT, word) ? MISSPELT[word] : undefined;
}

/** Whether a server that filters by this word leaves nothing out: it would not find misspelt ones. */
export function isSpeltOneWay(type: string): boolean {
	return !Object.values(MISSPELT).some((meant) => meant === type);
}
