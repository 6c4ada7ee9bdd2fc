import type { Row, Value } from '../store/table';
import type { World } from '../world';

export type Status = 'READY' | 'PENDING' | 'COMPLETED' | 'CANCELED';

/** A line of a putaway: which goods leave which bin for which bin (orders-and-receiving.md#putaway). */
export interface PutawayLine {
	id: string | null;
	status: string | null;
	product: Value;
	inventoryItem: Value;
	recipient: Value;
	facility: Value;
	/** The bin the goods lie in. */
	from: Value;
	toFacility: Value;
	to: Value;
	quantity: number | null;
	parts: PutawayLine[];
	/** A part that is to be taken out again. */
	isDeleted: boolean;
	/** Set when the answer shows what lies where. */
	withStock: boolean;
}

export interface Putaway {
	id: string;
	number: Value;
	status: string | null;
	completedAt: Value;
	orderedAt: Value;
	completedBy: Value;
	orderedBy: Value;
	origin: Value;
	destination: Value;
	lines: PutawayLine[];
	sortBy: string | null;
}

export const PUTAWAY_ORDER = 'PUTAWAY_ORDER';

/** A putaway is kept as an order. */
export function putawayOf(world: World, order: Row, lines = storedLines(world, order)): Putaway {
	const shown = lines.filter((line) => !line.parentOrderItem);
	return {
		id: order.id,
		number: order.orderNumber,
		status: statusOf(order.status),
		completedAt: order.dateCompleted,
		orderedAt: order.dateOrdered,
		completedBy: order.completedBy,
		orderedBy: order.orderedBy,
		origin: order.origin,
		destination: order.destination,
		lines: shown.map((line) => lineOf(order, line, lines)),
		sortBy: null,
	};
}

const storedLines = ({ store }: World, order: Row): Row[] =>
	store.table('orderItem').by('order', order.id);

const SHOWN_STATUSES = ['PENDING', 'COMPLETED', 'CANCELED'];

export const statusOf = (status: Value): string | null =>
	SHOWN_STATUSES.includes(String(status)) ? String(status) : null;

export function lineOf(order: Row, item: Row, all: Row[]): PutawayLine {
	return {
		id: item.id,
		status: statusOf(item.orderItemStatusCode),
		product: item.product,
		inventoryItem: item.inventoryItem,
		recipient: item.recipient ?? order.recipient,
		facility: order.origin,
		from: item.originBinLocation,
		toFacility: order.destination,
		to: item.destinationBinLocation,
		quantity: (item.quantity as number | null | undefined) ?? null,
		parts: all
			.filter((part) => part.parentOrderItem === item.id)
			.map((part) => lineOf(order, part, all)),
		isDeleted: false,
		withStock: false,
	};
}
