import { isDownstreamConsumer, isSupplier } from '../shipments/places';
import { shipmentStatus } from '../shipments/events';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import {
	APPROVAL_STATUSES,
	REQUEST_OPTIONS,
	requisitionLabel,
	requisitionVariant,
	shipmentLabel,
	shipmentVariant,
} from './requisition-status';

export interface DisplayStatus {
	name: Value;
	label: string;
	variant: string | null;
}

/** Of an answer that was built before the shipment was made (stock-movements.md#create). */
const NOTHING: DisplayStatus = { name: null, label: 'enum.null.null', variant: null };

/** The documents behind a row of a list or a detail. */
export interface Papers {
	requisition: Row | undefined;
	shipment: Row | undefined;
	origin: Value;
	destination: Value;
}

/**
 * The state as the person sees it who is logged into a location: the origin sees the requisition,
 * the destination the shipment (stock-movements.md#list). A text before 0.9.2.
 */
export function displayStatus(
	world: World,
	papers: Papers,
	location: Value,
): DisplayStatus | string {
	if (world.version.before('0.9.2')) return oldLabel(world, papers);
	if (!isInbound(world, papers, location)) return ofRequisition(papers.requisition);
	if (papers.requisition?.sourceType === 'ELECTRONIC' && seesOwnRequest(world, location)) {
		const { status } = papers.requisition;
		if (APPROVAL_STATUSES.includes(status)) return ofMovement(status);
		if (REQUEST_OPTIONS.some((one) => one === status)) return ofMovement('IN_PROGRESS');
	}
	return ofShipment(world, papers.shipment);
}

function isInbound(world: World, { origin, destination }: Papers, location: Value): boolean {
	if (location === origin) return false;
	return location === destination || isSupplier(world, world.store.get('location', origin));
}

const seesOwnRequest = (world: World, location: Value): boolean =>
	isDownstreamConsumer(world, world.store.get('location', location));

const ofRequisition = (requisition: Row | undefined): DisplayStatus =>
	requisition
		? {
				name: requisition.status,
				label: requisitionLabel(requisition.status),
				variant: requisitionVariant(requisition.status),
			}
		: NOTHING;

function ofShipment(world: World, shipment: Row | undefined): DisplayStatus {
	if (!shipment) return NOTHING;
	const status = shipmentStatus(world, shipment);
	return { name: status, label: shipmentLabel(status), variant: shipmentVariant(status) };
}

/** This enum has no variants. */
const ofMovement = (status: Value): DisplayStatus => ({
	name: status,
	label: status === 'IN_PROGRESS' ? 'In progress' : requisitionLabel(status),
	variant: null,
});

function oldLabel(world: World, { requisition, shipment }: Papers): string {
	if (APPROVAL_STATUSES.includes(requisition?.status)) return requisitionLabel(requisition?.status);
	return shipment ? shipmentLabel(shipmentStatus(world, shipment)) : NOTHING.label;
}
