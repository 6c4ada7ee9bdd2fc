import { wholeSecond } from '../clock';
import type { Store } from '../store/store';
import type { Row, Value } from '../store/table';
import type { World } from '../world';

export type ShipmentEventCode = 'SHIPPED' | 'PARTIALLY_RECEIVED' | 'RECEIVED';
export type RequestEventCode = 'SUBMITTED' | 'PENDING_APPROVAL' | 'APPROVED' | 'REJECTED';
type EventCode = ShipmentEventCode | RequestEventCode;

/** The world, or the JSON writer: both know the tables. */
interface HasStore {
	store: Store;
}

/** Who acts: the user of the HTTP session and the location that it is logged into. */
export interface Actor {
	user: string | null;
	location: string | null;
}

const codeOf = ({ store }: HasStore, event: Row): Value =>
	store.get('eventType', event.eventType)?.eventCode;

export const eventsOf = (
	{ store }: HasStore,
	owner: 'shipment' | 'requisition',
	id: string,
): Row[] => store.table('event').by(owner, id);

/** A shipment has at most one event of a code. */
export const findEvent = (
	world: HasStore,
	shipment: Row,
	code: ShipmentEventCode,
): Row | undefined =>
	eventsOf(world, 'shipment', shipment.id).find((event) => codeOf(world, event) === code);

/** Epoch milliseconds; null while it has not happened. */
export const eventDate = (
	world: HasStore,
	shipment: Row,
	code: ShipmentEventCode,
): number | null => {
	const date = findEvent(world, shipment, code)?.eventDate;
	return typeof date === 'number' ? date : null;
};

/** Computed from the events, so it holds for both kinds of movement (stock-movements.md#read). */
export function shipmentStatus(world: HasStore, shipment: Row): string {
	const latest = (['RECEIVED', 'PARTIALLY_RECEIVED', 'SHIPPED'] as const).find((code) =>
		findEvent(world, shipment, code),
	);
	return latest ?? 'PENDING';
}

/** What happened last; of two events at one moment the later state counts. */
export function lastEvent(world: HasStore, shipment: Row): Row | undefined {
	const rank = (event: Row) =>
		['SHIPPED', 'PARTIALLY_RECEIVED', 'RECEIVED'].indexOf(String(codeOf(world, event)));
	return eventsOf(world, 'shipment', shipment.id).sort(
		(a, b) => Number(b.eventDate) - Number(a.eventDate) || rank(b) - rank(a),
	)[0];
}

export const eventCode = (world: HasStore, event: Row): string => String(codeOf(world, event));

interface Happening {
	code: EventCode;
	date: number;
	location: Value;
	user: string | null;
	comment?: Value;
}

function insertEvent(world: World, owner: Record<string, Value>, happening: Happening): Row {
	const { store, ids, clock } = world;
	const now = wholeSecond(clock.now());
	return store.insert('event', {
		id: ids.id(),
		eventDate: wholeSecond(happening.date),
		eventType: eventTypeOf(world, happening.code),
		eventLocation: happening.location,
		createdBy: happening.user,
		comment: happening.comment,
		dateCreated: now,
		lastUpdated: now,
		...owner,
	});
}

/** Event types exist, or are made when they first happen. */
function eventTypeOf({ store, ids }: World, code: EventCode): string {
	const known = store
		.table('eventType')
		.all()
		.find((type) => type.eventCode === code);
	if (known) return known.id;
	const name = code[0] + code.slice(1).toLowerCase().replace(/_/g, ' ');
	return store.insert('eventType', {
		id: ids.id(),
		name,
		eventCode: code,
		sortOrder: 0,
		active: true,
	}).id;
}

export function addShipmentEvent(world: World, shipment: Row, happening: Happening): void {
	insertEvent(world, { shipment: shipment.id }, happening);
	settleStatus(world, shipment);
}

export function removeShipmentEvent(world: World, shipment: Row, event: Row): void {
	world.store.remove('event', event);
	settleStatus(world, shipment);
}

/** The stored status follows the events, and the shipment counts as changed. */
function settleStatus(world: World, shipment: Row): void {
	world.store.update('shipment', shipment, {
		currentStatus: shipmentStatus(world, shipment),
		currentEvent: lastEvent(world, shipment)?.id ?? null,
		lastUpdated: wholeSecond(world.clock.now()),
	});
}

export const addRequestEvent = (world: World, requisition: Row, happening: Happening): Row =>
	insertEvent(world, { requisition: requisition.id }, happening);

/** The newest event of a request; within one second any of them (stock-movements.md#read). */
export function lastRequestEvent(world: HasStore, requisition: Row): Row | undefined {
	return eventsOf(world, 'requisition', requisition.id).reduce<Row | undefined>(
		(newest, event) =>
			newest && Number(newest.eventDate) > Number(event.eventDate) ? newest : event,
		undefined,
	);
}
