/** Types that may be undone by an opposite transaction: they only move stock by their quantities. */
const REVERSIBLE_TYPES = ['2', '3', '4', '5', '10'];

/** Documents that a transaction can belong to, by the server's name for the reference. */
const DOCUMENTS = [
	['outgoingShipment', 'a shipment'],
	['incomingShipment', 'a shipment'],
	['receipt', 'a receipt'],
	['order', 'an order'],
	['requisition', 'a requisition'],
	['cycleCount', 'a count'],
	// Set from 0.9.7 on by stock records and counts (versions.md#smaller).
	['transactionSource', 'a stock record or count'],
] as const;

type Documents = Partial<Record<(typeof DOCUMENTS)[number][0], unknown>>;

/** Why a transaction cannot be undone on its own; undefined when it can. */
export function objectionToReversal(typeId: string, transaction: Documents): string | undefined {
	const document = DOCUMENTS.find(
		([key]) => transaction[key] !== null && transaction[key] !== undefined,
	);
	if (document)
		return `it belongs to ${document[1]}, which would then no longer fit: undo that in OpenBoxes`;
	if (REVERSIBLE_TYPES.includes(typeId)) return undefined;
	return 'only sales, adjustments and write-offs can be reversed, not counts or transfers';
}
