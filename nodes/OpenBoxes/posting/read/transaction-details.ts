import { plainComment, plainLineComment, readMark } from '../rules/content';
import type { LotRow } from '../../stock/rules/lot';
import { stockChange } from '../rules/transaction-type';
import {
	inventorySchema,
	locationSchema,
	parseRecord,
	type Transaction,
	type TransactionEntry,
} from '../../schemas';
import { apiPath } from '../../transport/base-url';
import type { Connection } from '../../transport/connection';
import { readLots } from '../../stock/availability';
import { findProducts } from '../../catalogue/find-products';
import { inventoryIdOf } from '../../catalogue/inventory-id';
import { LotDirectory } from '../../stock/lot-directory';
import { nameKey } from '../../catalogue/product-name';
import { readEntries } from './read-entries';
import { readTransactionTypes } from '../../catalogue/transaction-types';

/** Lots beyond which one look at all stock of their products is cheaper than reading each. */
const FEW_LOTS = 3;

/** A line of a transaction with names instead of ids alone. */
interface EntryDetails {
	id: string;
	productId: string;
	productCode: string;
	productName: string;
	lotId: string;
	lotNumber: string;
	expirationDate: string | null;
	binLocationId: string | null;
	binLocation: string | null;
	/** As stored; what it means depends on the type. */
	quantity: number;
	/** What it did to stock: negative = went out; null for a count, which sets stock. */
	stockChange: number | null;
	reasonCode: string | null;
	comment: string;
}

/** A transaction as a person wants to see it. */
interface TransactionDetails {
	id: string;
	transactionNumber: string | null;
	transactionTypeId: string;
	transactionType: string;
	transactionDate: string | null;
	locationId: string;
	locationName: string;
	comment: string;
	dateCreated: string | null;
	entries?: EntryDetails[];
}

/** Gives transactions of one execution their names; what several share is read once. */
export class TransactionReader {
	private types?: Map<string, string>;

	private readonly places = new Map<string, { id: string; name: string }>();

	constructor(private readonly connection: Connection) {}

	/** As the server stores them; with entries whole entries instead of their ids. */
	async raw(transactions: readonly Transaction[], withEntries: boolean): Promise<Transaction[]> {
		if (!withEntries) return [...transactions];
		const entries = await readEntries(this.connection, transactions);
		return transactions.map((transaction) => ({
			...transaction,
			transactionEntries: entries.get(transaction.id) ?? [],
		}));
	}

	async details(
		transactions: readonly Transaction[],
		withEntries: boolean,
	): Promise<TransactionDetails[]> {
		if (transactions.length === 0) return [];
		this.types ??= new Map(
			(await readTransactionTypes(this.connection)).map(({ id, name }) => [id, name]),
		);
		const entries = withEntries ? await this.entriesOf(transactions) : undefined;
		const details: TransactionDetails[] = [];
		for (const transaction of transactions) {
			const typeId = transaction.transactionType?.id ?? '';
			const place = await this.placeOf(transaction.inventory?.id ?? '');
			details.push({
				id: transaction.id,
				transactionNumber: transaction.transactionNumber ?? null,
				transactionTypeId: typeId,
				transactionType: this.types.get(typeId) ?? '',
				transactionDate: transaction.transactionDate ?? null,
				locationId: place.id,
				locationName: place.name,
				comment: plainComment(transaction.comment),
				dateCreated: transaction.dateCreated ?? null,
				...(entries ? { entries: entries.get(transaction.id) ?? [] } : {}),
			});
		}
		return details;
	}

	private async entriesOf(
		transactions: readonly Transaction[],
	): Promise<Map<string, EntryDetails[]>> {
		const entries = await readEntries(this.connection, transactions);
		const all = [...entries.values()].flat();
		const directory = new LotDirectory(this.connection, await this.stockOf(all));
		const names = [...new Set(all.map((entry) => entry.product?.id ?? ''))]
			.filter((id) => id !== '')
			.map((productId) => ({ productId }));
		const products = await findProducts(this.connection, names);
		const details = new Map<string, EntryDetails[]>();
		for (const transaction of transactions) {
			const lines: EntryDetails[] = [];
			for (const entry of entries.get(transaction.id) ?? []) {
				const productId = entry.product?.id ?? '';
				const [product] = products.get(nameKey({ productId })) ?? [];
				const names = { code: product?.productCode ?? '', name: product?.name ?? '' };
				lines.push(await describe(entry, transaction, { id: productId, ...names }, directory));
			}
			details.set(transaction.id, lines);
		}
		return details;
	}

	/** Stock of the lots' products, only for its names, and only when it saves requests. */
	private async stockOf(entries: readonly TransactionEntry[]): Promise<LotRow[]> {
		const lots = new Set(entries.map((entry) => entry.inventoryItem?.id));
		if (lots.size <= FEW_LOTS) return [];
		const { location } = await this.connection.serverInfo();
		const ids = entries.flatMap((entry) => entry.product?.id ?? []);
		return await readLots(this.connection, location.id, ids);
	}

	private async placeOf(inventoryId: string): Promise<{ id: string; name: string }> {
		const known = this.places.get(inventoryId);
		if (known) return known;
		const { location } = await this.connection.serverInfo();
		const isOwn = inventoryId === (await inventoryIdOf(this.connection, location.id));
		const place = isOwn ? location : await this.readPlace(inventoryId);
		this.places.set(inventoryId, place);
		return place;
	}

	private async readPlace(inventoryId: string): Promise<{ id: string; name: string }> {
		if (inventoryId === '') return { id: '', name: '' };
		const inventory = await this.connection.get(apiPath('generic', 'inventory', inventoryId));
		const id = parseRecord(inventory, inventorySchema).warehouse?.id ?? '';
		if (id === '') return { id, name: '' };
		const location = await this.connection.get(apiPath('generic', 'location', id));
		return { id, name: parseRecord(location, locationSchema).name };
	}
}

async function describe(
	entry: TransactionEntry,
	transaction: Transaction,
	product: { id: string; code: string; name: string },
	directory: LotDirectory,
): Promise<EntryDetails> {
	const lotId = entry.inventoryItem?.id ?? '';
	const lot = await directory.lot(lotId);
	const binId = entry.binLocation?.id;
	const { batch } = readMark(transaction.comment) ?? {};
	return {
		id: entry.id,
		productId: product.id || (lot.product?.id ?? ''),
		productCode: product.code || (lot.product?.code ?? ''),
		productName: product.name || (lot.product?.name ?? ''),
		lotId,
		lotNumber: lot.number,
		expirationDate: lot.expiry ?? null,
		binLocationId: binId ?? null,
		binLocation: (await directory.bin(binId)) ?? null,
		quantity: entry.quantity,
		stockChange: stockChange(transaction.transactionType?.id ?? '', entry.quantity) ?? null,
		reasonCode: typeof entry.reasonCode === 'string' ? entry.reasonCode : null,
		comment: plainLineComment(entry.comments, batch),
	};
}
