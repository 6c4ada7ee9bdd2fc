import type { OrderLine } from '../../../../../nodes/OpenBoxes/orders/rules/order-line';

/** A line of an order as tests need it: 100 single units, nothing received. */
export function orderLine(changes: Partial<OrderLine> & { productId?: string } = {}): OrderLine {
	const { productId = 'p1', ...rest } = changes;
	return {
		id: 'line-1',
		product: {
			id: productId,
			code: productId,
			name: `Product ${productId}`,
			needsLotAndExpiry: false,
		},
		uom: 'EA',
		unitsPer: 1,
		ordered: 100,
		shipped: 0,
		received: 0,
		canceled: 0,
		invoiced: 0,
		isCanceled: false,
		shipments: [],
		isExact: true,
		...rest,
	};
}
