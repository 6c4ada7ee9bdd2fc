import type { ShipmentLine } from '../../shipments/rules/receipt-draft';

/** Units that completed receipts booked, by shipped line: a split draft shows one line several times, some with 0. */
export function receivedOf(lines: readonly ShipmentLine[]): Map<string, number> {
	const received = new Map<string, number>();
	for (const { shipmentItemId, received: units } of lines)
		received.set(shipmentItemId, Math.max(received.get(shipmentItemId) ?? 0, units));
	return received;
}

/** Each shipped line once, with what was received of it before. */
export function shippedLines(lines: readonly ShipmentLine[]): ShipmentLine[] {
	const known = new Map<string, ShipmentLine>();
	for (const line of lines) {
		const before = known.get(line.shipmentItemId);
		if (!before || line.received > before.received) known.set(line.shipmentItemId, line);
	}
	return [...known.values()];
}

/** Units of the lines that are booked or drafted beyond what was shipped. */
export function unitsOver(lines: readonly ShipmentLine[]): number {
	return lines.reduce(
		(sum, { shipped, received, receiving = 0 }) =>
			sum + Math.max(0, received + receiving - shipped),
		0,
	);
}

/** What of a shipped line may still come. */
export function openQuantity(line: ShipmentLine): number {
	return line.shipped - line.received - line.canceled;
}

export function shippedLabel(line: ShipmentLine): string {
	return [line.productCode, line.productName, line.lotNumber && `lot ${line.lotNumber}`]
		.filter(Boolean)
		.join(' ');
}
