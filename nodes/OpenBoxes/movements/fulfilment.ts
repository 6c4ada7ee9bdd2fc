import type { LotRow } from '../stock/rules/lot';
import { lotKey } from '../stock/rules/lot';
import { lotTotals, packingRow, type PackedPick, type PackingExtras } from './rules/packing-list';
import { toServerDay, toServerMinute } from '../values/server-date';
import { placeOf } from '../stock/availability';
import { reserve, type Reservation } from '../stock/tally';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { findByReference, fullDescription, notCreated, type NewMovement } from './create-movement';
import { movementLabel, readMovement, toRecord, type MovementRecord } from './movement-record';
import { readPacks } from './picks';
import { updateShipment, type SendOutcome, type SendRequest } from './send';

/** `Default`; the call wants one, and the server accepts this one (note 03 §5a). */
const DEFAULT_SHIPMENT_TYPE = '5';

function fulfilmentBody(
	movement: NewMovement,
	{ shipment }: SendRequest,
	picks: ReadonlyArray<PackedPick & PackingExtras>,
	now: number,
): Record<string, unknown> {
	const shipped = Math.min(shipment.dateShipped ?? now, now);
	return {
		fulfillmentDetails: {
			description: fullDescription(movement),
			origin: { id: movement.originId },
			destination: { id: movement.destinationId },
			requestedBy: { id: movement.requestedById },
			dateRequested: toServerDay(movement.dateRequested),
		},
		sendingOptions: {
			expectedShippingDate: toServerMinute(shipped),
			shipmentType: { id: shipment.shipmentTypeId ?? DEFAULT_SHIPMENT_TYPE },
			trackingNumber: shipment.trackingNumber ?? null,
			// The call wants a day; without one the goods are expected the day they leave.
			expectedDeliveryDate: toServerDay(
				shipment.expectedDelivery ?? new Date(shipped).toISOString().slice(0, 10),
			),
		},
		packingList: picks.map((pick, index) => packingRow(movement.originId, pick, index)),
	};
}

async function unclearFulfilment(
	connection: Connection,
	movement: NewMovement,
	error: OpenBoxesError,
): Promise<MovementRecord> {
	const { reference } = movement;
	const found =
		reference === undefined ? [] : await findByReference(connection, movement, reference);
	if (found.length === 1) return await readMovement(connection, found[0].id);
	throw new OpenBoxesError(
		`It is unclear whether the stock movement was created and sent: ${error.message}`,
		{
			description:
				reference === undefined
					? 'Look into the list of stock movements before you run this again. With the option "Reference" it would be found and never sent twice.'
					: 'Run it again with the same reference: if it exists, it is found and not sent twice.',
			outcome: 'unknown',
			cause: error.failureCause,
		},
	);
}

/** Creates, picks and ships in one transaction of the server, then compares what left, lot by lot. */
export async function fulfil(
	connection: Connection,
	movement: NewMovement,
	request: SendRequest,
	picks: ReadonlyArray<PackedPick & PackingExtras>,
	rows: readonly LotRow[],
): Promise<SendOutcome> {
	// Before anything else runs: nobody of this process may plan with the same stock.
	const reservations = reservePicks(connection, movement.originId, picks, rows);
	const server = await connection.serverInfo();
	const body = fulfilmentBody(movement, request, picks, connection.now());
	let record: MovementRecord;
	try {
		record = toRecord(await connection.post(apiPath('fulfillments'), body), server);
	} catch (error) {
		const failure = toOpenBoxesError(error);
		if (failure.outcome !== 'unknown') {
			for (const reservation of reservations) reservation.release();
			throw notCreated(failure);
		}
		for (const reservation of reservations) reservation.keep(connection.now());
		record = await unclearFulfilment(connection, movement, failure);
	}
	for (const reservation of reservations) reservation.keep(connection.now());
	const packs = await readPacks(connection, record);
	const left = lotTotals(
		packs.map((pack) => ({
			...pack,
			binName: pack.binLocationName,
			quantity: pack.quantityShipped,
		})),
	);
	const wanted = lotTotals(picks);
	if (record.status !== 'shipped' || left.join('\n') !== wanted.join('\n')) {
		throw new OpenBoxesError(`${movementLabel(record)} was not sent as asked`, {
			description: `To leave: ${wanted.join('; ')}. In its shipment: ${left.join('; ') || 'nothing'}. Use Roll Back on it (ID ${record.movement.id}) if that is wrong.`,
			outcome: 'unknown',
		});
	}
	const { driverName, comments } = request.shipment;
	await updateShipment(connection, record, { driverName, comments });
	return { record, lots: [...picks], corrected: 0 };
}

/** The server shows the goods some seconds longer than they are there (design rule 8). */
function reservePicks(
	connection: Connection,
	originId: string,
	picks: readonly PackedPick[],
	rows: readonly LotRow[],
): Reservation[] {
	const place = placeOf(connection, originId);
	return picks.map((pick) => {
		const row = rows.find((one) => lotKey(one) === lotKey(pick));
		return reserve(place, pick, { quantity: pick.quantity, shown: row?.onHand ?? 0 });
	});
}
