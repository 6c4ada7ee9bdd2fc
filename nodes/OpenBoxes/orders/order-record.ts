import {
	listSchema,
	orderItemSummarySchema,
	orderRowSchema,
	orderSchema,
	parseList,
	type OrderItemReply,
	type OrderItemSummary,
	type OrderReply,
	type OrderRow,
} from '../schemas';
import { looksLikeId, readLocator } from '../values/locator';
import { areExact, type OrderLine } from './rules/order-line';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { getPages } from '../transport/paginate';
import { OpenBoxesError } from '../transport/openboxes-error';
import { readIfThere } from '../transport/missing';
import { textKey } from '../values/same-text';

/** How a user names a purchase order. */
export interface OrderName {
	orderId?: string;
	orderNumber?: string;
	/** ID or number: whichever fits. */
	anyCode?: string;
}

/** A purchase order with its lines in single units. */
export interface OrderRecord {
	id: string;
	number: string;
	name: string;
	/**
	 * As stored; it does not follow receipts on an open-source server (orders-and-receiving.md#order-status).
	 */
	storedStatus: string;
	origin: { id: string; name: string };
	destination: { id: string; name: string; hasBins: boolean };
	/** The list of orders and the hosted vendor show it, the open-source read does not. */
	dateOrdered?: string;
	lines: OrderLine[];
	raw: OrderReply;
}

/** IDs have 32 characters; order numbers are shorter. */
const SHORTEST_ID = 24;

/** Reads a picker for purchase orders; a plain text may be an ID or a number. */
export function toOrderName(value: unknown): OrderName {
	const { mode, text } = readLocator(value);
	if (mode === 'number') return { orderNumber: text };
	const isId = mode === 'list' || (mode === 'id' && looksLikeId(text));
	return isId ? { orderId: text } : { anyCode: text };
}

function orderLabel({ number, name, id }: Pick<OrderRecord, 'id' | 'name' | 'number'>): string {
	return `Purchase order ${number || name || id}`;
}

/** An error about an order: what was not done, why, and what to do. */
export function orderError(
	order: Pick<OrderRecord, 'id' | 'name' | 'number'>,
	what: string,
	reason: string,
	description?: string,
): OpenBoxesError {
	return new OpenBoxesError(`${orderLabel(order)} was not ${what}: ${reason}`, { description });
}

function unknownOrder(label: string): OpenBoxesError {
	return new OpenBoxesError(`OpenBoxes has no purchase order "${label}"`, {
		description: 'Choose it from the list, or give its ID or its order number.',
		httpStatus: 404,
	});
}

async function readById(connection: Connection, id: string): Promise<OrderReply | undefined> {
	return await readIfThere(connection, apiPath('purchaseOrders', id), orderSchema);
}

async function readByNumber(
	connection: Connection,
	number: string,
): Promise<OrderReply | undefined> {
	const server = await connection.serverInfo();
	if (server.kind === 'documented') {
		const rows = await getPages(connection, apiPath('purchaseOrders'), {});
		const row = rows
			.map((data) => orderRowSchema.parse(data))
			.find((one) => textKey(one.orderNumber ?? '') === textKey(number));
		return row && (await readById(connection, row.id));
	}
	const page = listSchema.parse(
		await connection.search('order', [{ property: 'orderNumber', value: number }]),
	);
	return page.data.length > 0 ? orderSchema.parse(page.data[0]) : undefined;
}

async function findReply(connection: Connection, name: OrderName): Promise<OrderReply> {
	const label = name.orderId ?? name.orderNumber ?? name.anyCode ?? '';
	if (label === '') {
		throw new OpenBoxesError('The purchase order is missing', {
			description: 'Choose it from the list, or give its ID or its order number.',
		});
	}
	const looksLikeId = name.orderId !== undefined || label.length >= SHORTEST_ID;
	const readers = looksLikeId ? [readById, readByNumber] : [readByNumber, readById];
	const allowed = name.anyCode === undefined ? readers.slice(0, 1) : readers;
	for (const read of allowed) {
		const found = await read(connection, label);
		if (found) return found;
	}
	throw unknownOrder(label);
}

/** The order as the server reads it, without the figures of its lines: one request. */
export async function readOrderReply(connection: Connection, id: string): Promise<OrderReply> {
	const reply = await readById(connection, id);
	if (!reply) throw unknownOrder(id);
	return reply;
}

