import { documentedStockSchema, parseList, stockCandidateSchema } from '../schemas';
import { expiryDay } from '../values/moment';
import { apiPath } from '../transport/base-url';
import { OpenBoxesError } from '../transport/openboxes-error';
import { getPages } from '../transport/paginate';
import type { FeedRun } from './feed';
import { textOf, type Place } from './lookups';

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

/** All lots with an expiry date that lie at a location. */
export async function readStockOfLots(run: FeedRun, location: Place): Promise<StockOfLot[]> {
	return run.server.kind === 'documented'
		? await readDocumented(run, location)
		: await readCandidates(run, location);
}

/** Every stock row of a location in one request (warehouse.md#expiring). */
async function readCandidates(run: FeedRun, location: Place): Promise<StockOfLot[]> {
	const rows = parseList(
		await run.connection.get(
			apiPath('stockTransfers', 'candidates'),
			{ 'location.id': location.id },
			{ priority: 'bulk' },
		),
		stockCandidateSchema,
	);
	const lots = new Map<string, StockOfLot>();
	for (const row of rows) {
		const expirationDate = expiryDay(row.expirationDate);
		if (expirationDate === undefined) continue;
		const lot = lots.get(row['inventoryItem.id']) ?? {
			lotId: row['inventoryItem.id'],
			lotNumber: row.lotNumber ?? '',
			productId: row['product.id'],
			productCode: row['product.productCode'] ?? null,
			productName: row['product.name'] ?? null,
			expirationDate,
			bins: [],
		};
		lot.bins.push({
			id: row['originBinLocation.id'] ?? null,
			name: row['originBinLocation.name'] ?? '',
			quantity: row.quantityOnHand ?? row.quantity ?? 0,
		});
		lots.set(lot.lotId, lot);
	}
	return [...lots.values()];
}

/** "Current inventory by product and lot" of the login location. */
async function readDocumented(run: FeedRun, location: Place): Promise<StockOfLot[]> {
	if (location.id !== run.server.location.id) {
		throw new OpenBoxesError('This server tells the expiry dates of one location only', {
			description: `Use a credential for "${location.name || location.id}", or leave the location filter empty.`,
			cause: 'configuration-invalid',
		});
	}
	const rows = await getPages(run.connection, apiPath('inventoryItems'), {});
	return rows.flatMap((data) => {
		const row = documentedStockSchema.parse(data);
		const expirationDate = expiryDay(row.expirationDate);
		if (expirationDate === undefined) return [];
		const lot: StockOfLot = {
			lotId: row.id,
			lotNumber: row.lotNumber ?? '',
			productId: row.product?.id ?? '',
			productCode: textOf(row.product?.productCode),
			productName: textOf(row.product?.name),
			expirationDate,
			bins: [{ id: null, name: '', quantity: row.quantityOnHand ?? row.quantity ?? 0 }],
		};
		return [lot];
	});
}
