import type { Cells } from './fields';
import type { LineKind } from './line-reader';
import { neededProductNames, PRODUCT_NAMES } from './product-names';
import { singleUnits } from './units';

const FIELDS_OF_ALL = [
	...PRODUCT_NAMES,
	'quantity',
	'unit',
	'unitFactor',
	'lot',
	'bin',
	'comment',
	'keepSerial',
] as const;
/** An adjustment can create lots. */
const FIELDS_OF_ADJUSTMENT = [...FIELDS_OF_ALL, 'expirationDate'] as const;

/** One line of a transaction: what goes out of a lot and bin, or comes into it. */
export interface PostingLine {
	productId?: string;
	productCode?: string;
	barcode?: string;
	anyCode?: string;
	/** Single units. */
	quantity: number;
	lot?: string;
	bin?: string;
	/** Of a lot that is to be created, as `yyyy-MM-dd`. */
	expirationDate?: string;
	comment?: string;
}

type PostingCells = Cells<(typeof FIELDS_OF_ADJUSTMENT)[number]>;

const toLine: LineKind<keyof PostingCells, PostingLine>['toLine'] = (cells) => {
	const names = neededProductNames(cells);
	if (names.reason !== undefined) return names;
	const units = singleUnits(cells);
	if (units.reason !== undefined) return units;
	const { lot, bin, expirationDate, comment } = cells;
	return { value: { ...names.value, quantity: units.value, lot, bin, expirationDate, comment } };
};

const EXAMPLE = '[{"barcode": "0012345678905", "quantity": 2}]';
const LEAST = 'one product and quantity';

/** Lines of one kind of transaction, e.g. of `a sale`. */
export function postingLines(of: string): LineKind<keyof PostingCells, PostingLine> {
	return { of, example: EXAMPLE, takes: FIELDS_OF_ALL, least: LEAST, toLine };
}

export const adjustmentLines: LineKind<keyof PostingCells, PostingLine> = {
	...postingLines('an adjustment'),
	takes: FIELDS_OF_ADJUSTMENT,
};
