import type { LineKind } from './line-reader';
import { neededProductNames, productNames, PRODUCT_NAMES } from './product-names';
import { singleUnits } from './units';

/** Goods of a shipment that arrived: of which line or product, how many, and what they are. */
export interface ArrivalLineInput {
	position: number;
	shipmentItemId?: string;
	productId?: string;
	productCode?: string;
	barcode?: string;
	anyCode?: string;
	/** Single units, 0 or more. */
	quantity: number;
	/** Lot that stands on the goods, when it is not the one that was shipped. */
	lot?: string;
	/** Lot that was shipped, to tell two lines of one product apart. */
	shippedLot?: string;
	/** `yyyy-MM-dd`. */
	expirationDate?: string;
	bin?: string;
	comment?: string;
	closeShort: boolean;
}

const TAKES = [
	'shipmentItemId',
	...PRODUCT_NAMES,
	'counted',
	'unit',
	'unitFactor',
	'lot',
	'shippedLot',
	'expirationDate',
	'bin',
	'comment',
	'keepSerial',
	'closeShort',
] as const;

export const arrivalLines: LineKind<(typeof TAKES)[number], ArrivalLineInput> = {
	of: 'goods that arrive',
	example: '[{"productCode": "10001", "quantity": 20, "bin": "A-01"}]',
	takes: TAKES,
	least: 'one product and quantity',
	toLine: (cells, position) => {
		const { shipmentItemId, counted, unit, unitFactor } = cells;
		const names =
			shipmentItemId === undefined
				? neededProductNames(cells, ', or the shipment item ID')
				: productNames(cells);
		if (names.reason !== undefined) return names;
		if (counted === undefined)
			return { reason: 'the quantity that arrived is missing: enter a whole number' };
		const units = singleUnits({ quantity: counted, unit, unitFactor });
		if (units.reason !== undefined) return units;
		const { lot, shippedLot, expirationDate, bin, comment, closeShort = false } = cells;
		return {
			value: {
				position,
				shipmentItemId,
				...names.value,
				quantity: units.value,
				lot,
				shippedLot,
				expirationDate,
				bin,
				comment,
				closeShort,
			},
		};
	},
};
