import { orNull, type Form } from './json';

/** Note 01 §6.3: no dates, no prices. */
export const orderForms: Record<string, Form> = {
	order: (row, json) => ({
		id: row.id,
		orderNumber: orNull(row.orderNumber),
		name: orNull(row.name),
		status: { enumType: 'org.pih.warehouse.order.OrderStatus', name: orNull(row.status) },
		origin: json.nested('location', row.origin),
		destination: json.nested('location', row.destination),
		...(json.version.since('0.9.2') ? { paymentMethodType: null } : {}),
		orderItems: json.store
			.table('orderItem')
			.by('order', row.id)
			.map((item) => json.of('orderItem', item)),
	}),
	orderItem: (row, json) => ({
		id: row.id,
		product: json.nested('product', row.product),
		quantity: orNull(row.quantity),
		shipmentItems: json.unsaved.has(row)
			? null
			: json.store
					.table('shipmentItem')
					.by('orderItem', row.id)
					.map((item) => json.of('shipmentItem', item)),
	}),
};
