import { monthDayYear } from '../json/dates';
import { orNull, type JsonObject } from '../json/json';
import { supports } from '../shipments/places';
import type { Row, Value } from '../store/table';
import type { World } from '../world';

export const TRANSFER_ORDER = 'TRANSFER_ORDER';
export const RETURN_ORDER = 'RETURN_ORDER';

/**
 * One line of a transfer: a quantity of a lot, from bin to bin of one place
 * (stock-movements.md#documents-and-undo).
 */
export interface TransferLine {
	id: string | null;
	product: Value;
	inventoryItem: Value;
	location: Value;
	from: Value;
	to: Value;
	quantity: number;
	status: string;
	recipient: Value;
	sortOrder: Value;
	parts: TransferLine[];
	isDeleted: boolean;
}

export const itemsOf = ({ store }: World, order: Row): Row[] =>
	store.table('orderItem').by('order', order.id);

export const typeCodeOf = ({ store }: World, order: Row): Value =>
	store.get('orderType', order.orderType)?.code;

const STATUS: Record<string, string> = { COMPLETED: 'COMPLETED', CANCELED: 'CANCELED' };

export function linesOf(world: World, order: Row): TransferLine[] {
	const items = itemsOf(world, order);
	const lineOf = (item: Row): TransferLine => ({
		id: item.id,
		product: item.product,
		inventoryItem: item.inventoryItem,
		location: order.origin,
		from: item.originBinLocation ?? null,
		to: item.destinationBinLocation ?? null,
		quantity: Number(item.quantity),
		status: STATUS[String(item.orderItemStatusCode)] ?? 'PENDING',
		recipient: item.recipient,
		sortOrder: item.orderIndex ?? 0,
		parts: items.filter((part) => part.parentOrderItem === item.id).map(lineOf),
		isDeleted: false,
	});
	return items.filter((item) => !item.parentOrderItem).map(lineOf);
}

/** The stock table row of the bin that a line takes from. */
export const stockRowOf = ({ store }: World, line: TransferLine): Row | undefined =>
	store
		.table('productAvailability')
		.by('inventoryItem', line.inventoryItem)
		.find((row) => row.location === line.location && (row.binLocation ?? null) === line.from);

/** What lies there and is on no pick list; seeded rows know only what is on hand and picked. */
export const notPicked = (row: Row | undefined): number =>
	Number(
		row?.quantityNotPicked ??
			Number(row?.quantityOnHand ?? 0) - Number(row?.quantityAllocated ?? 0),
	);

const lotNumberOf = ({ store }: World, line: TransferLine): string =>
	String(store.get('inventoryItem', line.inventoryItem)?.lotNumber ?? '');

const nameOf = ({ store }: World, location: Value): string =>
	String(store.get('location', location)?.name ?? '');

const codeOf = ({ store }: World, product: Value): string =>
	String(store.get('product', product)?.productCode ?? '');

/** By product code, lot, bin. */
export const inTransferOrder = (world: World, lines: TransferLine[]): TransferLine[] => {
	const key = (line: TransferLine) => [
		codeOf(world, line.product),
		lotNumberOf(world, line),
		nameOf(world, line.from),
	];
	return [...lines].sort((a, b) => {
		const [left, right] = [key(a), key(b)];
		const at = left.findIndex((part, place) => part !== right[place]);
		return at < 0 ? 0 : left[at] < right[at] ? -1 : 1;
	});
};

/** What a transfer could take: everything that lies in a bin and is on no open transfer. */
export function candidatesAt(world: World, location: Row, expiredOnly: boolean): TransferLine[] {
	const { store, clock } = world;
	const pending = store
		.table('order')
		.by('origin', location.id)
		.filter((order) => typeCodeOf(world, order) === TRANSFER_ORDER)
		.flatMap((order) => linesOf(world, order))
		.filter(isPending);
	const lines = store
		.table('productAvailability')
		.by('location', location.id)
		.filter((row) => Number(row.quantityOnHand) > 0)
		.filter((row) => {
			const expiry = store.get('inventoryItem', row.inventoryItem)?.expirationDate;
			return !expiredOnly || (typeof expiry === 'number' && expiry < clock.now());
		})
		.map(candidateOf)
		.filter((line) => !pending.some((one) => isSamePlace(one, line)));
	return inTransferOrder(world, lines);
}

