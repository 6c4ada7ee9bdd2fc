import type { LineKind } from './line-reader';
import { neededProductNames, productNames, PRODUCT_NAMES } from './product-names';
import { singleUnits } from './units';

/** One line of a supplier's delivery note. */
export interface DeliveryLineInput {
	/** In the delivery, from 1. */
	position: number;
	orderItemId?: string;
	productId?: string;
	productCode?: string;
	barcode?: string;
	anyCode?: string;
	quantity: number;
	/** `order` = the unit in which the order counts. */
	unit: 'each' | 'order';
	lot?: string;
	/** `yyyy-MM-dd`. */
	expirationDate?: string;
	bin?: string;
	comment?: string;
	closeShort: boolean;
}

const TAKES = [
	'orderItemId',
	...PRODUCT_NAMES,
	'counted',
	'unit',
	'unitFactor',
	'lot',
	'expirationDate',
	'bin',
	'comment',
	'keepSerial',
	'closeShort',
] as const;

export const deliveryLines: LineKind<(typeof TAKES)[number], DeliveryLineInput> = {
	of: 'a delivery',
	example: '[{"productCode": "10001", "quantity": 500, "lot": "A1"}]',
	takes: TAKES,
	least: 'one product and quantity',
	toLine: (cells, position) => {
		const { orderItemId, counted, unit, unitFactor, lot, expirationDate, bin, comment } = cells;
		const { closeShort = false } = cells;
		const names =
			orderItemId === undefined
				? neededProductNames(cells, ', or the order item ID')
				: productNames(cells);
		if (names.reason !== undefined) return names;
		if (counted === undefined)
			return { reason: 'the quantity that arrived is missing: enter a whole number' };
		if (counted === 0 && closeShort) {
			return {
				reason:
					'nothing of it arrived, so there is no receipt to close it short with: close it in OpenBoxes, or with the next delivery',
			};
		}
		if (unit === 'order' && unitFactor !== undefined)
			return { reason: 'give "unitFactor", or count in the unit of the order, not both' };
		const isInOrderUnits = unit === 'order' || (unit === 'package' && unitFactor === undefined);
		const units = isInOrderUnits
			? { value: counted }
			: singleUnits({ quantity: counted, unit, unitFactor });
		if (units.reason !== undefined) return units;
		return {
			value: {
				position,
				orderItemId,
				...names.value,
				quantity: units.value,
				unit: isInOrderUnits ? 'order' : 'each',
				lot,
				expirationDate,
				bin,
				comment,
				closeShort,
			},
		};
	},
};
