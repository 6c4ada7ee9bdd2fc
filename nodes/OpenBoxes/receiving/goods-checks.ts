import { readLocationSupport } from '../catalogue/locations';
import type { ReceiptLine } from '../shipments/rules/receipt-draft';
import type { ReceiptView } from '../shipments/receipt-view';
import type { Connection } from '../transport/connection';
import { OpenBoxesError } from '../transport/openboxes-error';
import { isAtLeast } from '../transport/server';
import { goodsNotReceived, type ReceiveRequest } from './arrived-goods';
import { openQuantity, shippedLabel, shippedLines } from './rules/shipped-lines';

const DAY_MS = 86_400_000;

/** The server takes any date for a draft and refuses some of them only when it is completed. */
export function checkDate(view: ReceiptView, { deliveredAt }: ReceiveRequest, now: number): void {
	const { shippedAt } = view;
	if (deliveredAt === undefined) return;
	if (deliveredAt > now) {
		// The draft would be saved and stay open.
		throw goodsNotReceived(
			view,
			'the delivery date is in the future',
			'Leave it empty for now. Nothing was booked.',
		);
	}
	const shipped = Date.parse(shippedAt ?? '');
	if (deliveredAt < shipped - DAY_MS) {
		throw goodsNotReceived(
			view,
			`the delivery date is before the goods were shipped (${shippedAt ?? ''})`,
			'Give a later date, or leave it empty for now. Nothing was booked.',
		);
	}
}

/** A place that does not receive in parts closes the shipment with its first receipt (0.9.3 and later). */
export async function refuseClosing(
	connection: Connection,
	view: ReceiptView,
	plan: readonly ReceiptLine[],
	{ allowClosing }: ReceiveRequest,
): Promise<string | undefined> {
	if (view.status === 'RECEIVED') return undefined;
	const open = shippedLines(view.lines).reduce((sum, line) => {
		const own = plan.filter((one) => one.shipmentItemId === line.shipmentItemId);
		if (own.some((one) => one.closeShort)) return sum;
		const arriving = own.reduce((total, one) => total + one.quantity, 0);
		return sum + Math.max(0, openQuantity(line) - arriving);
	}, 0);
	const { version } = await connection.serverInfo();
	if (open === 0 || !isAtLeast(version, '0.9.3')) return undefined;
	const support = await readLocationSupport(connection, view.destination.id);
	if (support.includes('PARTIAL_RECEIVING')) return undefined;
	const name = view.destination.name || 'the destination';
	if (!allowClosing) {
		throw goodsNotReceived(
			view,
			`${open} units are missing, and ${name} does not receive in parts: OpenBoxes would close the shipment`,
			'Nothing was booked. Receive all of it, close the missing lines, or switch on "Allow Closing With a Rest"; what comes later can be received all the same.',
		);
	}
	return `OpenBoxes closed the shipment although ${open} units are missing, because ${name} does not receive in parts. What comes later can be received all the same`;
}

/** What was to be closed short must not be open any more. */
export function requireClosed(after: ReceiptView, plan: readonly ReceiptLine[]): void {
	for (const line of shippedLines(after.lines)) {
		const own = plan.filter((one) => one.shipmentItemId === line.shipmentItemId);
		if (!own.some((one) => one.closeShort) || openQuantity(line) <= 0) continue;
		throw new OpenBoxesError(
			`It is unclear what was received of ${shippedLabel(line)}: OpenBoxes shows ${line.received} received and ${line.canceled} canceled of ${line.shipped}`,
			{
				description:
					'Look at the receipt and the stock card in OpenBoxes before you receive anything again.',
				outcome: 'unknown',
			},
		);
	}
}