/** Figures of all lines of an order, by line id (orders-and-receiving.md#read). */
async function readFigures(
	connection: Connection,
	orderId: string,
): Promise<Map<string, OrderItemSummary>> {
	const rows = parseList(
		await connection.search('orderItemSummary', [{ property: 'order.id', value: orderId }]),
		orderItemSummarySchema,
	);
	return new Map(rows.map((row) => [row.id, row]));
}

/** Units of each line on shipments that were sent, by line id, cut to whole units of the order. */
export async function readShippedUnits(
	connection: Connection,
	orderId: string,
): Promise<Map<string, number>> {
	const figures = await readFigures(connection, orderId);
	return new Map(
		[...figures].map(([id, { quantityShipped, quantityPerUom }]) => [
			id,
			Math.round(quantityShipped * quantityPerUom),
		]),
	);
}

function productOf({ product }: OrderItemReply): OrderLine['product'] {
	return {
		id: product.id,
		code: product.productCode ?? '',
		name: product.name,
		needsLotAndExpiry: product.lotAndExpiryControl === true,
	};
}

function documentedLine(item: OrderItemReply): OrderLine {
	const received = item.quantityReceived ?? 0;
	return {
		id: item.id,
		product: productOf(item),
		uom: '',
		unitsPer: 1,
		ordered: item.quantity,
		shipped: received,
		received,
		canceled: 0,
		invoiced: 0,
		isCanceled: false,
		unitPrice: item.unitPrice ?? undefined,
		shipments: [],
		isExact: true,
	};
}

function toLine(item: OrderItemReply, figures: OrderItemSummary): OrderLine {
	const unitsPer = figures.quantityPerUom;
	const units = (quantity: number): number => Math.round(quantity * unitsPer);
	return {
		id: item.id,
		product: productOf(item),
		uom: figures.quantityUom?.id ?? '',
		unitsPer,
		ordered: units(figures.quantity),
		shipped: units(figures.quantityShipped),
		received: units(figures.quantityReceived),
		canceled: units(figures.quantityCanceled),
		invoiced: units(figures.quantityInvoiced),
		isCanceled: figures.orderItemStatus === 'CANCELED',
		unitPrice: figures.unitPrice ?? undefined,
		shipments: item.shipmentItems.flatMap(({ id, quantity, inventoryItem, shipment }) =>
			shipment
				? [
						{
							shipmentItemId: id,
							shipmentId: shipment.id,
							lotNumber: inventoryItem?.lotNumber ?? '',
							quantity,
						},
					]
				: [],
		),
		isExact: areExact({
			quantity: figures.quantity,
			unitsPer,
			shipped: figures.quantityShipped,
			received: figures.quantityReceived,
			canceled: figures.quantityCanceled,
			derivedStatus: figures.derivedStatus,
			isFullyReceived: figures.isItemFullyReceived === true,
		}),
	};
}

/**
 * Reads a purchase order with the figures of its lines: two requests on an open-source server, whose
 * own read lacks them.
 *
 * @throws OpenBoxesError when there is none, or the id belongs to a putaway or another kind of order
 */
export async function readOrder(connection: Connection, name: OrderName): Promise<OrderRecord> {
	const raw = await findReply(connection, name);
	const server = await connection.serverInfo();
	const figures = server.kind === 'documented' ? undefined : await readFigures(connection, raw.id);
	const lines = raw.orderItems.flatMap((item) => {
		if (!figures) return [documentedLine(item)];
		const ofLine = figures.get(item.id);
		return ofLine ? [toLine(item, ofLine)] : [];
	});
	// The server reads putaways and transfers as orders too; those have no figures
	// (orders-and-receiving.md#read).
	if (raw.orderItems.length > 0 && lines.length === 0)
		throw unknownOrder(raw.orderNumber ?? raw.id);
	return {
		id: raw.id,
		number: raw.orderNumber ?? '',
		name: raw.name ?? '',
		storedStatus: raw.status,
		origin: { id: raw.origin.id, name: raw.origin.name },
		destination: {
			id: raw.destination.id,
			name: raw.destination.name,
			hasBins: raw.destination.hasBinLocationSupport === true,
		},
		dateOrdered: raw.dateOrdered ?? undefined,
		lines,
		raw,
	};
}

/** The row of the list for one order: derived status, dates, people, total. */
export async function readOrderRow(
	connection: Connection,
	id: string,
): Promise<OrderRow | undefined> {
	// An order that was put into the database from outside has no row (versions.md#not-differences).
	return await readIfThere(connection, apiPath('generic', 'orderSummary', id), orderRowSchema);
}
