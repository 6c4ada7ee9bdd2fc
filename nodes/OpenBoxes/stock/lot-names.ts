import { inventoryItemSchema, listSchema } from '../schemas';
import type { LotRow } from './rules/lot';
import { expiryDay } from '../values/moment';
import type { Connection } from '../transport/connection';
import { readBins } from '../catalogue/bins';
import type { ResolvedProduct } from '../catalogue/products';

/** A lot or bin that a user named, found or not. */
export type Named<Found> =
	{ found: Found; reason?: undefined } | { found?: undefined; reason: string };

/** What a user enters for stock in no bin, or of the lot without number. */
const NONE = 'none';

interface NamedLot {
	id: string;
	number: string;
	expiry?: string;
}

export interface NamedBin {
	/** Empty = in no bin. */
	id: string;
	name: string;
}

function same(a: string | undefined, b: string): boolean {
	return (a ?? '').trim().toLowerCase() === b.trim().toLowerCase();
}

/** Turns lot numbers and bin names of one location into ids; asks the server only for unseen ones. */
export class LotNames {
	private readonly lots = new Map<string, Named<NamedLot>>();

	private bins?: NamedBin[];

	constructor(
		private readonly connection: Connection,
		private readonly location: { id: string; name: string },
	) {}

	/** `name` = lot number or id of a lot of the product, or `none`; rows = what is in stock of it. */
	async lot(
		product: ResolvedProduct,
		name: string,
		rows: readonly LotRow[],
	): Promise<Named<NamedLot>> {
		const row =
			rows.find((one) => one.lotId === name) ??
			rows.find((one) => same(one.lotNumber, name)) ??
			(same(NONE, name) ? rows.find((one) => one.lotNumber === '') : undefined);
		if (row) return { found: { id: row.lotId, number: row.lotNumber, expiry: row.expiry } };
		const key = `${product.id}|${name.toLowerCase()}`;
		const remembered = this.lots.get(key);
		if (remembered) return remembered;
		const looked = await this.lookUpLot(product, name);
		this.lots.set(key, looked);
		return looked;
	}

	private async lookUpLot(product: ResolvedProduct, name: string): Promise<Named<NamedLot>> {
		for (const property of ['lotNumber', 'id']) {
			const page = listSchema.parse(
				await this.connection.search('inventoryItem', [{ property, value: name }]),
			);
			const lots = page.data.map((row) => inventoryItemSchema.parse(row));
			const own = lots.find((lot) => lot.product?.id === product.id);
			if (own) {
				return {
					found: { id: own.id, number: own.lotNumber ?? '', expiry: expiryDay(own.expirationDate) },
				};
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
		const row =
			rows.find((one) => one.binId === name) ?? rows.find((one) => same(one.binName, name));
		if (row?.binId) return { found: { id: row.binId, name: row.binName ?? '' } };
		if (same(NONE, name)) return { found: { id: '', name: 'no bin' } };
		const bins = await this.allBins();
		const bin = bins.find((one) => one.id === name) ?? bins.find((one) => same(one.name, name));
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
