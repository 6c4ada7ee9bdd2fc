import {
	inventoryItemSchema,
	inventorySchema,
	listSchema,
	locationSchema,
	productSchema,
	recordSchema,
	transactionEntrySchema,
	type Product,
	type TransactionEntry,
} from '../schemas';
import { expiryDay } from '../values/moment';
import { readLocations } from '../catalogue/locations';
import { readTransactionTypes } from '../catalogue/transaction-types';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { unlessMissing } from '../transport/missing';
import { ProcessMemory } from '../../shared/process-memory';

export interface Place {
	id: string;
	name: string;
	number: string;
}

interface Lot {
	lotId: string;
	lotNumber: string | null;
	expirationDate: string | null;
	productId: string | null;
	productCode: string | null;
	productName: string | null;
}

/** How long names are kept in the process; an envelope may show a name that is so much out of date. */
const KEEP_MS = 10 * 60_000;

interface Kept {
	until: number;
	value: Promise<unknown>;
}

/** Names of the busiest hospitals' lots and products, and of a few tenants. */
const kept = new ProcessMemory<Kept>(50_000);

/**
 * Names behind ids, for envelopes that need no look-up. Names are kept in the process for a while;
 * nothing here is asked for as long as nothing happens.
 */
export class Lookups {
	/** Records that this poll read. */
	private readonly records = new Map<string, Promise<Record<string, unknown> | undefined>>();

	private readonly entriesRead = new Map<string, Promise<TransactionEntry[]>>();

	constructor(private readonly connection: Connection) {}

	/** A location or bin; with its id alone when the server does not know it any more. */
	async place(id: string): Promise<Place> {
		const known = (await this.locations()).get(id);
		if (known) return known;
		return await this.keep(`place|${id}`, async () => {
			const row = await this.record(['locations', id]);
			return row ? toPlace(row) : { id, name: '', number: '' };
		});
	}

	/** The location that an inventory belongs to; an inventory stays with its location for life. */
	async placeOfInventory(inventoryId: string): Promise<Place | null> {
		const id = await this.keep(`inventory|${inventoryId}`, async () => {
			const row = await this.record(['generic', 'inventory', inventoryId]);
			const parsed = inventorySchema.safeParse(row);
			return parsed.success ? (parsed.data.warehouse?.id ?? null) : null;
		});
		return id === null ? null : await this.place(id);
	}

	async typeName(id: string): Promise<string> {
		const names = await this.keep('types', async () => {
			const types = await readTransactionTypes(this.connection);
			return new Map(types.map((type) => [type.id, type.name]));
		});
		return names.get(id) ?? '';
	}

	/** A lot with its product, which entries of shipments do not name themselves. */
	async lot(id: string): Promise<Lot> {
		return await this.keep(`lot|${id}`, async () =>
			toLot(id, await this.record(['generic', 'inventoryItem', id])),
		);
	}

	/** A lot whose names are known already: costs no request. */
	async knownLot(id: string): Promise<Lot | undefined> {
		const found = kept.get(this.keyOf(`lot|${id}`));
		return found && found.until > this.connection.now() ? ((await found.value) as Lot) : undefined;
	}

	/** Notes a lot that a list showed. */
	noteLot(lot: Lot): void {
		const until = this.connection.now() + KEEP_MS;
		kept.set(this.keyOf(`lot|${lot.lotId}`), { until, value: Promise.resolve(lot) });
	}

	/** All lots of a product in one request. */
	async noteLotsOf(productId: string): Promise<void> {
		const page = listSchema.parse(
			await this.connection.search('inventoryItem', [{ property: 'product.id', value: productId }]),
		);
		for (const row of page.data) {
			const parsed = inventoryItemSchema.safeParse(row);
			if (parsed.success) this.noteLot(toLot(parsed.data.id, row));
		}
	}

	async product(id: string): Promise<Product | undefined> {
		return productSchema.safeParse(await this.record(['generic', 'product', id])).data;
	}

	/** Lines of a transaction, read once per poll. */
	async entries(transactionId: string): Promise<TransactionEntry[]> {
		const known = this.entriesRead.get(transactionId);
		if (known) return await known;
		const reading = this.readEntries(transactionId);
		this.entriesRead.set(transactionId, reading);
		return await reading;
	}

	private async readEntries(transactionId: string): Promise<TransactionEntry[]> {
		const page = listSchema.parse(
			await this.connection.search('transactionEntry', [
				{ property: 'transaction.id', value: transactionId },
			]),
		);
		return page.data.flatMap((row) => {
			const parsed = transactionEntrySchema.safeParse(row);
			return parsed.success ? [parsed.data] : [];
		});
	}

	/** A record of the API, or undefined when the server does not have it. Read once per poll. */
	async record(path: string[]): Promise<Record<string, unknown> | undefined> {
		const key = apiPath(...path);
		const known = this.records.get(key);
		if (known) return await known;
		const reading = this.readRecord(key);
		this.records.set(key, reading);
		return await reading;
	}

	private async readRecord(path: string): Promise<Record<string, unknown> | undefined> {
		const answer = await unlessMissing(async () => await this.connection.get(path));
		return recordSchema.safeParse(answer).data?.data ?? undefined;
	}

	/** Keeps what is found for a while, also for other triggers of the same server and user. */
	async keep<Value>(name: string, find: () => Promise<Value>): Promise<Value> {
		const key = this.keyOf(name);
		const now = this.connection.now();
		const found = kept.get(key);
		// A clock that was ahead must not keep a name for days.
		if (found && found.until > now && found.until - now <= KEEP_MS)
			return (await found.value) as Value;
		const value = find();
		const entry = { until: now + KEEP_MS, value };
		kept.set(key, entry);
		value.catch(() => kept.delete(key, entry));
		return await value;
	}

	/** Server and user: what one user may see another may not. */
	private keyOf(name: string): string {
		return `${this.connection.owner}|${name}`;
	}

	private async locations(): Promise<Map<string, Place>> {
		return await this.keep('locations', async () => {
			const rows = await readLocations(this.connection);
			return new Map(rows.map((row) => [row.id, toPlace(row)]));
		});
	}
}

function toLot(id: string, row: unknown): Lot {
	const { product, lotNumber, expirationDate } = inventoryItemSchema.safeParse(row).data ?? {};
	return {
		lotId: id,
		lotNumber: textOf(lotNumber),
		expirationDate: expiryDay(expirationDate) ?? null,
		productId: product?.id ?? null,
		productCode: textOf(product?.productCode),
		productName: textOf(product?.name),
	};
}

function toPlace(row: Record<string, unknown>): Place {
	const { id, name, locationNumber } = locationSchema.parse(row);
	return { id, name, number: locationNumber ?? '' };
}

export function textOf(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value : null;
}
