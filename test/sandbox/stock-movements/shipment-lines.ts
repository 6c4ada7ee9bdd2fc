import type { JsonObject } from '../json/json';
import {
	isFromPurchaseOrder,
	orderItemOf,
	perUnit,
	piecesLeftBeside,
	unitOfMeasure,
} from '../purchase-orders/order-lines';
import type { Row } from '../store/table';
import type { World } from '../world';
import { shipmentLineJson, type OrderOfLine } from './line-json';

export const isFromOrder = (world: World, shipment: Row): boolean =>
	isFromPurchaseOrder(world, shipment.id);

/** Lines of a movement without requisition; a line without a place in the order gets the next one. */
export function shipmentLinesJson(world: World, shipment: Row): JsonObject[] {
	return world.store
		.table('shipmentItem')
		.by('shipment', shipment.id)
		.map((item, at) => ({
			...shipmentLineJson(world, item, orderBehind(world, item)),
			sortOrder: item.sortOrder || at * 100,
		}));
}

export const oneShipmentLineJson = (world: World, item: Row): JsonObject =>
	shipmentLineJson(world, item, orderBehind(world, item));

function orderBehind(world: World, item: Row): OrderOfLine | undefined {
	const orderItem = orderItemOf(world, item);
	if (!orderItem) return undefined;
	return {
		orderItem,
		order: world.store.get('order', orderItem.order),
		quantityLeft: piecesLeftBeside(world, orderItem, String(item.shipment)),
		unitOfMeasure: unitOfMeasure(world, orderItem),
		packSize: perUnit(orderItem),
	};
}
