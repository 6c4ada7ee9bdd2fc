import type { IDataObject } from 'n8n-workflow';
import { remainingOf, type OrderLine } from '../../orders/rules/order-line';
import { statusFromLines } from '../../orders/rules/order-status';
import type { DeliveryResult, ReceivedPart } from '../../receiving/delivery-request';

function bookedOf(
	line: OrderLine,
	parts: readonly ReceivedPart[],
): { units: number; closed: number } {
	const own = parts.filter((part) => part.orderItemId === line.id);
	return {
		units: own.reduce((sum, part) => sum + part.quantity, 0),
		closed: own.reduce((sum, part) => sum + part.closed, 0),
	};
}

interface Figures {
	receivedBefore: number;
	received: number;
	remaining: number;
}

/** Before, now and left of an order line; the figures of a repeated delivery hold it already. */
function figuresOf(line: OrderLine, { parts, isAlreadyReceived }: DeliveryResult): Figures {
	const { units, closed } = bookedOf(line, parts);
	if (isAlreadyReceived) {
		return {
			receivedBefore: line.received - units,
			received: line.received,
			remaining: remainingOf(line),
		};
	}
	return {
		receivedBefore: line.received,
		received: line.received + units,
		remaining: Math.max(0, remainingOf(line) - units - closed),
	};
}

function lineOutput(part: ReceivedPart, line: OrderLine, result: DeliveryResult): IDataObject {
	const { receivedBefore, received, remaining } = figuresOf(line, result);
	return {
		orderItemId: line.id,
		productId: line.product.id,
		productCode: line.product.code,
		productName: line.product.name,
		ordered: line.ordered,
		receivedBefore,
		receivedNow: part.quantity,
		received,
		closedShort: part.closed,
		remaining,
		unit: line.uom === '' ? null : `${line.uom}/${line.unitsPer}`,
		lotNumber: part.lotNumber === '' ? null : part.lotNumber,
		expirationDate: part.expiry ?? null,
		binLocationId: part.binId ?? null,
		binLocation: part.binName ?? null,
		shipmentNumber: part.receipt?.shipmentNumber ?? null,
		transactionId: part.receipt?.transactionId ?? null,
	};
}

/** The output item of a delivery; quantities in single units. */
export function deliveryOutput(result: DeliveryResult): IDataObject {
	const { order, parts, receipts, reference, isAlreadyReceived, warnings } = result;
	const byId = new Map(order.lines.map((line) => [line.id, line]));
	const after = order.lines.map((line) => ({
		...figuresOf(line, result),
		isCanceled: line.isCanceled,
	}));
	return {
		orderId: order.id,
		orderNumber: order.number,
		reference,
		status: isAlreadyReceived ? 'alreadyReceived' : 'received',
		alreadyReceived: isAlreadyReceived,
		orderStatus: statusFromLines(order.storedStatus, after),
		remaining: after.reduce((sum, line) => sum + line.remaining, 0),
		receipts: receipts.map((receipt) => ({ ...receipt })),
		lines: parts.flatMap((part) => {
			const line = byId.get(part.orderItemId);
			return line ? [lineOutput(part, line, result)] : [];
		}),
		warnings,
	};
}
