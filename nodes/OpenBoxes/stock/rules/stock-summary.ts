import { byExpiry, isExpired, isWithheld, type LotRow } from './lot';

/** A lot in one bin with what a pharmacist must know about it. */
interface StockLot {
	lotId: string;
	lotNumber: string;
	/** `yyyy-MM-dd`; null = does not expire. */
	expirationDate: string | null;
	expired: boolean;
	/** On hold or recalled: must not be given out. */
	held: boolean;
	/** As the server says: AVAILABLE, PICKED, HOLD, RECALLED, NOT_AVAILABLE. */
	status: string;
	binLocationId: string | null;
	binLocation: string | null;
	quantityOnHand: number;
	/** What may be given out now; 0 when expired or held. */
	quantityAvailable: number;
}

/** Stock of one product at one location; each total is a sum over `lots`. */
interface StockSummary {
	quantityOnHand: number;
	quantityAvailable: number;
	quantityExpired: number;
	quantityHeld: number;
	/** First expiry date among the lots that may be given out. */
	nextExpirationDate: string | null;
	/** First expiry first. */
	lots: StockLot[];
}

function toStockLot(row: LotRow, today: string): StockLot {
	const [expired, held] = [isExpired(row, today), isWithheld(row)];
	return {
		lotId: row.lotId,
		lotNumber: row.lotNumber,
		expirationDate: row.expiry ?? null,
		expired,
		held,
		status: row.status,
		binLocationId: row.binId ?? null,
		binLocation: row.binName ?? null,
		quantityOnHand: row.onHand,
		quantityAvailable: expired || held ? 0 : Math.max(0, row.available),
	};
}

function sum(lots: readonly StockLot[], quantity: (lot: StockLot) => number): number {
	return lots.reduce((total, lot) => total + quantity(lot), 0);
}

/** Adds up the lots of one product; a lot that is expired and held counts as expired only. */
export function summarizeStock(rows: readonly LotRow[], today: string): StockSummary {
	const lots = [...rows].sort(byExpiry).map((row) => toStockLot(row, today));
	const usable = lots.filter((lot) => lot.quantityAvailable > 0 && lot.expirationDate !== null);
	return {
		quantityOnHand: sum(lots, (lot) => lot.quantityOnHand),
		quantityAvailable: sum(lots, (lot) => lot.quantityAvailable),
		quantityExpired: sum(lots, (lot) => (lot.expired ? lot.quantityOnHand : 0)),
		quantityHeld: sum(lots, (lot) => (lot.held && !lot.expired ? lot.quantityOnHand : 0)),
		nextExpirationDate: usable[0]?.expirationDate ?? null,
		lots,
	};
}
