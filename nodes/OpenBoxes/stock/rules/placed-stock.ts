import { pushTo } from '../../../shared/sums';

/** A lot in a bin of a location. */
export interface PlacedStock {
	locationId: string;
	locationName: string;
	productId: string;
	productCode: string;
	productName: string;
	lotId: string;
	/** Empty for the nameless lot. */
	lotNumber: string;
	/** `yyyy-MM-dd`; undefined = does not expire. */
	expiry?: string;
	/** Undefined = in no bin. */
	binId?: string;
	binName?: string;
	onHand: number;
	/** On pick lists; undefined = not told. */
	allocated?: number;
	/** Recalled, or in a bin on hold; undefined = not told. */
	held?: number;
	/** On hand less allocated and held, as the server counts it: expired stock included. */
	promisable: number;
}

/** What may be given out: nothing of what is past its day. */
export function usable({ expiry, promisable }: PlacedStock, today: string): number {
	return expiry !== undefined && expiry < today ? 0 : Math.max(0, promisable);
}

export function byText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** By place, product, and what expires first. */
export function byPlace(rows: readonly PlacedStock[]): PlacedStock[] {
	return [...rows].sort(
		(a, b) =>
			byText(a.locationName, b.locationName) ||
			byText(a.productCode, b.productCode) ||
			byText(a.expiry ?? '9', b.expiry ?? '9') ||
			byText(a.lotNumber, b.lotNumber) ||
			byText(a.binName ?? '', b.binName ?? ''),
	);
}

/** Rows of one product at one location together, in their order. */
export function byProduct(rows: readonly PlacedStock[]): PlacedStock[][] {
	const groups = new Map<string, PlacedStock[]>();
	for (const row of rows) {
		const key = `${row.locationId}|${row.productId}`;
		pushTo(groups, key, row);
	}
	return [...groups.values()];
}

const DAY_MS = 86_400_000;

/** Days from one `yyyy-MM-dd` to another; negative when it is past. */
export function daysUntil(day: string, today: string): number {
	return Math.round((Date.parse(day) - Date.parse(today)) / DAY_MS);
}
