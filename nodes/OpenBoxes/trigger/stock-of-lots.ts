import { readPlacedStock } from '../stock/read-placed-stock';
import { OpenBoxesError } from '../transport/openboxes-error';
import type { FeedRun } from './feed';
import type { Place } from './lookups';

/** A lot with an expiry date and where it lies. */
export interface StockOfLot {
	lotId: string;
	lotNumber: string;
	productId: string;
	productCode: string | null;
	productName: string | null;
	/** `yyyy-MM-dd` */
	expirationDate: string;
	/** Servers of the documents tell the quantity, but not the bins. */
	bins: Array<{ id: string | null; name: string; quantity: number }>;
}

/** All lots with an expiry date that lie at a location, what an open transfer holds included. */
export async function readStockOfLots(run: FeedRun, location: Place): Promise<StockOfLot[]> {
	if (run.server.kind === 'documented' && location.id !== run.server.location.id) {
		throw new OpenBoxesError('This server tells the expiry dates of one location only', {
			description: `Use a credential for "${location.name || location.id}", or leave the location filter empty.`,
			cause: 'configuration-invalid',
		});
	}
	const lots = new Map<string, StockOfLot>();
	for (const row of await readPlacedStock(run.connection, { location })) {
		if (row.expiry === undefined) continue;
		const lot = lots.get(row.lotId) ?? {
			lotId: row.lotId,
			lotNumber: row.lotNumber,
			productId: row.productId,
			productCode: row.productCode || null,
			productName: row.productName || null,
			expirationDate: row.expiry,
			bins: [],
		};
		lot.bins.push({ id: row.binId ?? null, name: row.binName ?? '', quantity: row.onHand });
		lots.set(lot.lotId, lot);
	}
	return [...lots.values()];
}
