import { requireKnown } from '../catalogue/unknown-ids';
import { toServerDay } from '../values/server-date';
import type { Connection } from '../transport/connection';
import { OpenBoxesError } from '../transport/openboxes-error';
import {
	movementError,
	movementLabel,
	movementPath,
	readMovement,
	refusedFor,
	stateText,
	type MovementRecord,
} from './movement-record';
import { requireOpenSource } from '../transport/open-source-only';
import { withNewText } from './referenced-movement';
import { shipmentTypeOf, updateShipment, type ShipmentFields } from './send';
import { gaveNoAnswer } from '../transport/server-refusal';

/** What may be changed of a movement itself; undefined stays as it is. */
interface HeaderChange {
	description?: string;
	originId?: string;
	destinationId?: string;
	requestedById?: string;
	/** `yyyy-MM-dd`. */
	dateRequested?: string;
}

function headerBody(change: HeaderChange): Record<string, unknown> {
	const { description, originId, destinationId, requestedById, dateRequested } = change;
	return {
		...(description === undefined ? {} : { description }),
		...(originId === undefined ? {} : { origin: { id: originId } }),
		...(destinationId === undefined ? {} : { destination: { id: destinationId } }),
		...(requestedById === undefined ? {} : { requestedBy: { id: requestedById } }),
		...(dateRequested === undefined ? {} : { dateRequested: toServerDay(dateRequested) }),
	};
}

/**
 * What the server did not take over; it answers an unknown destination as if it had
 * (stock-movements.md#create).
 */
function notSaved(change: HeaderChange, { movement }: MovementRecord): string[] {
	const pairs: Array<[string, string | undefined, string | null | undefined]> = [
		['description', change.description, movement.description],
		['origin', change.originId, movement.origin?.id],
		['destination', change.destinationId, movement.destination?.id],
		['requested by', change.requestedById, movement.requestedBy?.id],
	];
	return pairs
		.filter(([, wanted, there]) => wanted !== undefined && wanted !== (there ?? ''))
		.map(([name]) => name);
}

/** Changes the header of a movement, and the fields of its shipment, and reads both back. */
export async function updateHeader(
	connection: Connection,
	record: MovementRecord,
	wanted: HeaderChange,
	shipment: ShipmentFields,
): Promise<MovementRecord> {
	const change: HeaderChange =
		wanted.description === undefined
			? wanted
			: {
					...wanted,
					description: withNewText(record.movement.description, wanted.description),
				};
	await requireOpenSource(connection, 'a call that changes the header of a stock movement');
	const body = headerBody(change);
	const hasShipment = Object.values(shipment).some((value) => value !== undefined);
	if (Object.keys(body).length === 0 && !hasShipment) {
		throw new OpenBoxesError('Nothing to change is given', {
			description: 'Add a field under "Fields to Update".',
		});
	}
	const notChanged = `${movementLabel(record)} was not changed`;
	await requireKnown(connection, notChanged, [shipmentTypeOf(shipment)]);
	const { id } = record.movement;
	if (Object.keys(body).length > 0) {
		requireEditable(record, body);
		await requireKnown(connection, notChanged, [
			{ domain: 'location', field: 'Origin', id: change.originId },
			{ domain: 'location', field: 'Destination', id: change.destinationId },
			{ domain: 'person', field: 'Requested By', id: change.requestedById },
		]);
		const send = async (): Promise<unknown> =>
			await connection.post(movementPath(id, 'updateRequisition'), body);
		try {
			await send();
		} catch (error) {
			// The same values again change nothing.
			if (!gaveNoAnswer(error)) {
				throw refusedFor(record, 'changed', error, 'Correct the fields and run it again.');
			}
			await send();
		}
	}
	if (hasShipment) await updateShipment(connection, record, shipment);
	const after = await readMovement(connection, id);
	const missing = notSaved(change, after);
	if (missing.length === 0) return after;
	throw movementError(
		record,
		'changed as asked',
		`OpenBoxes did not take over: ${missing.join(', ')}`,
		'The ID is probably unknown to OpenBoxes. Choose it from the list.',
	);
}

const EDITABLE = ['draft', 'requested', 'pendingApproval', 'approved', 'rejected'];

/** Once picking began, another origin would leave its stock reserved. */
function requireEditable(record: MovementRecord, body: Record<string, unknown>): void {
	if (record.way.kind === 'shipment') {
		throw movementError(
			record,
			'changed',
			'it was made for a purchase order',
			'Only its shipment fields (type, dates, tracking, driver, comments) can be changed here.',
		);
	}
	const movesPlaces = 'origin' in body || 'destination' in body;
	if (EDITABLE.includes(record.status) || (!movesPlaces && isBeforeShipping(record))) return;
	throw movementError(
		record,
		'changed',
		stateText(record),
		'Origin and destination can be changed until picking starts, the other fields until it is shipped.',
	);
}

function isBeforeShipping({ status }: MovementRecord): boolean {
	return ['picking', 'picked', 'packed'].includes(status);
}
