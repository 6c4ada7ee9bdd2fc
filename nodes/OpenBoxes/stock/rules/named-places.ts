import { textKey } from '../../values/same-text';

/** What a user enters for stock in no bin, or for lots without a number. */
const NONE = 'none';

interface LotName {
	lotId: string;
	/** Empty for a lot without number. */
	lotNumber: string;
	/** `yyyy-MM-dd`; undefined = does not expire. */
	expiry?: string;
}

interface BinName {
	/** Undefined = in no bin. */
	binId?: string;
	binName?: string;
}

/** Which lots and which bin a line asks for; what is absent is left open. */
export interface NamedPlace {
	lotIds?: readonly string[];
	/** Empty = in no bin. */
	binId?: string;
}

export function isNone(name: string): boolean {
	return textKey(name) === textKey(NONE);
}

/**
 * The lots that a name means: the one with this ID, else all with this number, for two lots of a product can have the
 * same number, or none.
 */
export function lotsNamed<Lot extends LotName>(lots: readonly Lot[], name: string): Lot[] {
	const byId = lots.filter(({ lotId }) => lotId === name);
	if (byId.length > 0) return byId;
	const key = textKey(name);
	const byNumber = lots.filter(({ lotNumber }) => lotNumber !== '' && textKey(lotNumber) === key);
	if (byNumber.length > 0 || !isNone(name)) return byNumber;
	return lots.filter(({ lotNumber }) => lotNumber === '');
}

/** What lies in the bin that a name means. */
export function inBinNamed<Row extends BinName>(rows: readonly Row[], name: string): Row[] {
	const byId = rows.filter(({ binId }) => binId === name);
	if (byId.length > 0) return byId;
	const byName = rows.filter(
		({ binName = '' }) => binName !== '' && textKey(binName) === textKey(name),
	);
	if (byName.length > 0 || !isNone(name)) return byName;
	return rows.filter(({ binId }) => binId === undefined);
}

/** The lot and bin that a line names, among what is there of its product, or what is not there. */
export function placeNamed(
	rows: ReadonlyArray<LotName & BinName>,
	{ lot, bin, expiry }: { lot?: string; bin?: string; expiry?: string },
): (NamedPlace & { reason?: undefined }) | { reason: string } {
	const ofLot = lot === undefined ? rows : lotsNamed(rows, lot);
	if (ofLot.length === 0 && lot !== undefined) return { reason: `no lot "${lot}" in stock` };
	const ofDay = expiry === undefined ? ofLot : ofLot.filter((row) => row.expiry === expiry);
	if (ofDay.length === 0 && expiry !== undefined)
		return {
			reason: `nothing in stock that expires on ${expiry}, but ${ofLot.map(exactLot).join('; ') || 'nothing'}`,
		};
	const inBin = bin === undefined ? [] : inBinNamed(rows, bin);
	if (inBin.length === 0 && bin !== undefined) return { reason: `nothing in bin "${bin}"` };
	const isAnyLot = lot === undefined && expiry === undefined;
	return {
		lotIds: isAnyLot ? undefined : [...new Set(ofDay.map(({ lotId }) => lotId))],
		binId: bin === undefined ? undefined : (inBin[0].binId ?? ''),
	};
}

/**
 * The order in which lines choose: lot and bin before a lot, that before a bin, that before whatever is there, and one
 * lot before several. So no line takes away what another one names, wherever it stands, and lines that name the same
 * choose one after the other, however their quantity is split.
 */
export function strictestFirst(a: NamedPlace, b: NamedPlace): number {
	return (
		freedom(a) - freedom(b) ||
		(a.lotIds?.length ?? 0) - (b.lotIds?.length ?? 0) ||
		compare((a.lotIds ?? []).join(), (b.lotIds ?? []).join()) ||
		compare(a.binId ?? '', b.binId ?? '')
	);
}

function freedom({ lotIds, binId }: NamedPlace): number {
	return (lotIds === undefined ? 2 : 0) + (binId === undefined ? 1 : 0);
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** Lots for a choice between them; those that look alike with their IDs. */
export function tellLots(lots: readonly LotName[]): string {
	const distinct = [...new Map(lots.map((lot) => [lot.lotId, lot])).values()];
	return distinct
		.map((lot) => {
			const twins = distinct.filter(
				({ lotNumber }) => textKey(lotNumber) === textKey(lot.lotNumber),
			);
			return twins.length > 1 ? exactLot(lot) : lot.lotNumber || 'no lot number';
		})
		.join('; ');
}

/** A lot in words that fit no other one. */
export function exactLot({ lotId, lotNumber, expiry }: LotName): string {
	const day = expiry === undefined ? 'no expiration date' : `expires ${expiry}`;
	return `${lotNumber || 'no lot number'} (${day}, ID ${lotId})`;
}
