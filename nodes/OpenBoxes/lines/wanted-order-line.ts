import type { LineKind } from './line-reader';
import { optionalUnits } from './units';
import { neededProductNames, productNames, PRODUCT_NAMES } from './product-names';

/** One line of an order to be made or changed; a line that is there already has an `id`. */
export interface OrderLineInput {
	id?: string;
	productId?: string;
	productCode?: string;
	barcode?: string;
	anyCode?: string;
	/** In units of the order. */
	quantity?: number;
	/** Of one unit of the order. */
	unitPrice?: number;
	/** Name or code of the unit of the order. */
	uom?: string;
	/** Single units in one unit of the order. */
	quantityPerUom?: number;
	cancel: boolean;
}

const NEW = [...PRODUCT_NAMES, 'quantity', 'uom', 'quantityPerUom', 'unitPrice'] as const;
const CHANGE = [...NEW, 'id', 'orderItemId', 'cancel'] as const;

type OrderLines = LineKind<(typeof CHANGE)[number], OrderLineInput>;

/** Lines of a new order. */
export const newOrderLines: OrderLines = {
	of: 'a line of a new order',
	example: '[{"productCode": "10001", "quantity": 10, "unitPrice": 4.5}]',
	takes: NEW,
	toLine: (cells) => {
		const names = neededProductNames(cells);
		if (names.reason !== undefined) return names;
		const { quantity, unitPrice, uom, quantityPerUom } = cells;
		if (quantity === undefined)
			return { reason: 'the quantity is missing: enter a whole number, 1 or more' };
		const units = optionalUnits({ quantity, unitFactor: quantityPerUom });
		if (units.reason !== undefined) return units;
		const line = { quantity, unitPrice, uom, quantityPerUom, cancel: false };
		return { value: { ...names.value, ...line } };
	},
};

/** Changes of a pending order: of its lines, or lines to add. */
export const changedOrderLines: OrderLines = {
	of: 'a change of an order',
	example: '[{"orderItemId": "…", "quantity": 15}]',
	takes: CHANGE,
	toLine: (cells) => {
		const { id = cells.orderItemId, orderItemId = id, cancel = false } = cells;
		if (id !== orderItemId) return { reason: '"id" and "orderItemId" name two lines' };
		const names =
			id === undefined ? neededProductNames(cells, ', or the order item ID') : productNames(cells);
		if (names.reason !== undefined) return names;
		const { quantity, unitPrice, uom, quantityPerUom } = cells;
		const says = [quantity, unitPrice, uom, quantityPerUom].some((value) => value !== undefined);
		const units =
			quantity === undefined ? undefined : optionalUnits({ quantity, unitFactor: quantityPerUom });
		if (units?.reason !== undefined) return units;
		if (!says && !cancel) return { reason: 'nothing to change is given' };
		if (says && cancel) return { reason: 'it is to be canceled and changed: say only one of both' };
		return { value: { id, ...names.value, quantity, unitPrice, uom, quantityPerUom, cancel } };
	},
};
