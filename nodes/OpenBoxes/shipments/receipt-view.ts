import { receivingViewSchema, type ReceivingLine } from '../schemas';
import { expiryDay } from '../values/moment';
import { fromServerDate } from '../values/server-date';
import type { ShipmentLine } from './rules/receipt-draft';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';

/** What a shipment still holds to be received, and its open draft if there is one. */
export interface ReceiptView {
	shipmentId: string;
	shipmentNumber: string;
	/** `PENDING`, `SHIPPED`, `PARTIALLY_RECEIVED` or `RECEIVED`. */
	status: string;
	description: string;
	/** Id of the open draft. */
	receiptId?: string;
	origin: { id: string; name: string };
	destination: { id: string; name: string };
	lines: ShipmentLine[];
	/** When the goods left, ISO 8601. */
	shippedAt?: string;
	/** Whether anything lies in a pallet or box. */
	isPacked: boolean;
}

export function receivingPath(shipmentId: string): string {
	return apiPath('partialReceiving', shipmentId);
}

function toLine(line: ReceivingLine): ShipmentLine {
	return {
		receiptItemId: line.receiptItemId ?? undefined,
		shipmentItemId: line.shipmentItemId,
		containerId: line['container.id'] ?? undefined,
		productId: line['product.id'],
		productCode: line['product.productCode'] ?? '',
		productName: line['product.name'] ?? '',
		needsLotAndExpiry: line['product.lotAndExpiryControl'] === true,
		lotNumber: line.lotNumber ?? '',
		expiry: expiryDay(line.expirationDate),
		binId: line['binLocation.id'] ?? undefined,
		binName: line['binLocation.name'] ?? undefined,
		shipped: line.quantityShipped,
		received: line.quantityReceived,
		canceled: line.quantityCanceled,
		receiving: line.quantityReceiving ?? undefined,
		comment: line.comment ?? undefined,
	};
}

/** The answer of every receiving call that has one, with its keys put in order. */
export function toReceiptView(answer: unknown): ReceiptView {
	const { data } = receivingViewSchema.parse(answer);
	const lines = data.containers.flatMap((container) =>
		container.shipmentItems.map((item) => ({
			...toLine(item),
			containerId: container['container.id'] ?? undefined,
		})),
	);
	return {
		shipmentId: data.shipmentId,
		shipmentNumber: data['shipment.shipmentNumber'] ?? '',
		status: data.shipmentStatus ?? '',
		description: data.description ?? '',
		receiptId: data.receiptId ?? undefined,
		origin: { id: data['origin.id'] ?? '', name: data['origin.name'] ?? '' },
		destination: { id: data['destination.id'], name: data['destination.name'] ?? '' },
		lines,
		shippedAt: fromServerDate(data.dateShipped) ?? undefined,
		isPacked: lines.some((line) => line.containerId !== undefined),
	};
}

/**
 * Reads what a shipment holds. With `onlyDraft` only the lines that the server stored in the draft,
 * which can be less than its answer to the call that saved it (orders-and-receiving.md#receiving).
 */
export async function readReceiptView(
	connection: Connection,
	shipmentId: string,
	onlyDraft = false,
): Promise<ReceiptView> {
	try {
		const query = { stepNumber: onlyDraft ? 2 : 1 };
		return toReceiptView(await connection.get(receivingPath(shipmentId), query));
	} catch (error) {
		throw refusalOf(shipmentId, error);
	}
}

/** Two drafts were saved at the same moment; until one is gone the server can neither show nor receive the shipment. */
export class SeveralDrafts extends OpenBoxesError {
	constructor(
		readonly shipmentId: string,
		{ message, outcome, httpStatus }: OpenBoxesError,
	) {
		super(message, {
			description:
				'Two receipts of the shipment are open in OpenBoxes. If it stays so, roll it back to before its sending, then send it again.',
			outcome,
			httpStatus,
		});
	}
}

function refusalOf(shipmentId: string, error: unknown): OpenBoxesError {
	const failure = toOpenBoxesError(error);
	if (/unable to find shipment/i.test(failure.message)) return unknownShipment(shipmentId);
	const isBlocked = /only have one pending receipt/i.test(failure.message);
	return isBlocked ? new SeveralDrafts(shipmentId, failure) : failure;
}

function unknownShipment(shipmentId: string): OpenBoxesError {
	return new OpenBoxesError(`OpenBoxes has no shipment "${shipmentId}"`, {
		description: 'It may have been deleted. Goods are received on a shipment, by its ID.',
		httpStatus: 404,
	});
}
