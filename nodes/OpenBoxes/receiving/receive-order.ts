import { whileAlone } from '../once/in-flight';
import { readOrder } from '../orders/order-record';
import { readOrderShipments } from '../orders/order-shipments';
import type { Connection } from '../transport/connection';
import { toOpenBoxesError } from '../transport/openboxes-error';
import { nameLines } from './arrived-lines';
import { orderKey, requireOrderHere } from './delivery-order';
import { DeliveryRecord } from './delivery-record';
import type { DeliveryRequest, DeliveryResult } from './delivery-request';
import { OrderDelivery } from './order-delivery';
import { Overtaken } from './refusals';

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
		let overtaken: Overtaken | undefined;
		for (let round = 0; round < MOST_ROUNDS; round++) {
			if (round > 0) await connection.pause(NEXT_ROUND_MS * round);
			const read = await readOrder(connection, request.order);
			requireOrderHere(read, location, request.allowUnplaced);
			const named = await nameLines(connection, read, request.lines);
			const found = await readOrderShipments(connection, read);
			const { order } = found;
			const lines = named.map((line) => ({
				...line,
				candidates: line.candidates.map(
					(one) => order.lines.find(({ id }) => id === one.id) ?? one,
				),
			}));
			try {
				const delivery = new OrderDelivery(connection, request, order, lines, record);
				const result = await delivery.run(found);
				if (result) return result;
			} catch (error) {
				if (!(error instanceof Overtaken)) throw toOpenBoxesError(error);
				overtaken = error;
			}
		}
		throw overtaken ?? record.unfinished();
	});
}
