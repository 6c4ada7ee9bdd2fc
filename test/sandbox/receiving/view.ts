import { monthDayYear, minuteWithZone } from '../json/dates';
import { orNull, type JsonObject } from '../json/json';
import {
	isFromPurchaseOrder,
	orderItemOf,
	ordersOf,
	perUnit,
	unitOfMeasure,
} from '../purchase-orders/order-lines';
import { eventDate, shipmentStatus } from '../shipments/events';
import type { Row } from '../store/table';
import type { World } from '../world';
import { doneBefore, remaining } from './figures';
import type { PartialReceipt, ReceiptContainer, ReceiptLine } from './partial-receipt';
import { productOf } from './receipts';
import { compareInView } from './sorting';

/** Dotted names are literal keys here (orders-and-receiving.md#receiving). */
export function partialReceiptJson(
	world: World,
	receipt: PartialReceipt,
	sort: string | null,
): JsonObject {
	const { shipment } = receipt;
	const { store, version } = world;
	const place = (id: Row[string]) => store.get('location', id);
	return {
		receiptId: orNull(receipt.receipt?.id),
		receiptStatus: receipt.fields.receiptStatus,
		shipmentId: shipment.id,
		'shipment.name': orNull(shipment.name),
		'shipment.shipmentNumber': orNull(shipment.shipmentNumber),
		shipmentStatus: shipmentStatus(world, shipment),
		'origin.id': orNull(shipment.origin),
		'origin.name': orNull(place(shipment.origin)?.name),
		'destination.id': orNull(shipment.destination),
		'destination.name': orNull(place(shipment.destination)?.name),
		dateShipped: minuteWithZone(eventDate(world, shipment, 'SHIPPED')),
		dateDelivered: minuteWithZone(receipt.dateDelivered),
		containers: receipt.containers.map((one) => containerJson(world, one, sort)),
		requisition: orNull(shipment.requisition),
		...(version.since('0.9.8') ? { orderId: orNull(returnOrderOf(world, shipment)?.id) } : {}),
		description: orNull(shipment.description),
		recipient: world.json.nested('person', receipt.fields.recipient),
		...(version.since('0.9.3')
			? { isShipmentFromPurchaseOrder: isFromPurchaseOrder(world, shipment.id) }
			: {}),
	};
}

const returnOrderOf = (world: World, shipment: Row): Row | undefined =>
	ordersOf(world, shipment.id).find(
		(order) => world.store.get('orderType', order.orderType)?.code === 'RETURN_ORDER',
	);

function containerJson(
	world: World,
	{ container, lines }: ReceiptContainer,
	sort: string | null,
): JsonObject {
	const type = world.store.get('containerType', container?.containerType);
	return {
		...packing(world, container),
		'container.type': orNull(type?.name),
		shipmentItems: [...lines].sort(compareInView(world, sort)).map((line) => lineJson(world, line)),
	};
}

function packing(world: World, container: Row | undefined): JsonObject {
	const parent = world.store.get('container', container?.parentContainer);
	return {
		'container.id': orNull(container?.id),
		'container.name': orNull(container?.name),
		'parentContainer.id': orNull(parent?.id),
		'parentContainer.name': orNull(parent?.name),
	};
}

function lineJson(world: World, line: ReceiptLine): JsonObject {
	const { store } = world;
	const { fields, shipmentItem, receiptItem } = line;
	const product = store.get('product', productOf(world, line));
	const whole = product ? world.json.of('product', product) : {};
	const bin = store.get('location', fields.binLocation);
	const zone = store.get('location', bin?.zone);
	const person = world.json.nested('person', fields.recipient);
	const { received, canceled } = doneBefore(world, line);
	return {
		receiptItemId: orNull(receiptItem?.id),
		shipmentItemId: orNull(shipmentItem?.id),
		...packing(world, store.get('container', shipmentItem?.container)),
		'product.id': orNull(product?.id),
		'product.productCode': orNull(product?.productCode),
		'product.name': orNull(product?.name),
		'product.displayNames': whole.displayNames ?? null,
		'product.lotAndExpiryControl': whole.lotAndExpiryControl ?? null,
		'product.handlingIcons': whole.handlingIcons ?? null,
		lotNumber: orNull(fields.lotNumber),
		expirationDate: monthDayYear(fields.expirationDate),
		'binLocation.id': orNull(bin?.id),
		'binLocation.name': orNull(bin?.name),
		'binLocation.zoneId': orNull(zone?.id),
		'binLocation.zoneName': orNull(zone?.name),
		'recipient.id': person?.id ?? null,
		'recipient.name': person?.name ?? null,
		quantityShipped: orNull(fields.quantityShipped),
		quantityReceived: received,
		quantityCanceled: canceled,
		quantityReceiving: orNull(fields.quantityReceiving),
		quantityRemaining: remaining(world, line),
		cancelRemaining: fields.cancelRemaining === true,
		quantityOnHand: line.quantityOnHand,
		comment: orNull(fields.comment),
		...(world.version.since('0.9.3') ? packs(world, line) : {}),
	};
}

function packs(world: World, { fields, shipmentItem }: ReceiptLine): JsonObject {
	const orderItem = orderItemOf(world, shipmentItem);
	return {
		unitOfMeasure: orderItem ? unitOfMeasure(world, orderItem) : null,
		packSize: orderItem ? perUnit(orderItem) : null,
		packsRequested: tenDigits(Number(fields.quantityShipped ?? 0) / perUnit(orderItem)),
	};
}

/** A division that does not end is cut to ten digits. */
const tenDigits = (value: number): number => Number(value.toFixed(10));
