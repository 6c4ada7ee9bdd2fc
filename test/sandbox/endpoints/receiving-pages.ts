import { illegalArgument } from '../errors';
import { rollBackLastReceipt } from '../receiving/last-receipt';
import { makeReceivingBin } from '../receiving/receiving-bin';
import { page, redirect, type Reply } from '../reply';
import type { Call, Route } from '../router';
import { shipmentStatus } from '../shipments/events';
import { movementNamed } from '../stock-movements/movements';

/**
 * Pages of the web interface around receiving (orders-and-receiving.md#failures,
 * orders-and-receiving.md#putaway).
 */
export const receivingPageRoutes: Route[] = [
	{
		method: 'ANY',
		pattern: '/partialReceiving/create/:id',
		access: 'write',
		handler: open,
		needsLocation: true,
		only: 'open source',
	},
	{
		method: 'ANY',
		pattern: '/partialReceiving/rollbackLastReceipt/:id',
		access: 'read',
		handler: rollBack,
		needsLocation: true,
		only: 'open source',
	},
];

const showMovement = (call: Call, id: string): Reply =>
	redirect(`${call.origin}${call.contextPath}/stockMovement/show/${id}`);

/** Makes the receiving bin, before 0.9.6 the only way to get one; only at the destination. */
function open(call: Call): Reply {
	const { requisition, shipment, id } = movementNamed(call.world, call.params.id);
	if (!shipment)
		throw illegalArgument('Must specify name, location number, location type, and parent location');
	const isReceivable = ['SHIPPED', 'PARTIALLY_RECEIVED'].includes(
		shipmentStatus(call.world, shipment),
	);
	if (!isReceivable || shipment.destination !== call.location().id) {
		return showMovement(call, requisition?.id ?? id);
	}
	makeReceivingBin(call.world, shipment);
	return page('Partial Receiving');
}

/** The same redirect whether it worked or not. */
function rollBack(call: Call): Reply {
	const shipment = call.world.store.get('shipment', call.params.id);
	if (shipment) rollBackLastReceipt(call.world, shipment);
	return showMovement(call, String(shipment?.requisition ?? call.params.id));
}
