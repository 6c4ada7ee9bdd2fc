import { heldUnits, lotKey, type LotRow } from './rules/lot';
import { expiryDay } from '../values/moment';
import { inventoryItemSchema, locationSchema, type InventoryItem, type Schema } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { readIfThere } from '../transport/missing';

/** What people call a lot. */
interface LotInfo {
	number: string;
	expiry?: string;
	product?: { id: string; code: string; name: string };
}

/** Numbers and names behind ids of lots and bins: from what is in stock, else read once each. */
export class LotDirectory {
	private readonly lots = new Map<string, LotInfo>();

	private readonly bins = new Map<string, string>();

	private reads = 0;

	private readonly onHand = new Map<string, number>();

	constructor(
		private readonly connection: Connection,
		rows: readonly LotRow[],
	) {
		for (const row of rows) {
			this.lots.set(row.lotId, { number: row.lotNumber, expiry: row.expiry });
			if (row.binId !== undefined) this.bins.set(row.binId, row.binName ?? '');
			this.onHand.set(lotKey(row), heldUnits(row));
		}
	}

	/** Units that lie in a lot and bin. */
	stockOf(place: { lotId: string; binId?: string }): number {
		return this.onHand.get(lotKey(place)) ?? 0;
	}

	async lot(id: string): Promise<LotInfo> {
		const known = this.lots.get(id);
		if (known) return known;
		const lot = await this.read('inventoryItem', id, inventoryItemSchema);
		const info = lot ? toInfo(lot) : { number: '' };
		this.lots.set(id, info);
		return info;
	}

	/** As `lot`, but undefined rather than more than `mostReads` requests for lots that are not in stock any more. */
	async lotWithin(id: string, mostReads: number): Promise<LotInfo | undefined> {
		if (!this.lots.has(id) && this.reads >= mostReads) return undefined;
		return await this.lot(id);
	}

	/** As `bin`, within so many requests. */
	async binWithin(id: string | undefined, mostReads: number): Promise<string | undefined> {
		if (id !== undefined && !this.bins.has(id) && this.reads >= mostReads) return undefined;
		return await this.bin(id);
	}

	/** Name of a bin; undefined for no bin. */
	async bin(id: string | undefined): Promise<string | undefined> {
		if (id === undefined) return undefined;
		const known = this.bins.get(id);
		if (known !== undefined) return known;
		const name = (await this.read('location', id, locationSchema))?.name ?? '';
		this.bins.set(id, name);
		return name;
	}

	private async read<Value>(
		resource: string,
		id: string,
		schema: Schema<Value>,
	): Promise<Value | undefined> {
		this.reads++;
		return await readIfThere(this.connection, apiPath('generic', resource, id), schema);
	}
}

function toInfo({ lotNumber, expirationDate, product }: InventoryItem): LotInfo {
	return {
		number: lotNumber ?? '',
		expiry: expiryDay(expirationDate),
		product: product
			? {
					id: product.id,
					code: String(product.productCode ?? ''),
					name: String(product.name ?? ''),
				}
			: undefined,
	};
}
