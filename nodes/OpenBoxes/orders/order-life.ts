import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { requireFeature } from '../transport/server';
import { unlessMissing } from '../transport/missing';
import { orderError, readOrder, type OrderName, type OrderRecord } from './order-record';

/** A refusal as a sentence about the order; what the network did stays as it is. */
function refused(order: OrderRecord, what: string, failure: OpenBoxesError): OpenBoxesError {
	if (failure.httpStatus === undefined || failure.failureCause !== undefined) return failure;
	return orderError(order, what, failure.reason, 'Nothing was changed.');
}

async function statusOf(connection: Connection, order: OrderRecord): Promise<string> {
	return (await readOrder(connection, { orderId: order.id })).storedStatus;
}

/**
 * Places a pending order as the web page does, with approval and prices (orders-and-receiving.md#web-routes).
 * There is no call of the API for it. A placed order is left alone.
 */
export async function placeOrder(
	connection: Connection,
	name: OrderName,
): Promise<{ order: OrderRecord; changed: boolean }> {
	requireFeature(await connection.serverInfo(), 'orderLifeCycle');
	const order = await readOrder(connection, name);
	if (order.storedStatus !== 'PENDING') {
		if (['CANCELED', 'REJECTED'].includes(order.storedStatus))
			throw orderError(order, 'placed', `it is ${order.storedStatus.toLowerCase()}`);
		return { order, changed: false };
	}
	if (order.lines.every((line) => line.isCanceled))
		throw orderError(order, 'placed', 'it has no lines', 'Add lines first.');
	const unpriced = order.lines.find((line) => !line.isCanceled && line.unitPrice === undefined);
	if (unpriced) {
		// The server would answer 500 "Cannot invoke method multiply() on null object".
		const label = unpriced.product.code || unpriced.product.name || unpriced.product.id;
		throw orderError(
			order,
			'placed',
			`its line of ${label} has no price`,
			'Give every line a unit price with Update first; 0 is a price.',
		);
	}
	let failure: OpenBoxesError | undefined;
	try {
		await connection.visit(`/order/placeOrder/${encodeURIComponent(order.id)}`);
	} catch (error) {
		failure = toOpenBoxesError(error);
	}
	// The answer is a page or a redirect; only the order tells what happened.
	const after = await readOrder(connection, { orderId: order.id });
	if (after.storedStatus === 'PLACED') return { order: after, changed: true };
	const isPage = failure === undefined || failure.httpStatus === undefined;
	throw orderError(
		order,
		'placed',
		isPage ? 'OpenBoxes did not accept it' : (failure?.reason ?? ''),
		'Place it in OpenBoxes to see why. The user may lack the role to approve orders; with an API key there is no session for this page.',
	);
}

/** Takes a placed order back to pending, as long as nothing of it is on a shipment. */
export async function rollBackOrder(
	connection: Connection,
	name: OrderName,
): Promise<{ order: OrderRecord; changed: boolean }> {
	requireFeature(await connection.serverInfo(), 'orderLifeCycle');
	const order = await readOrder(connection, name);
	if (order.storedStatus === 'PENDING') return { order, changed: false };
	if (order.lines.some((line) => line.shipments.length > 0)) {
		throw orderError(
			order,
			'rolled back',
			'goods of it are on a shipment',
			'Nothing was changed. Delete its shipments in OpenBoxes first.',
		);
	}
	try {
		await connection.post(`${apiPath('purchaseOrders', order.id)}/rollback`, {});
	} catch (error) {
		const failure = toOpenBoxesError(error);
		if (failure.outcome !== 'unknown' || (await statusOf(connection, order)) !== 'PENDING')
			throw refused(order, 'rolled back', failure);
	}
	const after = await readOrder(connection, { orderId: order.id });
	if (after.storedStatus === 'PENDING') return { order: after, changed: true };
	throw orderError(order, 'rolled back', `it is still ${after.storedStatus.toLowerCase()}`);
}

async function isGone(connection: Connection, order: OrderRecord): Promise<boolean> {
	const found = await unlessMissing(async () => await readOrder(connection, { orderId: order.id }));
	return found === undefined;
}

/** Deletes a pending order and its unsent shipments. */
export async function deleteOrder(connection: Connection, name: OrderName): Promise<OrderRecord> {
	requireFeature(await connection.serverInfo(), 'orderLifeCycle');
	const order = await readOrder(connection, name);
	if (order.storedStatus !== 'PENDING') {
		throw orderError(
			order,
			'deleted',
			`it is ${order.storedStatus.toLowerCase()}`,
			'Nothing was changed. Only a pending order can be deleted: roll it back first.',
		);
	}
	try {
		await connection.delete(apiPath('purchaseOrders', order.id));
	} catch (error) {
		const failure = toOpenBoxesError(error);
		const mayBeGone = failure.outcome === 'unknown' || failure.httpStatus === 404;
		if (!mayBeGone || !(await isGone(connection, order))) throw refused(order, 'deleted', failure);
	}
	return order;
}
