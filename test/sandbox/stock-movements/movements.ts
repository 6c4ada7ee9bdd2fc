import { missingRow } from '../errors';
import type { Row } from '../store/table';
import type { World } from '../world';

/**
 * A stock movement is no record of its own: it is a requisition with its shipment, or a shipment
 * alone (stock-movements.md#two-kinds).
 */
export interface Movement {
	id: string;
	requisition: Row | undefined;
	shipment: Row | undefined;
}

export const shipmentOf = ({ store }: World, requisition: Row): Row | undefined =>
	store.table('shipment').by('requisition', requisition.id)[0];

export const movementOfRequisition = (world: World, requisition: Row): Movement => ({
	id: requisition.id,
	requisition,
	shipment: shipmentOf(world, requisition),
});

/** By the id of the requisition or of the shipment; undefined = neither. */
export function findMovement(world: World, id: string): Movement | undefined {
	const { store } = world;
	const requisition = store.get('requisition', id);
	if (requisition) return movementOfRequisition(world, requisition);
	const shipment = store.get('shipment', id);
	const behind = store.get('requisition', shipment?.requisition);
	if (behind) return movementOfRequisition(world, behind);
	return shipment ? { id: shipment.id, requisition: undefined, shipment } : undefined;
}

export function movementNamed(world: World, id: string): Movement {
	const movement = findMovement(world, id);
	if (!movement) throw missingRow('class org.pih.warehouse.api.StockMovement', id);
	return movement;
}
