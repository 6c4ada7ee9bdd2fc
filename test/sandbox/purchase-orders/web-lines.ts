import { isoSeconds, monthDayYear } from '../json/dates';
import { orNull, type JsonObject } from '../json/json';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { cents, lineTotal } from './money';
import { orderItemsOf, perUnit, shipmentItemsFor, unitOfMeasure } from './order-lines';

/** The lines of an order as the web interface shows them, prices as texts (orders-and-receiving.md#read). */
export function webLines(world: World, order: Row, canEdit: boolean): JsonObject[] {
	const isPending = order.status === 'PENDING';
	return orderItemsOf(world, order.id)
		.sort(
			(a, b) =>
				Number(a.dateCreated) - Number(b.dateCreated) ||
				Number(a.orderIndex) - Number(b.orderIndex),
		)
		.map((item) => webLine(world, order, item, { isPending, canEdit }));
}

function webLine(
	world: World,
	order: Row,
	item: Row,
	{ isPending, canEdit }: { isPending: boolean; canEdit: boolean },
): JsonObject {
	const { store, json } = world;
	return {
		id: item.id,
		product: json.nested('product', item.product),
		quantity: orNull(item.quantity),
		quantityUom: orNull(store.get('unitOfMeasure', item.quantityUom)?.code),
		quantityPerUom: perUnit(item),
		unitOfMeasure: unitOfMeasure(world, item),
		totalQuantity: Number(item.quantity ?? 1) * perUnit(item),
		productPackage: null,
		currencyCode: orNull(order.currencyCode),
		unitPrice: priceText(item.unitPrice),
		totalPrice: cents(lineTotal(item)),
		estimatedReadyDate: monthDayYear(item.estimatedReadyDate) ?? '',
		actualReadyDate: monthDayYear(item.actualReadyDate) ?? '',
		productSupplier: null,
		recipient: json.nested('person', item.recipient),
		isOrderPending: isPending,
		dateCreated: isoSeconds(item.dateCreated),
		canEdit,
		manufacturerName: null,
		text: orNull(store.get('product', item.product)?.name),
		orderItemStatusCode: orNull(item.orderItemStatusCode),
		hasShipmentAssociated: shipmentItemsFor(world, item.id).length > 0,
		budgetCode: null,
		orderIndex: orNull(item.orderIndex),
	};
}

/** At least two digits, up to four when the price has them. */
const priceText = (price: Value): string =>
	typeof price === 'number' ? price.toFixed(4).replace(/0{1,2}$/, '') : '';
