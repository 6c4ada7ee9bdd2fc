import type { OrderName, OrderRecord } from '../orders/order-record';
import { isReceivable } from '../orders/rules/order-status';
import { notReceived } from './arrived-lines';

/** The server would receive any order anywhere, placed or not. */
export function requireOrderHere(
	order: OrderRecord,
	location: { id: string; name: string },
	allowUnplaced: boolean,
): void {
	if (order.destination.id !== location.id) {
		throw notReceived(
			order,
			`it is for ${order.destination.name}, not for ${location.name}`,
			'Nothing was booked. Use a credential of the location that the goods are for.',
		);
	}
	if (isReceivable(order.storedStatus)) return;
	if (order.storedStatus === 'PENDING' && allowUnplaced) return;
	throw notReceived(
		order,
		`it is ${order.storedStatus === 'PENDING' ? 'not placed yet' : order.storedStatus.toLowerCase()}`,
		order.storedStatus === 'PENDING'
			? 'Nothing was booked. Place the order first, or turn on "Receive Without Placing".'
			: 'Nothing was booked.',
	);
}

/** Deliveries of one order wait for each other in this process; other processes are met by the proofs. */
export function orderKey({ orderId, orderNumber, anyCode }: OrderName): string {
	return `receive order|${orderId ?? orderNumber ?? anyCode ?? ''}`;
}
