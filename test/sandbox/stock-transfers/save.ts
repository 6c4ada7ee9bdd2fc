import { isObject, type Body } from '../binding/binder';
import { toInteger } from '../binding/numbers';
import { enumName, objectsIn } from '../binding/objects';
import { showOnly } from '../binding/touch';
import { wholeSecond } from '../clock';
import { failure, foreignKey, illegalArgument, invalid } from '../errors';
import { findAndUpdateOrCreateLot } from '../shipments/lots';
import { bookTransfer, TRANSFER_IN, TRANSFER_OUT } from '../shipments/transfers';
import { quantitiesOf } from '../stock/quantities';
import type { Call } from '../router';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { idOf } from '../stock-movements/line-input';
import {
	itemsOf,
	longDay,
	notPicked,
	RETURN_ORDER,
	stockRowOf,
	TRANSFER_ORDER,
	type TransferLine,
} from './transfers';

const STATUS = 'org.pih.warehouse.api.StockTransferStatus';
const STATUSES = ['PENDING', 'PLACED', 'APPROVED', 'COMPLETED', 'CANCELED', 'REJECTED'];

/** A transfer as a request describes it. */
export interface TransferInput {
	id: Value;
	status: string;
	type: string;
	description: Value;
	origin: Value;
	destination: Value;
	lines: TransferLine[];
}

/**
 * Binds a body; the transfer is of the login location unless it names another
 * (stock-movements.md#documents-and-undo).
 */
export function readTransfer(call: Call, body: Body): TransferInput {
	const location = call.location();
	const status = enumName(body.status, STATUS) ?? 'PENDING';
	if (!STATUSES.includes(status)) {
		throw illegalArgument(`No enum constant ${STATUS}.${status}`);
	}
	const origin = placeOf(call.world, body.origin) ?? location.id;
	const lines = objectsIn(body, 'stockTransferItems');
	return {
		id: typeof body.id === 'string' ? body.id : null,
		status,
		type: body.type === RETURN_ORDER ? RETURN_ORDER : TRANSFER_ORDER,
		description: typeof body.description === 'string' ? body.description : null,
		origin,
		destination: placeOf(call.world, body.destination) ?? location.id,
		lines: lines.map((line) => readLine(call.world, line, origin)),
	};
}

const placeOf = ({ store }: World, value: unknown): Value =>
	store.get('location', isObject(value) ? idOf(value) : typeof value === 'string' ? value : null)
		?.id;

/**
 * Lot number and expiry name the lot, not its id, and the expiry becomes the lot's
 * (stock-movements.md#documents-and-undo).
 */
function readLine(world: World, line: Body, location: Value): TransferLine {
	const product = idOf(line.product);
	if (product !== null && !world.store.get('product', product)) {
		throw foreignKey('order_item', 'product_id');
	}
	const lotNumber = typeof line.lotNumber === 'string' ? line.lotNumber : null;
	const lot = findAndUpdateOrCreateLot(world, product, lotNumber, expiryOf(line.expirationDate));
	const parts = objectsIn({ splitItems: line.splitItems ?? undefined }, 'splitItems');
	const whole: TransferLine = {
		id: typeof line.id === 'string' && line.id !== '' ? line.id : null,
		product,
		inventoryItem: lot.id,
		location,
		from: binOf(world, line.originBinLocation),
		to: binOf(world, line.destinationBinLocation),
		quantity: quantityOf(line.quantity),
		status: typeof line.status === 'string' ? line.status : 'PENDING',
		recipient: idOf(line.recipient),
		sortOrder: typeof line.sortOrder === 'number' ? line.sortOrder : 0,
		parts: [],
		isDeleted: line.delete === true,
	};
	whole.parts = parts.map((part) => ({
		...whole,
		id: typeof part.id === 'string' && part.id !== '' ? part.id : null,
		to: binOf(world, part.destinationBinLocation) ?? whole.to,
		quantity: quantityOf(part.quantity),
		parts: [],
		isDeleted: part.delete === true,
	}));
	return whole;
}

/** A bin of another place is taken as well (stock-movements.md#documents-and-undo). */
function binOf({ store }: World, value: unknown): string | null {
	const id = idOf(value);
	if (id === null) return null;
	const bin = store.get('location', id);
	if (!bin) throw foreignKey('order_item', 'origin_bin_location_id');
	return bin.id;
}

function quantityOf(value: unknown): number {
	if (value === null || value === undefined || value === '') return 0;
	const number = Number(value);
	if (Number.isNaN(number)) throw failure('java.lang.NumberFormatException', '');
	return Math.trunc(number);
}

function expiryOf(value: unknown): number | null {
	if (value === null || value === undefined || value === '') return null;
	const match = /^(\d{1,2})\/(\d{1,2})\/(\d+)/.exec(String(value));
	if (!match) throw failure('java.text.ParseException', `Unparseable date: "${String(value)}"`);
	return Date.UTC(Number(match[3]), Number(match[1]) - 1, Number(match[2]));
}

/**
 * Without the id in the body a new transfer is made, also by an update
 * (stock-movements.md#documents-and-undo).
 */
