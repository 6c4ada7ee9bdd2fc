import { isObject, type Body } from '../binding/binder';
import { wholeSecond } from '../clock';
import { isoDate, referenceOf, refused, wholePositive } from '../documented-input';
import { findLot, findOrCreateLot } from '../shipments/lots';
import { bookTransfer, TRANSFER_IN } from '../shipments/transfers';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { orderItemsOf } from './order-lines';
import { refreshSummary } from './summary-table';

const RECEIVABLE = ['PLACED', 'PARTIALLY_RECEIVED'];

interface Received {
	item: Row;
	quantity: number;
	lot: Row;
	bin: Value;
}

/**
 * `POST …/receive`: books the goods and adds to `quantityReceived` of the lines. What the document
 * leaves open is refused: an order that is not placed, more than is open, another expiry of a known
 * lot, a bin elsewhere.
 */
export function receiveOrder(world: World, order: Row, body: Body, user: string | null): void {
	if (!RECEIVABLE.includes(String(order.status))) {
		throw refused(`Orders in ${String(order.status)} status cannot be received`);
	}
	const { items } = body;
	if (!Array.isArray(items) || items.length === 0 || !items.every(isObject)) {
		throw refused('items must be a list with at least one item');
	}
	const received = items.map((item) => readItem(world, order, item));
	for (const { item, quantity } of received) addReceived(world, item, quantity);
	book(world, order, received, user);
	const isComplete = orderItemsOf(world, order.id).every(
		(item) => Number(item.quantityReceived ?? 0) >= Number(item.quantity),
	);
	world.store.update('order', order, {
		status: isComplete ? 'RECEIVED' : 'PARTIALLY_RECEIVED',
		updatedBy: user,
		lastUpdated: wholeSecond(world.clock.now()),
	});
	refreshSummary(world, order);
}

function readItem(world: World, order: Row, body: Body): Received {
	const item =
		typeof body.orderItemId === 'string'
			? world.store.get('orderItem', body.orderItemId)
			: undefined;
	if (!item || item.order !== order.id) {
		throw refused(`Order item ${String(body.orderItemId)} is not on this order`);
	}
	return {
		item,
		quantity: wholePositive(body.quantityReceived, 'quantityReceived'),
		lot: lotOf(world, item, body),
		bin: binOf(world, order, body.binLocation),
	};
}

function lotOf(world: World, item: Row, body: Body): Row {
	const { lotNumber, expirationDate } = body;
	const hasLot = lotNumber !== undefined && lotNumber !== null;
	if (hasLot && (typeof lotNumber !== 'string' || lotNumber.trim() === ''))
		throw refused('lotNumber must be a text');
	const hasExpiry = expirationDate !== undefined && expirationDate !== null;
	const expiry = hasExpiry ? dayOf(isoDate(expirationDate, 'expirationDate')) : null;
	if (expiry !== null && !hasLot) throw refused('expirationDate needs a lotNumber');
	const lot = hasLot ? String(lotNumber) : null;
	const known = findLot(world, item.product, lot);
	if (known && expiry !== null && (known.expirationDate ?? null) !== expiry) {
		throw refused(`Lot ${String(lot)} has another expiration date`);
	}
	return findOrCreateLot(world, item.product, lot, expiry);
}

const dayOf = (moment: number): number => Math.floor(moment / 86_400_000) * 86_400_000;

function binOf(world: World, order: Row, value: unknown): Value {
	if (value === undefined || value === null) return null;
	const bin = referenceOf(world, 'location', value, 'binLocation');
	if (world.store.get('location', bin)?.parentLocation !== order.destination) {
		throw refused('binLocation is not a bin of the destination');
	}
	return bin;
}

function addReceived(world: World, item: Row, quantity: number): void {
	const total = Number(item.quantityReceived ?? 0) + quantity;
	if (total > Number(item.quantity)) {
		throw refused(
			`Order item ${item.id} has ${Number(item.quantity) - Number(item.quantityReceived ?? 0)} left to receive`,
		);
	}
	world.store.update('orderItem', item, { quantityReceived: total });
}

function book(world: World, order: Row, received: Received[], user: string | null): void {
	const inventory = world.store.get('location', order.destination)?.inventory;
	bookTransfer(
		world,
		user,
		{
			transactionType: TRANSFER_IN,
			transactionDate: wholeSecond(world.clock.now()),
			inventory,
			source: order.origin,
			order: order.id,
		},
		received.map(({ lot, bin, quantity }) => ({
			product: null,
			inventoryItem: lot.id,
			binLocation: bin,
			quantity,
		})),
	);
}
