import { TRANSIENT } from '../json/json';
import { wholeSecond } from '../clock';
import { failure, foreignKey, illegalArgument, invalid, nullPointer } from '../errors';
import { shortDate } from '../json/dates';
import {
	addShipmentEvent,
	eventDate,
	findEvent,
	removeShipmentEvent,
	type ShipmentEventCode,
} from '../shipments/events';
import { findOrCreateLot } from '../shipments/lots';
import { removeReceipts } from '../shipments/rollback';
import { bookTransfer, removeTransfers, TRANSFER_IN } from '../shipments/transfers';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { isFullyReceived, receiptItemsOf } from './figures';
import type { PartialReceipt, ReceiptLine } from './partial-receipt';
import { makeReceivingBin } from './receiving-bin';

const DAY = 86_400_000;
const LONGEST_COMMENT = 255;
const MOST_PIECES = 2147483646;

/** The product of what a line receives: given, or that of the lot that was shipped or saved. */
export function productOf(
	{ store }: World,
	{ fields, receiptItem, shipmentItem }: ReceiptLine,
): Value {
	if (fields.product) return fields.product;
	const lot = receiptItem ? receiptItem.inventoryItem : shipmentItem?.inventoryItem;
	return store.get('inventoryItem', lot)?.product;
}

/** Saves the draft, or with `completed` marks it received; lines without a quantity stay out. */
export function saveReceipt(
	world: World,
	partial: PartialReceipt,
	user: string | null,
	completed: boolean,
): Row[] {
	const { store } = world;
	const receipt = partial.receipt ?? newReceipt(world, partial.shipment);
	checkDelivery(world, partial);
	store.update('receipt', receipt, {
		receiptStatusCode: completed ? 'RECEIVED' : 'PENDING',
		recipient: partial.fields.recipient,
		expectedDeliveryDate: partial.shipment.expectedDeliveryDate ?? null,
		actualDeliveryDate: partial.dateDelivered,
		lastUpdated: wholeSecond(world.clock.now()),
		updatedBy: user,
	});
	const lines = partial.containers.flatMap((container) => container.lines);
	return lines.filter((line) => line.shouldSave).map((line) => saveLine(world, receipt, line));
}

function newReceipt(world: World, shipment: Row): Row {
	// After the lines of this call were bound: they book into no bin. Before 0.9.6 only a page of the
	// web interface makes the bin (orders-and-receiving.md#putaway).
	if (world.version.since('0.9.6')) makeReceivingBin(world, shipment);
	const { store, ids, clock } = world;
	const now = wholeSecond(clock.now());
	return store.insert('receipt', {
		id: ids.id(),
		receiptNumber: ids.documentNumber(),
		shipment: shipment.id,
		dateCreated: now,
		lastUpdated: now,
	});
}

/**
 * Not more than a day before the goods left (orders-and-receiving.md#receiving); 0.9.0 fails when they never
 * left.
 */
function checkDelivery(world: World, { shipment, dateDelivered }: PartialReceipt): void {
	const opening = 'Receipt is invalid';
	if (dateDelivered === null) {
		throw invalid(
			[
				'Property [actualDeliveryDate] of class [class org.pih.warehouse.receiving.Receipt] cannot be null',
			],
			opening,
		);
	}
	const shipped = eventDate(world, shipment, 'SHIPPED');
	if (shipped === null) {
		if (world.version.before('0.9.1')) throw nullPointer('');
		return;
	}
	if (dateDelivered + DAY <= shipped)
		throw invalid(['Must occur on or after Actual Shipping Date'], opening);
}

function saveLine(world: World, receipt: Row, line: ReceiptLine): Row {
	const { store, ids, clock } = world;
	const { fields, shipmentItem } = line;
	if (!shipmentItem) throw illegalArgument('Cannot receive item without valid shipment item');
	if (fields.binLocation === TRANSIENT) throw foreignKey('receipt_item', 'bin_location_id');
	if (fields.product === TRANSIENT) {
		throw failure(
			'org.hibernate.TransientObjectException',
			'object references an unsaved transient instance: org.pih.warehouse.product.Product',
		);
	}
	const lot = findOrCreateLot(
		world,
		productOf(world, line),
		fields.lotNumber,
		fields.expirationDate,
	);
	const mark = store.mark();
	const now = wholeSecond(clock.now());
	const item =
		line.receiptItem ??
		store.insert('receiptItem', {
			id: ids.id(),
			sortOrder: receiptItemsOf(world, shipmentItem.id).length,
			dateCreated: now,
		});
	store.update('receiptItem', item, {
		receipt: receipt.id,
		shipmentItem: shipmentItem.id,
		binLocation: fields.binLocation ?? null,
		recipient: fields.recipient ?? null,
		quantityShipped: fields.quantityShipped ?? null,
		quantityReceived: fields.quantityReceiving ?? null,
		lotNumber: fields.lotNumber ?? null,
		expirationDate: fields.expirationDate ?? null,
		product: lot.product,
		inventoryItem: lot.id,
		isSplitItem: fields.isSplitItem === true,
		comment: fields.comment ?? null,
		lastUpdated: now,
	});
	if (line.receiptItem) cancelRest(world, receipt, line, item);
	// The database drops such a line in silence; this answer still shows it
	// (orders-and-receiving.md#packed-lines).
	if (isDropped(item)) store.afterAnswer(store.takeBackSince(mark));
	overwriteExpiry(world, lot, fields.expirationDate);
	return item;
}

const isDropped = (item: Row): boolean =>
	typeof item.quantityShipped !== 'number' ||
	item.quantityShipped < 0 ||
	item.quantityShipped > MOST_PIECES ||
	String(item.comment ?? '').length > LONGEST_COMMENT;

