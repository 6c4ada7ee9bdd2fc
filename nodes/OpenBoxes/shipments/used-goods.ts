import { lotKey } from '../stock/rules/lot';
import { readLots } from '../stock/availability';
import { LotDirectory } from '../stock/lot-directory';
import { REFRESH_MS } from '../stock/tally';
import { readEntriesOf } from '../posting/read/ledger';
import type { Connection } from '../transport/connection';
import { supports } from '../transport/server';
import { readBookings } from './bookings';
import type { ReceiptView } from './receipt-view';

/**
 * What of the goods that receipts put into stock is no longer where they put it, a text for each lot and bin: put away,
 * sold, sent on or promised to somebody. Taking these receipts back would leave a negative stock, which the server does
 * not check (docs/openboxes/orders-and-receiving.md).
 */
export async function usedGoods(
	connection: Connection,
	view: Pick<ReceiptView, 'shipmentId' | 'destination' | 'lines'>,
): Promise<string[]> {
	const needed = new Map<string, { lotId: string; binId?: string; units: number }>();
	for (const { transactionId } of await readBookings(connection, view.shipmentId)) {
		for (const entry of await readEntriesOf(connection, transactionId)) {
			const place = { lotId: entry.inventoryItem?.id ?? '', binId: entry.binLocation?.id };
			const known = needed.get(lotKey(place));
			if (known) known.units += entry.quantity;
			else needed.set(lotKey(place), { ...place, units: entry.quantity });
		}
	}
	if (needed.size === 0) return [];
	// Availability follows the newest sales of others only after seconds.
	if (supports(await connection.serverInfo(), 'availabilityTable'))
		await connection.pause(REFRESH_MS);
	const productIds = view.lines.map((line) => line.productId);
	const rows = await readLots(connection, view.destination.id, productIds);
	const directory = new LotDirectory(connection, rows);
	const texts: string[] = [];
	for (const { units, ...place } of needed.values()) {
		const row = rows.find((one) => lotKey(one) === lotKey(place));
		const left = Math.max(0, row?.available ?? 0);
		if (left >= units) continue;
		const { number, product } = await directory.lot(place.lotId);
		const code = row?.productCode ?? product?.code ?? '';
		const bin = await directory.bin(place.binId);
		const name = [code, number === '' ? '' : `lot ${number}`, bin ? `in ${bin}` : '']
			.filter((text) => text !== '')
			.join(' ');
		texts.push(`${units} of ${name} were received, and ${left} of them are still there`);
	}
	return texts;
}

/** Key under which a process works on a shipment alone, whichever operation it is. */
export function shipmentKey(shipmentId: string): string {
	return `receive|${shipmentId}`;
}