const isPending = (line: TransferLine): boolean =>
	line.status === 'PENDING' ||
	(line.status === 'CANCELED' && line.parts.some((part) => part.status === 'PENDING'));

const isSamePlace = (a: TransferLine, b: TransferLine): boolean =>
	a.inventoryItem === b.inventoryItem && a.from === b.from && a.product === b.product;

const candidateOf = (row: Row): TransferLine => ({
	id: null,
	product: row.product,
	inventoryItem: row.inventoryItem,
	location: row.location,
	from: row.binLocation ?? null,
	to: row.binLocation ?? null,
	quantity: Number(row.quantityOnHand),
	status: 'PENDING',
	recipient: null,
	sortOrder: 0,
	parts: [],
	isDeleted: false,
});

/** Dotted names are literal keys. */
export function lineJson(
	world: World,
	line: TransferLine,
	stock = stockRowOf(world, line),
): JsonObject {
	const { store } = world;
	const product = store.get('product', line.product);
	const lot = store.get('inventoryItem', line.inventoryItem);
	const from = store.get('location', line.from);
	const to = store.get('location', line.to);
	const zoneOf = (bin: Row | undefined) => store.get('location', bin?.zone);
	return {
		id: line.id,
		productAvailabilityId: stock?.id ?? line.id,
		'product.id': orNull(product?.id),
		'product.productCode': orNull(product?.productCode),
		'product.name': orNull(product?.name),
		'product.displayName': null,
		'product.handlingIcons': product ? [] : null,
		'inventoryItem.id': orNull(lot?.id),
		lotNumber: lot?.lotNumber ?? null,
		expirationDate: monthDayYear(lot?.expirationDate),
		recalled: lot ? lot.lotStatus === 'RECALLED' : null,
		'originBinLocation.id': orNull(from?.id),
		'originBinLocation.name': orNull(from?.name),
		originZone: orNull(zoneOf(from)?.name),
		onHold: from ? supports(world, from, 'HOLD_STOCK') : null,
		'destinationBinLocation.id': orNull(to?.id),
		'destinationBinLocation.name': orNull(to?.name),
		'destinationZone.id': orNull(zoneOf(to)?.id),
		'destinationZone.name': orNull(zoneOf(to)?.name),
		quantity: line.quantity,
		quantityOnHand: Number(stock?.quantityOnHand ?? 0),
		quantityNotPicked: Math.max(0, notPicked(stock)),
		status: line.status,
		recipient: world.json.nested('person', line.recipient),
		splitItems: line.parts.map((part) => lineJson(world, part, stock)),
		picklistItems: [],
		sortOrder: orNull(line.sortOrder),
	};
}

const MONTHS = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December',
];

/** `November 22, 2026`; a day below ten has two digits in the answer, one in the name. */
export function longDay(value: Value, digits: 1 | 2): string | null {
	if (typeof value !== 'number') return null;
	const date = new Date(value);
	const day = String(date.getUTCDate()).padStart(digits, '0');
	return `${MONTHS[date.getUTCMonth()]} ${day}, ${date.getUTCFullYear()}`;
}

const STATUSES = ['PENDING', 'PLACED', 'APPROVED', 'COMPLETED', 'CANCELED', 'REJECTED'];

export function transferJson(world: World, order: Row): JsonObject {
	const { store } = world;
	const place = (id: Value) => store.get('location', id);
	const person = world.json.nested('person', order.orderedBy);
	const status = String(order.status);
	return {
		id: order.id,
		description: orNull(order.description),
		stockTransferNumber: orNull(order.orderNumber),
		status: STATUSES.includes(status) ? status : 'PENDING',
		dateCreated: longDay(order.dateOrdered, 2),
		'origin.id': orNull(order.origin),
		'origin.name': orNull(place(order.origin)?.name),
		'destination.id': orNull(order.destination),
		'destination.name': orNull(place(order.destination)?.name),
		stockTransferItems: inTransferOrder(world, linesOf(world, order)).map((line) =>
			lineJson(world, line),
		),
		orderedBy: person?.name ?? null,
		type: orNull(typeCodeOf(world, order)),
		dateShipped: '',
		expectedDeliveryDate: '',
		shipmentType: '',
		trackingNumber: '',
		driverName: '',
		comments: '',
		documents: '',
	};
}
