/** A line of a purchase order; all quantities in single units, whatever the order counts in. */
export interface OrderLine {
	id: string;
	product: { id: string; code: string; name: string; needsLotAndExpiry: boolean };
	/** Unit of the order, e.g. `BX`; empty when unknown. */
	uom: string;
	/** Single units in one unit of the order. */
	unitsPer: number;
	ordered: number;
	/** On shipments that were sent. */
	shipped: number;
	received: number;
	/** Closed short: will not come any more. */
	canceled: number;
	invoiced: number;
	/** Whether the whole line was canceled. */
	isCanceled: boolean;
	/** Price of one unit of the order. */
	unitPrice?: number;
	shipments: OrderLineShipment[];
	/**
	 * Whether `received` and `canceled` are known to the unit: the server's figures are cut to whole
	 * units of the order (OrderItemSummary in its source).
	 */
	isExact: boolean;
}

/** Part of an order line on a shipment, sent or not. */
interface OrderLineShipment {
	shipmentItemId: string;
	shipmentId: string;
	lotNumber: string;
	/** Single units. */
	quantity: number;
}

/** Figures as the server gives them, in units of the order and cut to whole ones. */
interface OrderLineFigures {
	quantity: number;
	unitsPer: number;
	shipped: number;
	received: number;
	canceled: number;
	/** Compared by the server before it cuts. */
	derivedStatus: string;
	isFullyReceived: boolean;
}

/** Units that may still come: nothing of a canceled line, never less than 0. */
export function remainingOf(line: OrderLine): number {
	if (line.isCanceled) return 0;
	return Math.max(0, line.ordered - line.received - line.canceled);
}

/** Whether cut figures say exactly what was received. */
export function areExact(figures: OrderLineFigures): boolean {
	if (figures.unitsPer === 1 || figures.isFullyReceived) return true;
	return (
		figures.received === 0 &&
		figures.canceled === 0 &&
		figures.derivedStatus !== 'PARTIALLY_RECEIVED' &&
		figures.derivedStatus !== 'RECEIVED'
	);
}

/** Whether goods of the line are on the way: sent, and neither received nor closed short. */
export function hasOpenShipment(line: OrderLine): boolean {
	return line.shipped > line.received + line.canceled;
}

/** Exact figures of a line from the views of all its shipments. */
export function withExactFigures(
	line: OrderLine,
	byShipmentItem: ReadonlyMap<string, { received: number; canceled: number }>,
): OrderLine {
	const parts = line.shipments.map((one) => byShipmentItem.get(one.shipmentItemId));
	if (parts.length === 0 || parts.some((part) => part === undefined)) return line;
	const sum = (key: 'received' | 'canceled'): number =>
		parts.reduce((total, part) => total + (part?.[key] ?? 0), 0);
	return { ...line, received: sum('received'), canceled: sum('canceled'), isExact: true };
}

export function lineLabel({ product }: Pick<OrderLine, 'product'>): string {
	return [product.code, product.name].filter((text) => text !== '').join(' ');
}

/** What a quantity is called in the unit of the order, e.g. `300 (3 BX/100)`. */
export function inUnits(quantity: number, line: OrderLine): string {
	if (line.unitsPer === 1 || quantity % line.unitsPer !== 0) return String(quantity);
	return `${quantity} (${quantity / line.unitsPer} ${line.uom}/${line.unitsPer})`;
}

/** Prices are kept with four decimals. */
export function isSamePrice(now: number | undefined, wanted: number): boolean {
	return now !== undefined && Math.abs(now - wanted) < 0.0001;
}

/** A line to add, in units of the order. */
interface WantedLine {
	product: { id: string };
	quantity: number;
	unitsPer: number;
	unitPrice?: number;
}

/** Of lines that are new on an order, those that say the same as a wanted one once more; the smallest ID stays. */
export function surplusLines(
	lines: readonly OrderLine[],
	wanted: readonly WantedLine[],
): OrderLine[] {
	const isFor = (line: OrderLine) => (one: WantedLine) =>
		one.product.id === line.product.id &&
		one.quantity * one.unitsPer === line.ordered &&
		(one.unitPrice === undefined || isSamePrice(line.unitPrice, one.unitPrice));
	const left = [...wanted];
	return [...lines]
		.sort((a, b) => (a.id < b.id ? -1 : 1))
		.filter((line) => {
			const index = left.findIndex(isFor(line));
			if (index >= 0) left.splice(index, 1);
			return index < 0 && wanted.some(isFor(line));
		});
}
