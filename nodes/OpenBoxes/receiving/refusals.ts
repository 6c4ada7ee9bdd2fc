import type { ReceiptView } from '../shipments/receipt-view';
import { OpenBoxesError } from '../transport/openboxes-error';
import { openQuantity } from './rules/shipped-lines';

/** Somebody else received on the shipment at the same moment; after a new look it may be tried again. */
export class Overtaken extends OpenBoxesError {}

const RECEIVABLE = ['SHIPPED', 'PARTIALLY_RECEIVED'];

/** An error about a shipment: why it was not received, and what to do. */
export function notReceivedOn(
	view: ReceiptView,
	reason: string,
	description: string,
): OpenBoxesError {
	const name = view.shipmentNumber || view.shipmentId;
	return new OpenBoxesError(`Shipment ${name} was not received: ${reason}`, { description });
}

export function overtaken(view: ReceiptView): Overtaken {
	const name = view.shipmentNumber || view.shipmentId;
	return new Overtaken(
		`Shipment ${name} was not received: somebody else received on it at the same moment`,
		{
			description:
				'Run it again with the same reference: what was booked is found, and only what is missing is booked.',
		},
	);
}

/** The server checks no state: it would also receive what was never sent, or all of it once more. */
export function requireReceivable(view: ReceiptView): void {
	if (RECEIVABLE.includes(view.status)) return;
	const isReceived = view.status === 'RECEIVED';
	// A place that does not receive in parts closes the shipment with the first receipt; the rest may still come.
	if (isReceived && view.lines.some((line) => openQuantity(line) > 0)) return;
	throw notReceivedOn(
		view,
		isReceived ? 'it has been received already' : 'it has not been sent yet',
		isReceived
			? 'Nothing was booked. Look at its receipts in OpenBoxes.'
			: 'Nothing was booked. Send it first, then receive it.',
	);
}
