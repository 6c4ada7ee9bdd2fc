/** A lot of a product in one bin of a location, as far as allocation needs it. */
export interface LotRow {
	productId: string;
	/** Known where the rows were read with their products. */
	productCode?: string;
	/** `inventoryItem.id`. */
	lotId: string;
	/** Empty for the nameless lot. */
	lotNumber: string;
	/** `yyyy-MM-dd`; undefined = does not expire. */
	expiry?: string;
	/** Undefined = the stock lies in no bin. */
	binId?: string;
	binName?: string;
	/** What may still be taken: on hand less promised, less what this process took (may be negative). */
	available: number;
	/** What lies there according to the server. */
	onHand: number;
	/** Units of it that this process took and the server does not show yet. */
	pending?: number;
	/** Units that `onHand` lacks most likely, less than zero when more came in: what is told, not what may be taken. */
	unshown?: number;
	status: string;
}

/** Lots of this status are never given out (stock-and-transactions.md#available-items). */
const WITHHELD = new Set(['RECALLED', 'HOLD']);

export function lotKey(row: { lotId: string; binId?: string }): string {
	return `${row.lotId}|${row.binId ?? ''}`;
}

/** The lot and bin of a `lotKey`. */
export function ofLotKey(key: string): { lotId: string; binId?: string } {
	const [lotId, binId] = key.split('|');
	return { lotId, binId: binId === '' ? undefined : binId };
}

/** What truly lies there, as far as we know. */
export function heldUnits(row: LotRow): number {
	return row.onHand - (row.unshown ?? row.pending ?? 0);
}

export function isExpired(row: LotRow, today: string): boolean {
	return row.expiry !== undefined && row.expiry < today;
}

export function isWithheld(row: { status: string }): boolean {
	return WITHHELD.has(row.status);
}

/** First expiry first; lots without expiry last; then by number, and of one lot the smaller rest first. */
export function byExpiry(a: LotRow, b: LotRow): number {
	const expiry = compareText(a.expiry ?? '9999-12-31', b.expiry ?? '9999-12-31');
	return (
		expiry ||
		compareText(a.lotNumber, b.lotNumber) ||
		compareText(a.lotId, b.lotId) ||
		a.available - b.available ||
		compareText(a.binName ?? '', b.binName ?? '')
	);
}

function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
