import { createOrderShipment } from '../purchase-orders/order-shipments';
import { data, type Reply } from '../reply';
import type { Call, Route } from '../router';
import { movementJson } from '../stock-movements/movement-json';
import { movementNamed } from '../stock-movements/movements';

/**
 * Shipments for order lines; what follows is the same as for other movements
 * (orders-and-receiving.md#receive-order).
 */
export const orderShipmentRoutes: Route[] = [
	{
		method: 'POST',
		pattern: '/api/stockMovements/createCombinedShipments',
		access: 'write',
		handler: create,
		only: 'open source',
	},
];

function create(call: Call): Reply {
	const { world, session } = call;
	const movement = movementNamed(world, createOrderShipment(call).id);
	return data(movementJson(world, movement, { location: session.location, fresh: true }), 201);
}
