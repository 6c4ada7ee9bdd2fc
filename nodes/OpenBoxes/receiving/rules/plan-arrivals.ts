import type { ReceiptLine, ShipmentLine } from '../../shipments/rules/receipt-draft';
import { textKey } from '../../values/same-text';
import { openQuantity, shippedLabel } from './shipped-lines';
import { addTo } from '../../../shared/sums';

/** Goods that arrived, as somebody counted them. */
export interface Arrival {
	/** From 1, for messages. */
	position: number;
	shipmentItemId?: string;
	productId?: string;
	/** Lot that was shipped, to tell two lines of one product apart. */
	shippedLot?: string;
	/** Single units, 0 or more. */
	quantity: number;
	/** Lot on the goods; undefined = the one that was shipped. */
	lot?: string;
	/** `yyyy-MM-dd` of that lot. */
	expiry?: string;
	binId?: string;
	comment?: string;
	closeShort: boolean;
}

export interface ArrivalOptions {
	/** Whether more may be booked than was shipped. */
	allowMore: boolean;
	/** What is missing of the lines of this delivery, or of all lines, will not come any more. */
	close: 'nothing' | 'listed' | 'all';
	/** For lines that name no bin. */
	binId?: string;
	comment?: string;
}

type ArrivalPlan =
	{ lines: ReceiptLine[]; reason?: undefined } | { lines?: undefined; reason: string };

/** What of a shipped line goes where. */
interface Part {
	arrival: Arrival;
	quantity: number;
}

function same(a: string, b: string): boolean {
	return textKey(a) === textKey(b);
}

/** Shipped lines that an arrival can be of: those of its lot first, if the lot was shipped at all. */
function candidates(lines: readonly ShipmentLine[], arrival: Arrival): ShipmentLine[] {
	const { shipmentItemId, productId, shippedLot, lot } = arrival;
	const named = lines.filter(
		(line) =>
			(productId === undefined || line.productId === productId) &&
			(shipmentItemId === undefined || line.shipmentItemId === shipmentItemId),
	);
	if (shippedLot !== undefined) return named.filter((line) => same(line.lotNumber, shippedLot));
	const ofLot = lot === undefined ? [] : named.filter((line) => same(line.lotNumber, lot));
	return ofLot.length > 0 ? ofLot : named;
}

/** Everything that is still open, as shipped. */
function everything(lines: readonly ShipmentLine[]): Arrival[] {
	return lines
		.filter((line) => openQuantity(line) > 0)
		.map((line, index) => ({
			position: index + 1,
			shipmentItemId: line.shipmentItemId,
			quantity: openQuantity(line),
			closeShort: false,
		}));
}

/**
 * Receipt lines for what arrived: quantities spread over the shipped lines of the product, a shipped
 * line split where it arrived in several lots or bins. More than is open is refused unless allowed,
 * since the server books any quantity (orders-and-receiving.md#receiving).
 */
export function planArrivals(
	lines: readonly ShipmentLine[],
	arrived: readonly Arrival[] | 'all',
	options: ArrivalOptions,
): ArrivalPlan {
	const arrivals = arrived === 'all' ? everything(lines) : arrived;
	const parts = new Map<ShipmentLine, Part[]>();
	const open = new Map(lines.map((line) => [line, openQuantity(line)]));
	for (const { arrival, of } of inTurn(lines, arrivals)) {
		const reason = spread(arrival, of, { parts, open }, options);
		if (reason !== undefined) return { reason: `line ${arrival.position}: ${reason}` };
	}
	if (options.close === 'all') {
		for (const line of lines) {
			if (parts.has(line) || openQuantity(line) <= 0) continue;
			const arrival: Arrival = { position: 0, quantity: 0, closeShort: true };
			parts.set(line, [{ arrival, quantity: 0 }]);
		}
	}
	if (parts.size === 0) return { reason: 'there is nothing left to receive' };
	return { lines: [...parts].flatMap(([line, own]) => toReceiptLines(line, own, options)) };
}

/**
 * What can be of one shipped line only comes before what can be of several; then by what it is. So neither the order
 * of the delivery nor a split row decides which goods go where.
 */
function inTurn(
	lines: readonly ShipmentLine[],
	arrivals: readonly Arrival[],
): Array<{ arrival: Arrival; of: ShipmentLine[] }> {
	const keyOf = ({ lot, binId }: Arrival): string => JSON.stringify([textKey(lot ?? ''), binId]);
	return arrivals
		.map((arrival) => ({ arrival, of: candidates(lines, arrival), key: keyOf(arrival) }))
		.sort((a, b) => a.of.length - b.of.length || (a.key < b.key ? -1 : Number(a.key > b.key)));
}