/**
 * Another expiry date changes the lot everywhere, already with the draft (orders-and-receiving.md#receiving).
 */
function overwriteExpiry(world: World, lot: Row, expiry: Value): void {
	if (typeof expiry !== 'number' || lot.expirationDate === expiry) return;
	world.store.update('inventoryItem', lot, {
		expirationDate: expiry,
		lastUpdated: wholeSecond(world.clock.now()),
	});
}

/**
 * Only when the receipt is completed, and only for lines that the draft has
 * (orders-and-receiving.md#partial).
 */
function cancelRest(world: World, receipt: Row, line: ReceiptLine, item: Row): void {
	const { fields, shipmentItem } = line;
	if (fields.cancelRemaining !== true || receipt.receiptStatusCode !== 'RECEIVED' || !shipmentItem)
		return;
	const received =
		fields.isSplitItem === true
			? Number(fields.quantityReceiving ?? 0)
			: receivedOf(world, shipmentItem);
	world.store.update('receiptItem', item, {
		quantityCanceled: Number(fields.quantityShipped ?? 0) - received,
	});
}

const receivedOf = (world: World, shipmentItem: Row): number =>
	receiptItemsOf(world, shipmentItem.id)
		.filter((item) => world.store.get('receipt', item.receipt)?.receiptStatusCode === 'RECEIVED')
		.reduce((sum, item) => sum + Number(item.quantityReceived ?? 0), 0);

/**
 * Books the draft: status, shipment event and one Transfer In at the destination
 * (orders-and-receiving.md#receiving).
 */
export function completeReceipt(world: World, partial: PartialReceipt, user: string | null): void {
	const { shipment } = partial;
	const saved = saveReceipt(world, partial, user, true);
	addReceiptEvent(world, partial, user);
	const receipt = partial.receipt;
	// A call that completes without a draft saves nothing (orders-and-receiving.md#receiving).
	if (!receipt) throw failure('java.lang.IllegalStateException', 'Must have a receipt');
	const destination = world.store.get('location', shipment.destination);
	if (!world.store.get('inventory', destination?.inventory)) {
		throw failure(
			'java.lang.IllegalStateException',
			`Destination ${String(destination?.name)} must have an inventory in order to receive stock`,
		);
	}
	const stored = world.store.table('receiptItem').by('receipt', receipt.id);
	bookReceipt(world, partial, [...new Set([...stored, ...saved])], user);
}

function addReceiptEvent(world: World, partial: PartialReceipt, user: string | null): void {
	const { shipment } = partial;
	const code = receiptEvent(world, shipment);
	if (!code) return;
	addShipmentEvent(world, shipment, {
		code,
		date: Number(partial.dateDelivered),
		location: shipment.destination,
		user,
	});
}

/**
 * Without PARTIAL_RECEIVING the first receipt closes the shipment, from 0.9.3 on
 * (orders-and-receiving.md#partial).
 */
function receiptEvent(world: World, shipment: Row): ShipmentEventCode | undefined {
	const items = world.store.table('shipmentItem').by('shipment', shipment.id);
	const all = items.every((item) => isFullyReceived(world, item));
	const happened = (code: ShipmentEventCode) => findEvent(world, shipment, code) !== undefined;
	if (world.version.before('0.9.3')) {
		if (all) return happened('RECEIVED') ? undefined : 'RECEIVED';
		return happened('PARTIALLY_RECEIVED') ? undefined : 'PARTIALLY_RECEIVED';
	}
	const destination = world.store.get('location', shipment.destination);
	const inParts =
		destination !== undefined && world.json.activitiesOf(destination).includes('PARTIAL_RECEIVING');
	if (!happened('RECEIVED') && (all || !inParts)) return 'RECEIVED';
	return happened('PARTIALLY_RECEIVED') ? undefined : 'PARTIALLY_RECEIVED';
}

function bookReceipt(
	world: World,
	partial: PartialReceipt,
	items: Row[],
	user: string | null,
): void {
	const { store, clock } = world;
	const { shipment, receipt, dateDelivered } = partial;
	const opening = 'Failed to receive shipment due to error while saving transaction';
	const date = Number(dateDelivered);
	if (date > clock.now()) {
		throw invalid(
			[
				`Property [Date] of class [Transaction] with value [${shortDate(date)}] does not pass custom validation`,
			],
			opening,
		);
	}
	if (items.some((item) => typeof item.quantityReceived !== 'number')) {
		throw invalid(['Property [Quantity] of class [Transaction entry] cannot be null'], opening);
	}
	bookTransfer(
		world,
		user,
		{
			transactionType: TRANSFER_IN,
			transactionDate: wholeSecond(date),
			inventory: store.get('location', shipment.destination)?.inventory,
			source: shipment.origin,
			incomingShipment: shipment.id,
			requisition: shipment.requisition ?? null,
			receipt: receipt?.id,
		},
		items.map((item) => ({
			inventoryItem: String(item.inventoryItem),
			binLocation: item.binLocation ?? null,
			quantity: item.quantityReceived,
		})),
	);
}

/** Takes back all receipts of a shipment, open and booked; goods that left meanwhile are not missed. */
export function rollBackReceipts(world: World, shipment: Row): void {
	removeTransfers(world, shipment, 'incomingShipment');
	removeReceipts(world, shipment);
	for (const code of ['RECEIVED', 'PARTIALLY_RECEIVED'] as const) {
		const event = findEvent(world, shipment, code);
		if (event) removeShipmentEvent(world, shipment, event);
	}
}
