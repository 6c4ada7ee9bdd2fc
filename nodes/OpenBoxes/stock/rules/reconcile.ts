import { textKey } from '../../values/same-text';
import { inBinNamed, lotsNamed } from './named-places';
import type { PlacedStock } from './placed-stock';

/** What a list says lies there, of a product that is known. */
export interface GivenStock {
	productId: string;
	quantity: number;
	lot?: string;
	bin?: string;
	expirationDate?: string;
}

/** One lot and bin, one lot, or one product, as the list names it, with what OpenBoxes has of it. */
interface Compared {
	productId: string;
	lot?: string;
	bin?: string;
	given: number;
	onHand: number;
	reason: string;
}

function matching(rows: readonly PlacedStock[], line: GivenStock): PlacedStock[] {
	const ofLot = line.lot === undefined ? rows : lotsNamed(rows, line.lot);
	const ofDay =
		line.expirationDate === undefined
			? ofLot
			: ofLot.filter(({ expiry }) => expiry === line.expirationDate);
	return line.bin === undefined ? [...ofDay] : inBinNamed(ofDay, line.bin);
}

const onHandOf = (rows: readonly PlacedStock[]): number =>
	rows.reduce((sum, row) => sum + row.onHand, 0);

const rowKey = ({ lotId, binId = '' }: PlacedStock): string => `${lotId}|${binId}`;

/** What lines of one product say, the same place added up. */
function ofLines(rows: readonly PlacedStock[], lines: readonly GivenStock[]): Compared[] {
	const groups = new Map<string, Compared>();
	for (const line of lines) {
		const found = matching(rows, line);
		const named = [line.lot ?? '', line.bin ?? '', line.expirationDate ?? ''].map(textKey);
		const key = found.length > 0 ? found.map(rowKey).sort().join() : `nothing|${named.join('|')}`;
		const group = groups.get(key);
		if (group) group.given += line.quantity;
		else {
			const reason =
				found.length > 0 || line.lot === undefined
					? 'The quantities differ'
					: 'OpenBoxes has nothing of this lot here';
			const { productId, lot, bin, quantity } = line;
			groups.set(key, { productId, lot, bin, given: quantity, onHand: onHandOf(found), reason });
		}
	}
	return [...groups.values()];
}

/** What lies there and no line names: by lot, and by bin where the lines name bins. */
function unlisted(rows: readonly PlacedStock[], lines: readonly GivenStock[]): Compared[] {
	const named = new Set(lines.flatMap((line) => matching(rows, line)).map(rowKey));
	const namesBins = lines.some(({ bin }) => bin !== undefined);
	const groups = new Map<string, Compared>();
	for (const row of rows) {
		if (named.has(rowKey(row))) continue;
		const key = namesBins ? rowKey(row) : row.lotId;
		const group = groups.get(key);
		if (group) group.onHand += row.onHand;
		else
			groups.set(key, {
				productId: row.productId,
				lot: row.lotNumber,
				bin: namesBins ? row.binName : undefined,
				given: 0,
				onHand: row.onHand,
				reason: 'The list does not have it',
			});
	}
	return [...groups.values()];
}

/** Lines of one product must be of one kind, or one would count what another one names. */
export function unclearLines(lines: readonly GivenStock[]): string | undefined {
	for (const [label, key] of [
		['lot', 'lot'],
		['bin', 'bin'],
	] as const) {
		const given = lines.filter((line) => line[key] !== undefined).length;
		if (given > 0 && given < lines.length)
			return `some of its lines name a ${label} and others do not: name it in each ("none" = without)`;
	}
	return undefined;
}

/**
 * Where a list and the stock of a location differ.
 *
 * @param rows stock of the products that are compared
 */
export function differences(
	rows: readonly PlacedStock[],
	lines: readonly GivenStock[],
	withUnlisted: boolean,
): Compared[] {
	const ids = new Set([...lines, ...rows].map(({ productId }) => productId));
	return [...ids]
		.flatMap((id) => {
			const ofProduct = rows.filter(({ productId }) => productId === id);
			const own = lines.filter(({ productId }) => productId === id);
			const compared = ofLines(ofProduct, own);
			return withUnlisted ? [...compared, ...unlisted(ofProduct, own)] : compared;
		})
		.filter(({ given, onHand }) => given !== onHand);
}