function spread(
	arrival: Arrival,
	of: readonly ShipmentLine[],
	plan: { parts: Map<ShipmentLine, Part[]>; open: Map<ShipmentLine, number> },
	{ allowMore }: ArrivalOptions,
): string | undefined {
	if (of.length === 0) {
		return arrival.shippedLot === undefined
			? 'nothing of it was shipped with this movement'
			: `lot "${arrival.shippedLot}" of it was not shipped with this movement`;
	}
	let left = arrival.quantity;
	for (const line of of) {
		const quantity = Math.min(left, Math.max(0, plan.open.get(line) ?? 0));
		if (quantity === 0) continue;
		take(plan, line, arrival, quantity);
		left -= quantity;
	}
	if (arrival.quantity === 0) take(plan, of[0], arrival, 0);
	if (left === 0) return undefined;
	const label = shippedLabel(of[0]);
	if (!allowMore) {
		const total = of.reduce((sum, line) => sum + Math.max(0, openQuantity(line)), 0);
		return `${label}: ${arrival.quantity} arrived, but only ${total} are still to come`;
	}
	take(plan, of[of.length - 1], arrival, left);
	return undefined;
}

/** Adds to a shipped line; what goes into the same lot and bin becomes one part. */
function take(
	{ parts, open }: { parts: Map<ShipmentLine, Part[]>; open: Map<ShipmentLine, number> },
	line: ShipmentLine,
	arrival: Arrival,
	quantity: number,
): void {
	const own = parts.get(line) ?? [];
	const sameGoods = own.find(
		(part) =>
			same(part.arrival.lot ?? line.lotNumber, arrival.lot ?? line.lotNumber) &&
			part.arrival.binId === arrival.binId,
	);
	if (sameGoods) {
		const { arrival: before } = sameGoods;
		sameGoods.quantity += quantity;
		sameGoods.arrival = {
			...before,
			expiry: before.expiry ?? arrival.expiry,
			comment: before.comment ?? arrival.comment,
			closeShort: before.closeShort || arrival.closeShort,
		};
	} else own.push({ arrival, quantity });
	parts.set(line, own);
	addTo(open, line, -quantity);
}

function toReceiptLines(
	line: ShipmentLine,
	parts: readonly Part[],
	options: ArrivalOptions,
): ReceiptLine[] {
	// The part in the shipped lot keeps the shipped line, the others become new lines.
	const [original, ...others] = [...parts].sort(
		(a, b) => Number(isShippedLot(line, b)) - Number(isShippedLot(line, a)),
	);
	const isListed = options.close === 'listed' || options.close === 'all';
	const closes = isListed || parts.some((part) => part.arrival.closeShort);
	const elsewhere = others.reduce((sum, part) => sum + part.quantity, 0);
	const toLine = (part: Part, shipped: number, split?: ReceiptLine['split']): ReceiptLine => ({
		shipmentItemId: line.shipmentItemId,
		containerId: line.containerId,
		productId: line.productId,
		quantity: part.quantity,
		lotNumber: part.arrival.lot ?? line.lotNumber,
		expiry: part.arrival.expiry ?? (isShippedLot(line, part) ? line.expiry : undefined),
		binId: part.arrival.binId ?? options.binId,
		comment: part.arrival.comment ?? options.comment,
		closeShort: closes && split !== 'new',
		shipped,
		split,
	});
	if (others.length === 0) return [toLine(original, line.shipped)];
	// What was received before is no part of this split, so that closing short cancels only the rest.
	const share = Math.max(original.quantity, openQuantity(line) - elsewhere);
	return [
		toLine(original, share, 'original'),
		...others.map((part) => toLine(part, part.quantity, 'new')),
	];
}

function isShippedLot(line: ShipmentLine, part: Part): boolean {
	return part.arrival.lot === undefined || same(part.arrival.lot, line.lotNumber);
}

/** Takes what was booked for the same delivery already out of what arrived, by product and lot. */
export function withoutReceived(
	arrivals: readonly Arrival[],
	booked: ReadonlyArray<{ productId: string; lotNumber: string; quantity: number }>,
	lines: readonly ShipmentLine[],
): Arrival[] {
	const left = booked.map((row) => ({ ...row }));
	return arrivals.flatMap((arrival) => {
		const productId =
			arrival.productId ??
			lines.find((line) => line.shipmentItemId === arrival.shipmentItemId)?.productId;
		let quantity = arrival.quantity;
		for (const row of left) {
			if (row.productId !== productId) continue;
			if (arrival.lot !== undefined && !same(row.lotNumber, arrival.lot)) continue;
			const done = Math.min(quantity, row.quantity);
			row.quantity -= done;
			quantity -= done;
		}
		return quantity > 0 ? [{ ...arrival, quantity }] : [];
	});
}
