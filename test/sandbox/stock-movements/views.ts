import type { View } from '../endpoints/views';
import type { Form } from '../json/json';
import { shipmentStatus } from '../shipments/events';
import type { Row } from '../store/table';
import type { World } from '../world';
import { inboundRow } from './inbound-list';
import { shipmentOf } from './movements';
import { movementStatusOf, sortPosition } from './requisition-status';
import { originalLinesOf } from './request-lines';

/** Movements as the generic API lists them: what a poll reads (feeds.md#feeds). */
export const movementViews: Record<string, View> = {
	outboundStockMovement: outbound,
	inboundStockMovementListItem: inbound,
};

/** All movements with a requisition; receipts do not move `lastUpdated`, only the shipment's status. */
function outbound(world: World): Row[] {
	return world.store
		.table('requisition')
		.all()
		.filter((requisition) => requisition.isTemplate !== true)
		.map((requisition) => {
			const shipment = shipmentOf(world, requisition);
			return {
				id: requisition.id,
				name: requisition.name,
				identifier: requisition.requestNumber,
				description: requisition.description,
				comments: shipment?.additionalInformation,
				origin: requisition.origin,
				destination: requisition.destination,
				status: requisition.status,
				statusCode: movementStatusOf(requisition.status),
				statusSortOrder: sortPosition(requisition.status),
				shipmentStatus: shipment ? shipmentStatus(world, shipment) : null,
				stockMovementType: 'STOCK_MOVEMENT',
				requestType: requisition.type ?? 'DEFAULT',
				sourceType: requisition.sourceType,
				requestedBy: requisition.requestedBy,
				dateRequested: requisition.dateRequested,
				// The planned time, earlier than the moment of sending (feeds.md#feeds).
				dateShipped: shipment?.expectedShippingDate,
				expectedDeliveryDate: shipment?.expectedDeliveryDate,
				driverName: shipment?.driverName,
				trackingNumber: shipment?.trackingNumber,
				shipmentType: shipment?.shipmentType,
				stocklist: requisition.requisitionTemplate,
				requisition: requisition.id,
				shipment: shipment?.id,
				order: null,
				lineItemCount: originalLinesOf(world, requisition.id).length,
				dateCreated: requisition.dateCreated,
				lastUpdated: requisition.lastUpdated,
				createdBy: requisition.createdBy,
				updatedBy: requisition.updatedBy,
			};
		});
}

/** By shipment, so supplier deliveries are in it; their times are the shipment's. */
function inbound(world: World): Row[] {
	return world.store
		.table('shipment')
		.all()
		.map((shipment) => {
			const requisition = world.store.get('requisition', shipment.requisition);
			const header = requisition ?? shipment;
			return {
				id: header.id,
				name: header.name,
				description: header.description,
				identifier: requisition ? requisition.requestNumber : shipment.shipmentNumber,
				origin: header.origin,
				destination: header.destination,
				requisition: requisition?.id,
				shipment: shipment.id,
				dateCreated: header.dateCreated,
				lastUpdated: header.lastUpdated,
			};
		});
}

export const movementViewForms = (world: World): Record<string, Form> => ({
	inboundStockMovementListItem: (row, json) => {
		const shipment = world.store.get('shipment', row.shipment);
		if (!shipment) return { id: row.id };
		const requisition = world.store.get('requisition', row.requisition);
		return inboundRow(world, { requisition, shipment }, json.viewer);
	},
});
