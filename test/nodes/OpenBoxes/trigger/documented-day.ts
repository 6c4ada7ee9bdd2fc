import { id } from '../../../hospital/scene';
import { addShipmentEvent } from '../../../sandbox/shipments/events';
import { findMovement } from '../../../sandbox/stock-movements/movements';
import type { HospitalDay } from './hospital-day';
import { must } from './must';

export async function createMovement(day: HospitalDay): Promise<string> {
	const created = await must(
		day.central.post('/api/stockMovements', {
			name: 'Emergency resupply',
			description: 'demo',
			origin: { id: id.locations.central },
			destination: { id: id.locations.pharmacy },
			dateRequested: '2026-11-22T00:00:00Z',
			requestedBy: { id: day.userId },
		}),
	);
	return created.data.id;
}

/** The documents name no call that sends or receives a movement: it happens in the application. */
export function markShipment(
	day: HospitalDay,
	movement: string,
	code: 'SHIPPED' | 'RECEIVED',
): void {
	const { world } = day.sandbox;
	const { shipment } = findMovement(world, movement) ?? {};
	if (!shipment) throw new Error(`No shipment of ${movement}`);
	const origin = id.locations.central;
	addShipmentEvent(world, shipment, {
		code,
		date: day.now,
		location: origin,
		user: day.userId,
	});
}

export async function createOrder(day: HospitalDay): Promise<{ order: string; line: string }> {
	const created = await must(
		day.central.post('/api/purchaseOrders', {
			name: 'Emergency order',
			origin: { id: id.locations.medsupply },
			destination: { id: id.locations.central },
			orderedBy: { id: day.userId },
			dateOrdered: '2026-11-22T00:00:00Z',
			orderItems: [{ product: { id: id.products['10001'] }, quantity: 50, unitPrice: 1 }],
		}),
	);
	const order = created.data.id;
	return { order, line: (await day.firstLine(order)).id };
}

/** The documents name no call that approves an order either. */
export function markOrder(day: HospitalDay, order: string, status: string): void {
	const { store } = day.sandbox.world;
	const row = store.get('order', order);
	if (!row) throw new Error(`No order ${order}`);
	store.update('order', row, { status });
}

export async function receiveOrder(
	day: HospitalDay,
	order: string,
	line: string,
	quantity: number,
): Promise<void> {
	await must(
		day.central.post(`/api/purchaseOrders/${order}/receive`, {
			items: [{ orderItemId: line, quantityReceived: quantity }],
		}),
	);
}
