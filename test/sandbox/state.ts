import { isoSeconds } from './json/dates';
import type { SandboxServer } from './server';
import { quantitiesOf } from './stock/quantities';

/** Stock of one lot in one bin, computed from the transactions: the truth behind all delays. */
export interface StockLine {
	location: string;
	product: string;
	productCode: string | null;
	lotNumber: string | null;
	inventoryItem: string;
	binLocation: string | null;
	quantity: number;
}

export interface TransactionLine {
	id: string;
	transactionNumber: string | null;
	transactionType: string;
	inventory: string;
	transactionDate: string | null;
	dateCreated: string | null;
	comment: string | null;
	entries: Array<{
		id: string;
		inventoryItem: string;
		binLocation: string | null;
		quantity: number;
		comments: string | null;
	}>;
}

export interface SandboxState {
	kind: string;
	now: string;
	stock: StockLine[];
	transactions: TransactionLine[];
	requests: { total: number; logins: number; routes: Record<string, number> };
	faults: Record<string, number>;
	rateLimited: number;
	/** Mistakes of the sandbox itself. */
	ownErrors: string[];
}

/** What a test or the bench wants to know. Archived rows of a generated world are left out. */
export function stateOf(server: SandboxServer): SandboxState {
	const { world, statistics, faults, rateLimit } = server;
	return {
		kind: world.version.kind,
		now: isoSeconds(world.clock.now()) ?? '',
		stock: stock(server),
		transactions: transactions(server),
		requests: {
			total: statistics.total,
			logins: statistics.logins,
			routes: { ...statistics.routes },
		},
		faults: { ...faults.counts },
		rateLimited: rateLimit.refused,
		ownErrors: [...statistics.ownErrors],
	};
}

function stock({ world: { store } }: SandboxServer): StockLine[] {
	const moved = new Set<string>();
	for (const entry of store.table('transactionEntry').all()) {
		const inventory = store.get('transaction', entry.transaction)?.inventory;
		const product = store.get('inventoryItem', entry.inventoryItem)?.product;
		if (inventory && product) moved.add(`${String(inventory)} ${String(product)}`);
	}
	return [...moved].flatMap((pair) => {
		const [inventory, product] = pair.split(' ');
		return quantitiesOf(store, inventory, product).map((place) => ({
			location: String(store.get('inventory', inventory)?.warehouse),
			product,
			productCode: textOrNull(store.get('product', product)?.productCode),
			lotNumber: textOrNull(store.get('inventoryItem', place.inventoryItem)?.lotNumber),
			inventoryItem: place.inventoryItem,
			binLocation: place.binLocation,
			quantity: place.quantity,
		}));
	});
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function transactions({ world: { store } }: SandboxServer): TransactionLine[] {
	return store
		.table('transaction')
		.all()
		.map((row) => ({
			id: row.id,
			transactionNumber: textOrNull(row.transactionNumber),
			transactionType: String(row.transactionType),
			inventory: String(row.inventory),
			transactionDate: isoSeconds(row.transactionDate),
			dateCreated: isoSeconds(row.dateCreated),
			comment: textOrNull(row.comment),
			entries: store
				.table('transactionEntry')
				.by('transaction', row.id)
				.map((entry) => ({
					id: entry.id,
					inventoryItem: String(entry.inventoryItem),
					binLocation: textOrNull(entry.binLocation),
					quantity: Number(entry.quantity),
					comments: textOrNull(entry.comments),
				})),
		}));
}
