import type { LineKind } from './line-reader';
import { singleUnits } from './units';

/** What was counted of one lot in one bin of a cycle count. */
export interface CycleCountLine {
	position: number;
	/** Of the item, when two look alike. */
	id?: string;
	lot?: string;
	bin?: string;
	/** Single units, 0 or more. */
	quantity: number;
	comment?: string;
}

const TAKES = ['id', 'lot', 'bin', 'counted', 'unit', 'unitFactor', 'comment'] as const;

export const cycleCountLines: LineKind<(typeof TAKES)[number], CycleCountLine> = {
	of: 'a cycle count',
	example: '[{"lot": "IBU-A", "bin": "Shelf 1", "quantity": 20}]',
	takes: TAKES,
	least: 'one lot and quantity',
	toLine: ({ id, lot, bin, counted, unit, unitFactor, comment }, position) => {
		if (counted === undefined)
			return { reason: 'the quantity is missing: enter a whole number, 0 or more' };
		const units = singleUnits({ quantity: counted, unit, unitFactor });
		if (units.reason !== undefined) return units;
		return { value: { position, id, lot, bin, quantity: units.value, comment } };
	},
};
