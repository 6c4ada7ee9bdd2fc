import type { Row } from '../store/table';
import { isoSeconds } from './dates';
import { orNull, type Form, type Json, type JsonObject } from './json';

/** A record that is already being written stands as a path back to it (sessions-and-errors.md#json). */
const backTo = (name: string): JsonObject => ({
	_ref: '../../../..',
	class: `org.pih.warehouse.receiving.${name}`,
});

/** Receipts and their lines show each other (sessions-and-errors.md#written-shapes). */
export const receiptForms: Record<string, Form> = {
	receipt: (row, json) => receipt(row, json),
	receiptItem: (row, json) => receiptItem(row, json, receiptOf(row, json)),
};

function receipt(row: Row, json: Json, writing?: Row): JsonObject {
	return {
		id: row.id,
		expectedDeliveryDate: isoSeconds(row.expectedDeliveryDate),
		actualDeliveryDate: isoSeconds(row.actualDeliveryDate),
		recipient: json.nested('person', row.recipient),
		shipment: json.nested('shipment', row.shipment),
		recipientItems: json.store
			.table('receiptItem')
			.by('receipt', row.id)
			.map((item) =>
				item === writing ? backTo('ReceiptItem') : receiptItem(item, json, backTo('Receipt')),
			),
	};
}

function receiptOf(item: Row, json: Json): JsonObject | null {
	const owner = json.store.get('receipt', item.receipt);
	return owner ? receipt(owner, json, item) : null;
}

const receiptItem = (row: Row, json: Json, owner: JsonObject | null): JsonObject => ({
	id: row.id,
	receipt: owner,
	product: json.nested('product', json.store.get('inventoryItem', row.inventoryItem)?.product),
	inventoryItem: json.nested('inventoryItem', row.inventoryItem),
	quantityReceived: orNull(row.quantityReceived),
	quantityShipped: orNull(row.quantityShipped),
	binLocation: json.nested('location', row.binLocation),
	recipient: json.nested('person', row.recipient),
});
