import type { Row } from '../store/table';
import type { World } from '../world';
import type { ReceiptLine } from './partial-receipt';

export const receiptItemsOf = ({ store }: World, shipmentItem: string): Row[] =>
	store.table('receiptItem').by('shipmentItem', shipmentItem);

/** Receipt lines that count: of a completed receipt, and of the product that was shipped. */
const countedOf = (world: World, shipmentItem: Row): Row[] =>
	receiptItemsOf(world, shipmentItem.id).filter(
		(item) =>
			item.product === shipmentItem.product &&
			world.store.get('receipt', item.receipt)?.receiptStatusCode === 'RECEIVED',
	);

const total = (rows: Row[], property: string): number =>
	rows.reduce((sum, row) => sum + Number(row[property] ?? 0), 0);

export const isFullyReceived = (world: World, shipmentItem: Row): boolean => {
	const counted = countedOf(world, shipmentItem);
	const done = total(counted, 'quantityReceived') + total(counted, 'quantityCanceled');
	return done >= Number(shipmentItem.quantity);
};

/** What completed receipts say about the shipment line behind a line; nothing for a split-off part. */
export function doneBefore(
	world: World,
	line: ReceiptLine,
): { received: number; canceled: number } {
	if (line.fields.isSplitItem === true || !line.shipmentItem) return { received: 0, canceled: 0 };
	const counted = countedOf(world, line.shipmentItem);
	return {
		received: total(counted, 'quantityReceived'),
		canceled: total(counted, 'quantityCanceled'),
	};
}

/** Shows what is left; below 0 after too much was received (orders-and-receiving.md#receiving). */
export function remaining(world: World, line: ReceiptLine): number {
	if (line.fields.cancelRemaining === true) return 0;
	const { received, canceled } = doneBefore(world, line);
	const { quantityShipped, quantityReceiving } = line.fields;
	return Number(quantityShipped ?? 0) - (Number(quantityReceiving ?? 0) + received + canceled);
}