export function saveTransfer(call: Call, input: TransferInput): Row {
	const { world } = call;
	const { store, ids, clock } = world;
	const now = wholeSecond(clock.now());
	const known = store.get('order', input.id);
	const orderNumber = known?.orderNumber ?? ids.documentNumber();
	const completed = input.status === 'COMPLETED';
	const user = world.json.of('user', call.user);
	const values: Record<string, Value> = {
		status: input.status,
		orderedBy: call.user.id,
		dateOrdered: now,
		origin: input.origin,
		destination: input.destination,
		description: input.description,
		lastUpdated: now,
		updatedBy: call.user.id,
		...(completed ? { completedBy: call.user.id, dateCompleted: now } : {}),
		name: completed
			? `${String(orderNumber)} - ${longDay(now, 1)} - ${String(user.name)}`
			: String(known?.name ?? orderNumber),
	};
	const order =
		known ??
		store.insert('order', {
			id: ids.id(),
			orderNumber,
			orderType: input.type,
			dateCreated: now,
			createdBy: call.user.id,
			...values,
		});
	if (known) store.update('order', known, values);
	saveLines(world, order, input, completed);
	return order;
}

function saveLines(world: World, order: Row, input: TransferInput, completed: boolean): void {
	const kept = new Set<Row>();
	for (const line of input.lines) {
		const row = saveLine(world, order, line, completed, null);
		kept.add(row);
		for (const part of line.parts.filter((one) => !one.isDeleted)) {
			kept.add(saveLine(world, order, part, completed, row.id));
		}
	}
	for (const item of itemsOf(world, order))
		if (!kept.has(item)) world.store.remove('orderItem', item);
}

function saveLine(
	world: World,
	order: Row,
	line: TransferLine,
	completed: boolean,
	parent: string | null,
): Row {
	if (line.product === null) {
		throw invalid(
			['Property [product] of class [class org.pih.warehouse.order.OrderItem] cannot be null'],
			'Invalid order',
		);
	}
	const now = wholeSecond(world.clock.now());
	const done = completed || line.status === 'COMPLETED';
	const values: Record<string, Value> = {
		orderItemStatusCode: line.parts.length > 0 ? 'CANCELED' : done ? 'COMPLETED' : 'PENDING',
		product: line.product,
		inventoryItem: line.inventoryItem,
		quantity: toInteger(line.quantity),
		originBinLocation: line.from,
		destinationBinLocation: line.to,
		recipient: line.recipient,
		orderIndex: line.sortOrder,
		parentOrderItem: parent,
		lastUpdated: now,
	};
	const { store } = world;
	const known = store.get('orderItem', line.id);
	const mine = known?.order === order.id ? known : undefined;
	// Less than one is not saved, though the answer shows it (several-writers.md).
	const isSaved = toInteger(line.quantity) >= 1;
	if (mine && !isSaved) showOnly(store, 'orderItem', mine);
	const row =
		mine ??
		store.insert('orderItem', {
			id: world.ids.id(),
			order: order.id,
			dateCreated: now,
			...values,
		});
	if (mine) store.update('orderItem', mine, values);
	if (!mine && !isSaved) store.afterAnswer(() => store.remove('orderItem', row));
	return row;
}

/** Completes in one go: checks, saves, and moves the goods at once. */
export function completeTransfer(call: Call, input: TransferInput): Row {
	for (const line of input.lines) refuseTooMuch(call.world, line);
	const order = saveTransfer(call, input);
	for (const line of input.lines.flatMap((one) => (one.parts.length > 0 ? one.parts : [one]))) {
		moveBetweenBins(call.world, call.user.id, order, line);
	}
	return order;
}

/** Held and recalled stock may be moved; what is picked may not. */
function refuseTooMuch(world: World, line: TransferLine): void {
	const wanted =
		line.parts.length > 0
			? line.parts.reduce((sum, part) => sum + part.quantity, 0)
			: line.quantity;
	const available =
		line.from === null ? notPickedAt(world, line) : notPicked(stockRowOf(world, line));
	if (available < 0 || wanted > available) {
		const product = world.store.get('product', line.product);
		throw failure(
			'java.lang.IllegalStateException',
			`Quantity available ${available} is less than quantity to stock transfer ${wanted} for product ${String(product?.productCode)} ${String(product?.name)}`,
		);
	}
}

const notPickedAt = ({ store }: World, line: TransferLine): number =>
	store
		.table('productAvailability')
		.by('product', line.product)
		.filter((row) => row.location === line.location)
		.reduce((sum, row) => sum + notPicked(row), 0);

/**
 * Zero, less than zero and the same bin are accepted and move nothing
 * (stock-movements.md#documents-and-undo).
 */
export function moveBetweenBins(
	world: World,
	user: string,
	order: Row,
	line: Pick<TransferLine, 'location' | 'product' | 'inventoryItem' | 'from' | 'to' | 'quantity'>,
): void {
	const { store } = world;
	const inventory = store.get('location', line.location)?.inventory;
	if (typeof inventory !== 'string') return;
	const onHand =
		quantitiesOf(store, inventory, String(line.product)).find(
			(place) => place.inventoryItem === line.inventoryItem && place.binLocation === line.from,
		)?.quantity ?? 0;
	if (line.from === line.to || line.quantity <= 0 || onHand < line.quantity) return;
	const transactionDate = wholeSecond(world.clock.now());
	const shared = { transactionDate, inventory, order: order.id };
	const entry = (binLocation: Value) => [
		{ inventoryItem: String(line.inventoryItem), binLocation, quantity: line.quantity },
	];
	bookTransfer(
		world,
		user,
		{ ...shared, transactionType: TRANSFER_OUT, destination: line.location },
		entry(line.from),
	);
	bookTransfer(
		world,
		user,
		{ ...shared, transactionType: TRANSFER_IN, source: line.location },
		entry(line.to),
	);
}
