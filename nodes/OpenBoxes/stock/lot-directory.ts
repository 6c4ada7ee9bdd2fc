import { heldUnits, lotKey, type LotRow } from './rules/lot';
import { expiryDay } from '../values/moment';
import { inventoryItemSchema, locationSchema, recordSchema } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { isOpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';

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
		const data = await this.read('inventoryItem', id);
		const info = data === undefined ? { number: '' } : toInfo(data);
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
		const data = await this.read('location', id);
		const name = data === undefined ? '' : locationSchema.parse(data).name;
		this.bins.set(id, name);
		return name;
	}

	private async read(resource: string, id: string): Promise<unknown> {
		this.reads++;
		try {
			const answer = await this.connection.get(apiPath('generic', resource, id));
			return recordSchema.parse(answer).data ?? undefined;
		} catch (error) {
			if (isOpenBoxesError(error) && error.httpStatus === 404) return undefined;
			throw toOpenBoxesError(error);
		}
	}
}

function toInfo(data: unknown): LotInfo {
	const { lotNumber, expirationDate, product } = inventoryItemSchema.parse(data);
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
