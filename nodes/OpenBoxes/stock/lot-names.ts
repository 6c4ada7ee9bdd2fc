import { inventoryItemSchema, parseList } from '../schemas';
import type { LotRow } from './rules/lot';
import { inBinNamed, isNone, lotsNamed } from './rules/named-places';
import { readLotsOfProduct, type Lot } from './lots';
import { textKey } from '../values/same-text';
import { expiryDay } from '../values/moment';
import type { Connection } from '../transport/connection';
import { readBins } from '../catalogue/bins';
import type { ResolvedProduct } from '../catalogue/products';

/** A lot or bin that a user named, found or not. */
export type Named<Found> =
	{ found: Found; reason?: undefined } | { found?: undefined; reason: string };

export interface NamedLot {
	lotId: string;
	/** Empty for a lot without number. */
	lotNumber: string;
	expiry?: string;
}

export interface NamedBin {
	/** Empty = in no bin. */
	id: string;
	name: string;
}

/**
 * Turns lot numbers and bin names of one location into ids; asks the server only for unseen ones. The rows are the same
 * for all that one of these is asked.
 */
export class LotNames {
	private readonly knownLots = new Map<string, Named<NamedLot[]>>();

	private readonly knownBins = new Map<string, Named<NamedBin>>();

	private bins?: NamedBin[];

	constructor(
		private readonly connection: Connection,
		private readonly location: { id: string; name: string },
	) {}

	/** `name` = lot number or id of lots of the product, or `none`; rows = what is in stock of it. At least one. */
	async lots(
		product: ResolvedProduct,
		name: string,
		rows: readonly LotRow[],
	): Promise<Named<NamedLot[]>> {
		const key = `${product.id}|${name}`;
		const known = this.knownLots.get(key);
		if (known) return known;
		const inStock = new Map(lotsNamed(rows, name).map((row) => [row.lotId, row]));
		const named =
			inStock.size > 0 ? { found: [...inStock.values()] } : await this.lookUpLots(product, name);
		this.knownLots.set(key, named);
		return named;
	}

	private async lookUpLots(product: ResolvedProduct, name: string): Promise<Named<NamedLot[]>> {
		if (isNone(name)) {
			// The server cannot be asked for lots without number (warehouse.md#lots).
			const all = await readLotsOfProduct(this.connection, product.id);
			const own = lotsNamed(all.map(toNamed), name);
			return own.length > 0
				? { found: own }
				: { reason: `${product.code} ${product.name} has no lot without number in OpenBoxes` };
		}
		for (const property of ['lotNumber', 'id']) {
			const lots = parseList(
				await this.connection.search('inventoryItem', [{ property, value: name }]),
				inventoryItemSchema,
			);
			const own = lots.filter((lot) => lot.product?.id === product.id);
			if (own.length > 0) {
				const named = own.map(({ id, lotNumber, expirationDate }) => ({
					lotId: id,
					lotNumber: lotNumber ?? '',
					expiry: expiryDay(expirationDate),
				}));
				return { found: named };
			}
			if (lots.length > 0) {
				return {
					reason: `the lot "${name}" belongs to another product, not to ${product.code} ${product.name}`,
				};
			}
		}
		return { reason: `${product.code} ${product.name} has no lot "${name}" in OpenBoxes` };
	}

	/** `name` = name, number or id of a bin of the location, or `none`. */
	async bin(name: string, rows: readonly LotRow[]): Promise<Named<NamedBin>> {
		const known = this.knownBins.get(name) ?? (await this.lookUpBin(name, rows));
		this.knownBins.set(name, known);
		return known;
	}

	private async lookUpBin(name: string, rows: readonly LotRow[]): Promise<Named<NamedBin>> {
		const row = inBinNamed(rows, name).find(({ binId }) => binId !== undefined);
		if (row?.binId) return { found: { id: row.binId, name: row.binName ?? '' } };
		if (isNone(name)) return { found: { id: '', name: 'no bin' } };
		const bins = await this.allBins();
		const bin =
			bins.find((one) => one.id === name) ??
			bins.find((one) => textKey(one.name) === textKey(name));
		if (bin) return { found: bin };
		return { reason: `"${name}" is no bin of ${this.location.name || 'this location'}` };
	}

	private async allBins(): Promise<NamedBin[]> {
		if (this.bins) return this.bins;
		const rows = await readBins(this.connection, this.location.id);
		this.bins = rows.flatMap(({ id, name, locationNumber }) => {
			const names = [name, locationNumber ?? ''].filter((one) => one !== '');
			return names.map((one) => ({ id, name: one }));
		});
		return this.bins;
	}
}

function toNamed({ id, number, expiry }: Lot): NamedLot {
	return { lotId: id, lotNumber: number, expiry };
}
