import { wholeSecond } from '../clock';
import { failure, foreignKey, illegalArgument } from '../errors';
import { TRANSIENT } from '../json/json';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { PUTAWAY_ORDER, putawayOf, type Putaway, type PutawayLine } from './putaway';
import { longDate, stockIn } from './view';

/** What a request asks for. */
export interface PutawayCommand {
	order: Row | undefined;
	status: string | null;
	number: string | null;
	origin: Value;
	destination: Value;
	lines: PutawayLine[];
}

const ORDER_STATUSES = ['PENDING', 'COMPLETED', 'CANCELED'];

/** Saves it as an order with lines; nothing moves yet. */
export function savePutaway(world: World, command: PutawayCommand, user: string | null): Putaway {
	const { store, ids, clock } = world;
	if (!ORDER_STATUSES.includes(String(command.status))) {
		throw illegalArgument(
			`No enum constant org.pih.warehouse.order.OrderStatus.${String(command.status)}`,
		);
	}
	const now = wholeSecond(clock.now());
	const isCompleted = command.status === 'COMPLETED';
	const order =
		command.order ??
		store.insert('order', {
			id: ids.id(),
			orderNumber: `P-${command.number ?? ids.documentNumber()}`,
			dateCreated: now,
			createdBy: user,
		});
	const type = store
		.table('orderType')
		.all()
		.find((one) => one.code === PUTAWAY_ORDER);
	store.update('order', order, {
		orderType: type?.id,
		status: command.status,
		orderedBy: user,
		dateOrdered: now,
		origin: command.origin,
		destination: command.destination,
		...(isCompleted ? { completedBy: user, dateCompleted: now } : {}),
		lastUpdated: now,
		updatedBy: user,
	});
	store.update('order', order, { name: nameOf(world, order) });
	const kept = store.table('orderItem').by('order', order.id);
	const saved = command.lines.flatMap((line) => saveLine(world, order, line, null));
	return putawayOf(world, order, [...new Set([...kept, ...saved])]);
}

function nameOf({ json }: World, order: Row): string {
	const person = json.nested('person', order.completedBy)?.name;
	const parts = [order.orderNumber, longDate(order.dateCompleted, 1), person];
	return parts
		.filter((part) => part !== null && part !== undefined)
		.map(String)
		.join(' - ');
}

/**
 * A line and its parts; a line that breaks a rule is shown once and then gone
 * (orders-and-receiving.md#putaway).
 */
function saveLine(world: World, order: Row, line: PutawayLine, parent: Row | null): Row[] {
	const { store, ids, clock } = world;
	const known = line.id ? store.get('orderItem', line.id) : undefined;
	const mine = known?.order === order.id ? known : undefined;
	if (line.isDeleted) {
		if (mine) store.remove('orderItem', mine);
		return [];
	}
	checkBins(line);
	const mark = store.mark();
	const now = wholeSecond(clock.now());
	const item =
		mine ??
		store.insert('orderItem', {
			id: ids.id(),
			order: order.id,
			quantityPerUom: 1,
			orderIndex: 0,
			dateCreated: now,
		});
	store.update('orderItem', item, {
		orderItemStatusCode:
			line.parts.length > 0 ? 'CANCELED' : line.status === 'COMPLETED' ? 'COMPLETED' : 'PENDING',
		product: line.product ?? null,
		inventoryItem: line.inventoryItem ?? null,
		quantity: line.quantity === null ? null : Math.trunc(line.quantity),
		recipient: line.recipient ?? null,
		originBinLocation: line.from ?? null,
		destinationBinLocation: line.to ?? null,
		parentOrderItem: parent?.id ?? item.parentOrderItem ?? null,
		lastUpdated: now,
	});
	if (!isKept(item)) store.afterAnswer(store.takeBackSince(mark));
	return [item, ...line.parts.flatMap((part) => saveLine(world, order, part, item))];
}

const isKept = (item: Row): boolean => Boolean(item.product) && Number(item.quantity ?? 0) >= 1;

function checkBins(line: PutawayLine): void {
	if (line.from === TRANSIENT) throw foreignKey('order_item', 'origin_bin_location_id');
	if (line.to === TRANSIENT) throw foreignKey('order_item', 'destination_bin_location_id');
	if (line.product === TRANSIENT) throw foreignKey('order_item', 'product_id');
	if (line.inventoryItem === TRANSIENT) throw foreignKey('order_item', 'inventory_item_id');
}

/**
 * More than the bin holds is refused; a missing target or a negative number is not
 * (orders-and-receiving.md#putaway).
 */
export function checkStock(world: World, lines: PutawayLine[]): void {
	for (const line of lines) {
		if (!world.store.get('location', line.facility)) throw illegalArgument('Facility is required');
		if (line.from === TRANSIENT || line.inventoryItem === TRANSIENT) {
			throw failure(
				'org.hibernate.TransientObjectException',
				'object references an unsaved transient instance - save the transient instance before flushing: org.pih.warehouse.core.Location',
			);
		}
		const wanted = line.parts.length > 0 ? sumOf(line.parts) : line.quantity;
		const inBin = stockIn(world, line.inventoryItem, line.from);
		if (inBin === null || inBin < 0)
			throw notEnough('The inventory item is no longer available at the specified facility');
		if ((wanted ?? 0) > inBin) {
			throw notEnough(
				`Quantity available ${inBin} is less than quantity to putaway ${String(wanted)}`,
			);
		}
	}
}

const sumOf = (parts: PutawayLine[]): number =>
	parts.reduce((sum, part) => sum + (part.quantity ?? 0), 0);

const notEnough = (message: string) => failure('java.lang.IllegalStateException', message);
