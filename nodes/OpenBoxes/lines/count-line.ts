import type { LineKind } from './line-reader';
import { neededProductNames, PRODUCT_NAMES, type ProductName } from './product-names';
import { singleUnits } from './units';

/** What somebody says lies there: a product, perhaps a lot and a bin of it, and how much, 0 or more. */
export interface CountLine extends ProductName {
	position: number;
	/** Single units. */
	quantity: number;
	lot?: string;
	bin?: string;
	/** `yyyy-MM-dd`, to tell two lots of one number apart. */
	expirationDate?: string;
}

const TAKES = [
	...PRODUCT_NAMES,
	'counted',
	'unit',
	'unitFactor',
	'lot',
	'bin',
	'expirationDate',
] as const;

export const countLines: LineKind<(typeof TAKES)[number], CountLine> = {
	of: 'a count',
	example: '[{"productCode": "10001", "lot": "IBU-A", "quantity": 20}]',
	takes: TAKES,
	least: 'one product and quantity',
	toLine: (cells, position) => {
		const names = neededProductNames(cells);
		if (names.reason !== undefined) return names;
		const { counted, unit, unitFactor, lot, bin, expirationDate } = cells;
		if (counted === undefined)
			return { reason: 'the quantity is missing: enter a whole number, 0 or more' };
		const units = singleUnits({ quantity: counted, unit, unitFactor });
		if (units.reason !== undefined) return units;
		return {
			value: { position, ...names.value, quantity: units.value, lot, bin, expirationDate },
		};
	},
};
