import { isObject, type Body } from '../binding/binder';
import { enumName, objectsIn } from '../binding/objects';
import { showOnly } from '../binding/touch';
import { wholeSecond } from '../clock';
import { failure, foreignKey, illegalArgument } from '../errors';
import type { Call } from '../router';
import { idOf, wholeNumber } from '../stock-movements/line-input';
import { moveBetweenBins } from '../stock-transfers/save';
import { itemsOf } from '../stock-transfers/transfers';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { picksOf } from './picks';

const STATUS = 'org.pih.warehouse.api.ReplenishmentStatus';
const STATUSES = ['READY', 'PENDING', 'PLACED', 'APPROVED', 'COMPLETED', 'CANCELED'];

/** What is not a status is not bound, and leaves the first one. */
function statusIn(body: Body): string {
	const { status } = body;
	const name = typeof status === 'string' ? enumName(status, STATUS) : null;
	return name !== null && STATUSES.includes(name) ? name : 'PENDING';
}

/** Creates the order of a replenishment, or changes one: lines without an id are added to it. */
export function saveReplenishment(call: Call, known: Row | undefined): Row {
	const { world } = call;
	const { store, ids, clock } = world;
	const body = call.body();
	const location = call.location();
	const now = wholeSecond(clock.now());
	const status = statusIn(body);
	if (status === 'READY')
		throw illegalArgument('No enum constant org.pih.warehouse.order.OrderStatus.READY');
	const place = (value: unknown) =>
		store.get('location', isObject(value) ? idOf(value) : null)?.id ?? location.id;
	const orderNumber = known?.orderNumber ?? `R-${ids.documentNumber()}`;
	const values: Record<string, Value> = {
		status,
		orderedBy: call.user.id,
		dateOrdered: now,
		origin: place(body.origin),
		destination: place(body.destination),
		name: known?.name ?? orderNumber,
		lastUpdated: now,
		updatedBy: call.user.id,
		...(status === 'COMPLETED' ? { completedBy: call.user.id, dateCompleted: now } : {}),
	};
	const order =
		known ??
		store.insert('order', {
			id: ids.id(),
			orderNumber,
			orderType: 'TRANSFER_ORDER',
			dateCreated: now,
			createdBy: call.user.id,
			...values,
		});
	if (known) store.update('order', known, values);
	for (const line of objectsIn({ lines: body.replenishmentItems ?? undefined }, 'lines'))
		saveItem(world, order, line);
	return order;
}

function saveItem(world: World, order: Row, line: Body): void {
	const { store, ids, clock } = world;
	const now = wholeSecond(clock.now());
	const product = idOf(line.product);
	const bin = idOf(line.binLocation);
	const from = idOf(line.replenishmentLocation);
	if (product === null || !store.get('product', product))
		throw foreignKey('order_item', 'product_id');
	for (const id of [bin, from]) {
		if (id !== null && !store.get('location', id))
			throw foreignKey('order_item', 'destination_bin_location_id');
	}
	const quantity = wholeNumber(line.quantity);
	if (order.status === 'PENDING') refuseTooMuch(world, order, product, bin, quantity);
	const known = itemsOf(world, order).find((one) => one.id === line.id);
	const values: Record<string, Value> = {
		orderItemStatusCode: known && picksOf(world, known).length > 0 ? 'COMPLETED' : 'PENDING',
		product,
		inventoryItem: store.get('inventoryItem', idOf(line.inventoryItem))?.id ?? null,
		quantity,
		originBinLocation: from,
		destinationBinLocation: bin,
		lastUpdated: now,
	};
	const isSaved = quantity !== null && quantity >= 1;
	if (known) {
		if (!isSaved) showOnly(store, 'orderItem', known);
		store.update('orderItem', known, values);
		return;
	}
	const row = store.insert('orderItem', {
		id: ids.id(),
		order: order.id,
		dateCreated: now,
		...values,
	});
	if (!isSaved) store.afterAnswer(() => store.remove('orderItem', row));
}

/** More than lies outside the bin: the refusal itself cannot be built, which is a 500. */
function refuseTooMuch(
	{ store }: World,
	order: Row,
	product: string,
	bin: string | null,
	quantity: number | null,
): void {
	const elsewhere = store
		.table('productAvailability')
		.by('product', product)
		.filter((row) => row.location === order.origin && (row.binLocation ?? null) !== bin)
		.reduce((sum, row) => sum + Number(row.quantityAvailableToPromise), 0);
	if (quantity === null || quantity <= elsewhere) return;
	throw failure(
		'groovy.lang.GroovyRuntimeException',
		'Could not find matching constructor for: grails.validation.ValidationException(java.lang.String)',
	);
}

/** Every pick moves into the bin of its line; completed again, it moves again. */
export function completeReplenishment(call: Call, known: Row): void {
	const order = saveReplenishment(call, known);
	const { store } = call.world;
	for (const item of itemsOf(call.world, order)) {
		for (const pick of picksOf(call.world, item)) {
			moveBetweenBins(call.world, call.user.id, order, {
				location: order.origin,
				product: store.get('inventoryItem', pick.inventoryItem)?.product,
				inventoryItem: pick.inventoryItem,
				from: pick.binLocation ?? null,
				to: item.destinationBinLocation ?? null,
				quantity: Number(pick.quantity),
			});
		}
	}
}
