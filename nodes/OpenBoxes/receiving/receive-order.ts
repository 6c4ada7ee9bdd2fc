import { whileAlone } from '../once/in-flight';
import { readOrder } from '../orders/order-record';
import type { Connection } from '../transport/connection';
import { nameLines } from './arrived-lines';
import { orderKey, requireOrderHere } from './delivery-order';
import { DeliveryRecord } from './delivery-record';
import type { DeliveryRequest, DeliveryResult } from './delivery-request';
import { OrderDelivery } from './order-delivery';
import { inRounds } from './rounds';

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
		return await inRounds(
			connection,
			record,
			async () => await tryOnce(connection, request, location, record),
			() => record.unfinished(),
		);
	});
}

/** @returns the result when all of the delivery is booked once now; else another round is needed */
async function tryOnce(
	connection: Connection,
	request: DeliveryRequest,
	location: { id: string; name: string },
	record: DeliveryRecord,
): Promise<DeliveryResult | undefined> {
	const order = await readOrder(connection, request.order);
	requireOrderHere(order, location, request.allowUnplaced);
	const named = await nameLines(connection, order, request.lines);
	return await new OrderDelivery(connection, request, order, named, record).run();
}
