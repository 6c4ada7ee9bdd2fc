import { whileAlone } from '../once/in-flight';
import { readOrder } from '../orders/order-record';
import { readOrderShipments } from '../orders/order-shipments';
import type { Connection } from '../transport/connection';
import type { OpenBoxesError } from '../transport/openboxes-error';
import { nameLines } from './arrived-lines';
import { orderKey, requireOrderHere } from './delivery-order';
import { DeliveryRecord } from './delivery-record';
import type { DeliveryRequest, DeliveryResult } from './delivery-request';
import { nextRound } from './drafts';
import { OrderDelivery } from './order-delivery';

/** Rounds of looking, planning and booking until all of a delivery is booked once. */
const MOST_ROUNDS = 4;
/** Pause before another round, longer each time: others are receiving. */
const NEXT_ROUND_MS = 1500;

/**
 * Receives a delivery of a purchase order on an open-source server, exactly once for its reference: what an earlier run
 * did is found and continued, what it booked is not booked again, what was booked twice is taken back.
 */
export async function receiveOrder(
	connection: Connection,
	request: DeliveryRequest,
): Promise<DeliveryResult> {
	const { location } = await connection.serverInfo();
	return await whileAlone(connection.key, [orderKey(request.order)], async () => {
		const record = new DeliveryRecord(request.reference);
		let overtaken: OpenBoxesError | undefined;
		for (let round = 0; round < MOST_ROUNDS; round++) {
			if (round > 0) await connection.pause(NEXT_ROUND_MS * round);
			try {
				const result = await tryOnce(connection, request, location, record);
				if (result) return result;
			} catch (error) {
				overtaken = await nextRound(connection, record, error);
			}
		}
		throw overtaken ?? record.unfinished();
	});
}

/** @returns the result when all of the delivery is booked once now; else another round is needed */
async function tryOnce(
	connection: Connection,
	request: DeliveryRequest,
	location: { id: string; name: string },
	record: DeliveryRecord,
): Promise<DeliveryResult | undefined> {
	const read = await readOrder(connection, request.order);
	requireOrderHere(read, location, request.allowUnplaced);
	const named = await nameLines(connection, read, request.lines);
	const found = await readOrderShipments(connection, read);
	const { order } = found;
	const lines = named.map((line) => ({
		...line,
		candidates: line.candidates.map((one) => order.lines.find(({ id }) => id === one.id) ?? one),
	}));
	return await new OrderDelivery(connection, request, order, lines, record).run(found);
}
