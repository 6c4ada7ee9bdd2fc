import { heldUnits, isWithheld, lotKey, type LotRow } from '../../stock/rules/lot';
import { tellLots } from '../../stock/rules/named-places';
import { parseRecord, productControlSchema } from '../../schemas';
import { apiPath } from '../../transport/base-url';
import type { Connection } from '../../transport/connection';
import type { LotNames, Named, NamedBin } from '../../stock/lot-names';
import { findLots, otherExpiry, readLotsOfProduct, type Lot, type NewLot } from '../../stock/lots';
import type { RequestedLine } from '../write/posting-request';
import type { ResolvedProduct } from '../../catalogue/products';
import { textKey } from '../../values/same-text';
import { pushTo } from '../../../shared/sums';

/** Where one line's units go. */
export interface PlacedLine {
	line: RequestedLine;
	product: ResolvedProduct;
	lot: Lot | NewLot;
	/** Undefined = into no bin. */
	bin?: { id: string; name: string };
	/** What lies there before. */
	before: number;
	warnings: string[];
}

/** Finds the lot and bin that added units belong to; never guesses between several. */
export class LotPlacer {
	/** Units placed so far, by lot and bin, for "before" of later lines. */
	private readonly placed = new Map<string, number>();

	private readonly byProduct = new Map<string, LotRow[]>();

	constructor(
		private readonly connection: Connection,
		private readonly rows: readonly LotRow[],
		private readonly names: LotNames,
	) {
		for (const row of rows) {
			pushTo(this.byProduct, row.productId, row);
		}
	}

	/** `mayCreateLot` = an unknown lot number stands for a new lot. */
	async place(
		line: RequestedLine,
		product: ResolvedProduct,
		mayCreateLot: boolean,
	): Promise<Named<PlacedLine>> {
		const rows = this.byProduct.get(product.id) ?? [];
		const bin = line.bin === undefined ? undefined : await this.names.bin(line.bin, this.rows);
		if (bin?.reason !== undefined) return { reason: bin.reason };
		const inBin = bin ? rows.filter((row) => (row.binId ?? '') === bin.found.id) : rows;
		const lot =
			line.lot === undefined
				? await this.onlyLot(product, inBin)
				: await this.namedLot(line, line.lot, product, rows, mayCreateLot);
		if (lot.reason !== undefined) return { reason: lot.reason };
		const place: Named<NamedBin> =
			bin === undefined ? this.onlyBin(lot.found, rows) : { found: bin.found };
		if (place.reason !== undefined) return { reason: place.reason };
		return { found: this.placedLine(line, product, lot.found, place.found, rows) };
	}

	private placedLine(
		line: RequestedLine,
		product: ResolvedProduct,
		lot: Lot | NewLot,
		bin: NamedBin,
		rows: readonly LotRow[],
	): PlacedLine {
		const key = `${product.id}|${'id' in lot ? lot.id : textKey(lot.number)}|${bin.id}`;
		const row = rows.find(
			(one) => 'id' in lot && lotKey(one) === lotKey({ lotId: lot.id, binId: bin.id || undefined }),
		);
		const earlier = this.placed.get(key) ?? 0;
		this.placed.set(key, earlier + line.quantity);
		const warnings: string[] = [];
		if (row && isWithheld(row))
			warnings.push(
				`Line ${line.position} (${product.code}): the lot or bin is on hold or recalled`,
			);
		if (bin.id === '' && line.bin === undefined && !row)
			warnings.push(
				`Line ${line.position} (${product.code}): put into no bin, since the lot lies in none`,
			);
		return {
			line,
			product,
			lot,
			bin: bin.id === '' ? undefined : bin,
			before: (row ? heldUnits(row) : 0) + earlier,
			warnings,
		};
	}

	private async namedLot(
		line: RequestedLine,
		name: string,
		product: ResolvedProduct,
		rows: readonly LotRow[],
		mayCreate: boolean,
	): Promise<Named<Lot | NewLot>> {
		const expiry = line.expirationDate;
		const found = await this.names.lots(product, name, rows);
		if (found.found) {
			const lots = found.found;
			const ofDay = expiry === undefined ? lots : lots.filter((lot) => lot.expiry === expiry);
			const [only, ...others] = ofDay;
			if (!only) {
				const [{ lotNumber: number, expiry: of }] = lots;
				return { reason: otherExpiry({ number, expiry: of }, expiry ?? '') };
			}
			if (others.length > 0)
				return {
					reason: `"${name}" is ${ofDay.length} lots, say which by its ID: ${tellLots(ofDay)}`,
				};
			const { lotId, lotNumber } = only;
			return {
				found: { id: lotId, productId: product.id, number: lotNumber, expiry: only.expiry },
			};
		}
		if (!mayCreate) {
			return {
				reason: `${found.reason}. Correct the lot, or switch on "Create Missing Lots"`,
			};
		}
		const [own] = await findLots(this.connection, product.id, name);
		return { found: own ?? { productId: product.id, number: name, expiry } };
	}

	/** The lot that is meant when none is named: the only one there is. */
	private async onlyLot(product: ResolvedProduct, rows: readonly LotRow[]): Promise<Named<Lot>> {
		const lots = new Map<string, Lot>();
		for (const { lotId, productId, lotNumber, expiry } of rows)
			lots.set(lotId, { id: lotId, productId, number: lotNumber, expiry });
		if (lots.size === 0) {
			for (const lot of await readLotsOfProduct(this.connection, product.id)) lots.set(lot.id, lot);
		}
		const [only] = lots.values();
		if (lots.size === 1) return { found: only };
		if (lots.size === 0) return { reason: `${product.code} ${product.name} has no lot: name one` };
		const names = [...lots.values()].map(({ id, number, expiry }) => ({
			lotId: id,
			lotNumber: number,
			expiry,
		}));
		return { reason: `say which lot: ${tellLots(names)}` };
	}

	/** The bin that is meant when none is named: the only one the lot lies in, else none. */
	private onlyBin(lot: Lot | NewLot, rows: readonly LotRow[]): Named<NamedBin> {
		const bins = rows.filter((row) => 'id' in lot && row.lotId === lot.id);
		if (bins.length > 1) {
			const known = bins.map((row) => row.binName ?? 'none');
			return { reason: `the lot lies in several bins, say which one: ${known.join('; ')}` };
		}
		const [row] = bins;
		return { found: { id: row?.binId ?? '', name: row?.binName ?? 'no bin' } };
	}
}

/** A lot without expiry date is not created for a product that needs one. */
export async function lotObjection(
	connection: Connection,
	{ lot, product }: Pick<PlacedLine, 'lot' | 'product'>,
): Promise<string | undefined> {
	if ('id' in lot || lot.expiry !== undefined) return undefined;
	const answer = await connection.get(apiPath('generic', 'product', product.id));
	const { lotAndExpiryControl } = parseRecord(answer, productControlSchema);
	return lotAndExpiryControl
		? `the new lot "${lot.number}" needs an expiry date, because the product is under lot and expiry control`
		: undefined;
}
