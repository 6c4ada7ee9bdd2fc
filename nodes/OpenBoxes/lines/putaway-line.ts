import type { LineKind } from './line-reader';
import { neededProductNames, PRODUCT_NAMES } from './product-names';
import { optionalUnits } from './units';

/** Goods to put away. */
export interface PutawayLineInput {
	position: number;
	productId?: string;
	productCode?: string;
	barcode?: string;
	anyCode?: string;
	lot?: string;
	fromBin?: string;
	bin?: string;
	/** Single units; undefined = all that is there. */
	quantity?: number;
}

const TAKES = [
	...PRODUCT_NAMES,
	'quantity',
	'unit',
	'unitFactor',
	'lot',
	'fromBin',
	'bin',
] as const;

export const putawayLines: LineKind<(typeof TAKES)[number], PutawayLineInput> = {
	of: 'a putaway',
	example: '[{"productCode": "10001", "bin": "A-01"}]',
	takes: TAKES,
	least: 'one product',
	toLine: (cells, position) => {
		const names = neededProductNames(cells);
		if (names.reason !== undefined) return names;
		const units = optionalUnits(cells);
		if (units.reason !== undefined) return units;
		const { lot, fromBin, bin } = cells;
		return { value: { position, ...names.value, lot, fromBin, bin, quantity: units.value } };
	},
};
