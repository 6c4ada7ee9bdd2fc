import type { Read } from '../values/read';
import { textKey } from '../values/same-text';
import { quoted } from '../values/text';
import type { Cells, FieldName } from './fields';
import { readLabel, scannedCode, type ScannedLabel } from './scanned-label';

type Line = Cells<FieldName>;

/**
 * A line whose barcode is a scanned label: the label names the product, and says the lot, the expiration date and the
 * count where the line does not. What both say must agree (docs/scanned-codes.md).
 */
export function withLabel(line: Line, takes: readonly FieldName[]): Read<Line> {
	const { keepSerial = false, ...cells } = line;
	const written = [cells.barcode, cells.product?.anyCode].filter((text) => text !== undefined);
	const known = { lot: cells.lot, expirationDate: cells.expirationDate };
	for (const text of written) {
		const label = readLabel(text, known);
		if (label?.reason !== undefined) return label;
		const filled = label === undefined ? undefined : fill(cells, label.value, takes);
		if (filled?.reason !== undefined) return filled;
		const serial = label?.value.serial;
		if (keepSerial && serial !== undefined)
			cells.comment = [cells.comment, `SN ${serial}`].filter((part) => part).join(' ');
	}
	if (cells.barcode !== undefined) cells.barcode = scannedCode(cells.barcode);
	if (cells.product?.anyCode !== undefined)
		cells.product = { ...cells.product, anyCode: scannedCode(cells.product.anyCode) };
	return { value: cells };
}

/** Takes over what the label says into the line, or tells where they differ. */
function fill(cells: Line, label: ScannedLabel, takes: readonly FieldName[]): Read<Line> {
	const { lot, expirationDate, count } = label;
	const counted = takes.includes('counted') ? 'counted' : 'quantity';
	const differs = (name: string, said: unknown, given: unknown): Read<Line> => ({
		reason: `the label says ${name} ${quoted(said)}, the line says ${quoted(given)}: correct the line, or leave it out there`,
	});
	if (lot !== undefined && takes.includes('lot')) {
		if (cells.lot !== undefined && textKey(cells.lot) !== textKey(lot))
			return differs('lot', lot, cells.lot);
		cells.lot ??= lot;
	}
	if (expirationDate !== undefined && takes.includes('expirationDate')) {
		if ((cells.expirationDate ?? expirationDate) !== expirationDate)
			return differs('expiration date', expirationDate, cells.expirationDate);
		cells.expirationDate = expirationDate;
	}
	if (count !== undefined && count > 0 && takes.includes(counted)) {
		if ((cells[counted] ?? count) !== count) return differs('quantity', count, cells[counted]);
		cells[counted] = count;
	}
	return { value: cells };
}
