import { textKey } from '../../values/same-text';
import { inUnits, lineLabel, remainingOf, type OrderLine } from '../../orders/rules/order-line';
import { addTo } from '../../../shared/sums';

/** What arrived, tied to the order lines that it may belong to. */
export interface ArrivedLine {
	/** Position in the delivery, from 1. */
	position: number;
	/** One line, or all lines of the product. */
	candidates: readonly OrderLine[];
	quantity: number;
	unit: 'each' | 'order';
	/** Empty = no lot. */
	lotNumber: string;
	/** `yyyy-MM-dd`. */
	expiry?: string;
	binId?: string;
	binName?: string;
	comment?: string;
	/** Whether the rest of the order line will not come any more. */
	closeShort: boolean;
}

/** Part of an order line that arrived in one lot for one bin, in single units. */
export interface DeliveryPart {
	position: number;
	line: OrderLine;
	quantity: number;
	lotNumber: string;
	expiry?: string;
	binId?: string;
	binName?: string;
	comment?: string;
	closeShort: boolean;
}

type Matched<Value> = { value: Value; reason?: undefined } | { value?: undefined; reason: string };

export function lotNumberKey(lotNumber: string): string {
	return textKey(lotNumber);
}

export function arrivedLabel(line: ArrivedLine): string {
	return `line ${line.position} (${lineLabel(line.candidates[0])})`;
}

/** Single units that arrived with a line. */
function unitsOf(line: ArrivedLine): Matched<number> {
	if (line.unit === 'each') return { value: line.quantity };
	const sizes = new Set(line.candidates.map((candidate) => candidate.unitsPer));
	if (sizes.size > 1) {
		return {
			reason: `${arrivedLabel(line)}: the product is ordered in several units, so give the order item or count single units`,
		};
	}
	return { value: line.quantity * line.candidates[0].unitsPer };
}

function addPart(parts: DeliveryPart[], part: DeliveryPart): void {
	const same = parts.find(
		(one) =>
			one.line.id === part.line.id &&
			lotNumberKey(one.lotNumber) === lotNumberKey(part.lotNumber) &&
			one.binId === part.binId,
	);
	if (!same) {
		parts.push({ ...part });
		return;
	}
	same.quantity += part.quantity;
	same.closeShort ||= part.closeShort;
	same.expiry ??= part.expiry;
}

function overReceipt(line: ArrivedLine, units: number, open: number, reserved: number): string {
	const [first] = line.candidates;
	const ordered = line.candidates.reduce((sum, one) => sum + one.ordered, 0);
	const received = line.candidates.reduce((sum, one) => sum + one.received, 0);
	return `${arrivedLabel(line)}: ${inUnits(units, first)} arrived, but only ${inUnits(open, first)} are open (${ordered} ordered, ${received} received${reserved > 0 ? `, ${reserved} on shipments of other delivery notes that were stopped: run those again first` : ''}). Correct the quantity, or turn on "Allow More Than Ordered"`;
}

/**
 * What names its order line before what any line of the product can take; then by what it is. So neither the order of
 * the delivery nor a split row decides which goods belong where.
 */
function inTurn(lines: readonly ArrivedLine[]): ArrivedLine[] {
	const keyed = lines.map((line) => {
		const { candidates, lotNumber, binId } = line;
		return {
			line,
			key: JSON.stringify([candidates.map(({ id }) => id), lotNumberKey(lotNumber), binId]),
		};
	});
	keyed.sort(
		(a, b) =>
			a.line.candidates.length - b.line.candidates.length ||
			(a.key < b.key ? -1 : Number(a.key > b.key)),
	);
	return keyed.map(({ line }) => line);
}

/**
 * Spreads what arrived over the order lines, the open ones first. Quantities for one order line, lot
 * and bin are added up.
 *
 * @returns the parts, or why more arrived than is open
 */
export function spreadDelivery(
	lines: readonly ArrivedLine[],
	options: {
		allowMore: boolean;
		/** Open units on shipments of other delivery notes, by shipped line. */
		ofOthers?: ReadonlyMap<string, number>;
	},
): Matched<DeliveryPart[]> {
	const open = new Map<string, number>();
	const reservedOf = (line: OrderLine): number =>
		line.shipments.reduce((sum, one) => sum + (options.ofOthers?.get(one.shipmentItemId) ?? 0), 0);
	const openOf = (line: OrderLine): number =>
		open.get(line.id) ?? Math.max(0, remainingOf(line) - reservedOf(line));
	const parts: DeliveryPart[] = [];
	for (const arrived of inTurn(lines)) {
		const units = unitsOf(arrived);
		if (units.reason !== undefined) return units;
		const total = arrived.candidates.reduce((sum, line) => sum + openOf(line), 0);
		if (units.value > total && !options.allowMore) {
			const reserved = arrived.candidates.reduce((sum, line) => sum + reservedOf(line), 0);
			return { reason: overReceipt(arrived, units.value, total, reserved) };
		}
		let left = units.value;
		const candidates = [...arrived.candidates].sort((a, b) => (a.id < b.id ? -1 : 1));
		candidates.forEach((line, index) => {
			const isLast = index === candidates.length - 1;
			const quantity = isLast ? left : Math.min(left, openOf(line));
			if (quantity <= 0) return;
			open.set(line.id, openOf(line) - quantity);
			left -= quantity;
			const { position, lotNumber, expiry, binId, binName, comment, closeShort } = arrived;
			const part = { position, line, quantity, lotNumber, expiry, binId, binName, comment };
			addPart(parts, { ...part, closeShort });
		});
	}
	return { value: parts };
}

/** Takes what an interrupted run booked already out of what arrived, by product and lot. */
export function withoutBooked(
	lines: readonly ArrivedLine[],
	booked: ReadonlyArray<{ productId: string; lotNumber: string; quantity: number }>,
): Matched<ArrivedLine[]> {
	const left = new Map<string, number>();
	const keyOf = (productId: string, lot: string): string => `${productId}|${lotNumberKey(lot)}`;
	for (const { productId, lotNumber, quantity } of booked) {
		const key = keyOf(productId, lotNumber);
		addTo(left, key, quantity);
	}
	const open: ArrivedLine[] = [];
	for (const line of lines) {
		const units = unitsOf(line);
		if (units.reason !== undefined) return units;
		const key = keyOf(line.candidates[0].product.id, line.lotNumber);
		const done = Math.min(units.value, left.get(key) ?? 0);
		addTo(left, key, -done);
		if (units.value > done) open.push({ ...line, unit: 'each', quantity: units.value - done });
	}
	return { value: open };
}
