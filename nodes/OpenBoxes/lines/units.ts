import type { Read } from '../values/read';
import { cleanText, quoted } from '../values/text';
import { LARGEST_QUANTITY, type CellReader } from './cells';

/** What a line is counted in: single units, packages, or the unit in which a purchase order counts. */
type Unit = 'each' | 'package' | 'order';

const UNITS: ReadonlyMap<string, Unit> = new Map([
	['each', 'each'],
	['single', 'each'],
	['unit', 'each'],
	['order', 'order'],
	['pack', 'package'],
	['package', 'package'],
]);

export const unitCell: CellReader<Unit> = (value) => {
	const unit = typeof value === 'string' ? UNITS.get(cleanText(value).toLowerCase()) : undefined;
	return unit === undefined
		? {
				reason: `the unit ${quoted(value)} must be "each" (single units) or "package" (with "unitFactor", how many single units one has)`,
			}
		: { value: unit };
};

interface Counted {
	quantity?: number;
	unit?: Unit;
	unitFactor?: number;
}

/** Single units of a line that may leave its quantity out: the quantity times what one package has. */
export function optionalUnits({ quantity, unit, unitFactor }: Counted): Read<number | undefined> {
	if (quantity === undefined) {
		const saysHow = unit !== undefined || unitFactor !== undefined;
		return saysHow ? { reason: 'it says how to count, but no quantity' } : { value: undefined };
	}
	if (unit === 'order')
		return { reason: 'only the delivery of a purchase order counts in the unit of the order' };
	if (unit === 'package' && unitFactor === undefined)
		return { reason: 'it counts packages: say with "unitFactor" how many single units one has' };
	const units = quantity * (unitFactor ?? 1);
	return units > LARGEST_QUANTITY
		? { reason: `${quantity} units of ${unitFactor} are more than OpenBoxes can store` }
		: { value: units };
}

/** Single units of a line that must say its quantity. */
export function singleUnits(counted: Counted): Read<number> {
	return counted.quantity === undefined
		? { reason: 'the quantity is missing: enter a whole number, 1 or more' }
		: (optionalUnits(counted) as Read<number>);
}
