import type { LotRow } from '../stock/rules/lot';
import { lotKey } from '../stock/rules/lot';
import { lotTotals, packingRow, type PackedPick, type PackingExtras } from './rules/packing-list';
import { toServerDay, toServerMinute } from '../values/server-date';
import { placeOf } from '../stock/availability';
import { reserve, type Reservation } from '../stock/tally';
import { apiPath } from '../transport/base-url';
import type { StillAbsent } from '../once/do-once';
import type { Connection } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { notCreated } from './create-movement';
import type { NewMovement } from './new-movement';
import { storedDescription } from './referenced-movement';
import { movementLabel, toRecord, type MovementRecord } from './movement-record';
import { readPacks } from './picks';
import { updateShipment, type SendOutcome, type SendRequest } from './send';

/** `Default`; the call wants one, and the server accepts this one (stock-movements.md#send). */
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
			description: storedDescription(movement),
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

/** A server that reads keys in another order finds no bin, although it named them itself. */
function findsNoBin(error: OpenBoxesError): boolean {
	return error.httpStatus === 400 && /bin location .* has not been found/i.test(error.message);
}

interface PlannedFulfilment {
	picks: ReadonlyArray<PackedPick & PackingExtras>;
	/** Stock that the picks were chosen from. */
	rows: readonly LotRow[];
	before?: StillAbsent;
}

/**
 * Creates, picks and ships in one transaction of the server.
 *
 * @returns undefined when this server does not understand the call, and wrote nothing
 */
export async function postFulfilment(
	connection: Connection,
	movement: NewMovement,
	request: SendRequest,
	{ picks, rows, before }: PlannedFulfilment,
): Promise<MovementRecord | undefined> {
	// Before anything else runs: nobody of this process may plan with the same stock.
	const reservations = reservePicks(connection, movement.originId, picks, rows);
	const server = await connection.serverInfo();
	const body = fulfilmentBody(movement, request, picks, connection.now());
	try {
		const record = toRecord(
			await connection.post(apiPath('fulfillments'), body, { before }),
			server,
		);
		for (const reservation of reservations) reservation.keep(connection.now());
		return record;
	} catch (error) {
		const failure = toOpenBoxesError(error);
		const mayBeSent = failure.outcome === 'unknown';
		for (const reservation of reservations) {
			if (mayBeSent) reservation.keep(connection.now());
			else reservation.release();
		}
		if (mayBeSent) throw failure;
		if (findsNoBin(failure)) return undefined;
		throw notCreated(failure);
	}
}

/** Compares what left with what was to leave, lot by lot, and writes what the one call does not take. */
export async function checkFulfilment(
	connection: Connection,
	record: MovementRecord,
	picks: ReadonlyArray<PackedPick & PackingExtras>,
	request: SendRequest,
): Promise<SendOutcome> {
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
	return { record, lots: [...picks], corrected: 0, wasSent: false };
}

/** The server shows the goods some seconds longer than they are there (stock-rules.md#refresh). */
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
