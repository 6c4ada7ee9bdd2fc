import type { World } from '../world';
import type { Archive, Row } from './table';

/** How big a generated world shall be. */
export interface WorldSize {
	/** Products beyond those of the seed. */
	products: number;
	/** Past transactions; at least one per product, its opening stock. */
	transactions: number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
const OPENING = 500;
const FORMS = ['tablet', 'capsule', 'vial', 'ampoule', 'syrup', 'cream', 'swab', 'gloves'];
const NAMES = [
	'Aciclovir',
	'Bisoprolol',
	'Cefixime',
	'Diazepam',
	'Enalapril',
	'Fluconazole',
	'Glimepiride',
	'Heparin',
];

/**
 * Grows the seed to a big hospital: products with a lot, a shelf and stock at the pharmacy, and a
 * past of transactions that is computed, not stored (see `Archive`).
 */
export function growWorld(world: World, size: WorldSize): void {
	const place = firstShelf(world);
	if (!place || size.products <= 0) return;
	const past = new Past(world, place, size);
	for (let at = 0; at < size.products; at += 1) insertProduct(world, place, past, at);
	world.store.table('transaction').archive = past.transactions();
	world.store.table('transactionEntry').archive = past.entries();
}

interface Shelf {
	location: string;
	inventory: string;
	bin: string;
	binName: string;
	user: string | null;
	categories: string[];
}

/** The first facility, by name of its type a pharmacy, that has a bin. */
function firstShelf(world: World): Shelf | undefined {
	const { store } = world;
	const bins = store
		.table('location')
		.all()
		.filter((row) => row.parentLocation && row.active !== false);
	const pharmacy = bins.find((bin) => {
		const type = store.get('location', bin.parentLocation)?.locationType;
		return store.get('locationType', type)?.locationTypeCode === 'DISPENSARY';
	});
	const bin = pharmacy ?? bins[0];
	const location = store.get('location', bin?.parentLocation);
	if (!bin || !location) return undefined;
	return {
		location: location.id,
		inventory: String(location.inventory),
		bin: bin.id,
		binName: String(bin.name),
		user: store.table('user').all()[0]?.id ?? null,
		categories: store
			.table('category')
			.all()
			.map((row) => row.id),
	};
}

const hex = (prefix: string, at: number): string => prefix + at.toString(16).padStart(16, '0');
const productId = (at: number) => hex('00000000a1010000', at);
const lotId = (at: number) => hex('00000000a1020000', at);
const transactionId = (at: number) => hex('00000000a1030000', at);
const entryId = (at: number) => hex('00000000a1040000', at);

function insertProduct(world: World, place: Shelf, past: Past, at: number): void {
	const { store } = world;
	const name = `${NAMES[at % NAMES.length]} ${50 + (at % 19) * 25}mg ${FORMS[at % FORMS.length]} ${at}`;
	const code = `G${String(at).padStart(6, '0')}`;
	const made = past.start;
	store.table('product').insert({
		id: productId(at),
		name,
		productCode: code,
		upc: String(4_000_000_000_000 + at),
		unitOfMeasure: FORMS[at % FORMS.length],
		pricePerUnit: 0.05 + (at % 100) / 100,
		category: place.categories[at % place.categories.length],
		productType: 'DEFAULT',
		active: true,
		lotAndExpiryControl: true,
		dateCreated: made,
		lastUpdated: made,
		updatedBy: place.user,
	});
	store.table('inventoryItem').insert({
		id: lotId(at),
		product: productId(at),
		lotNumber: `L${at}`,
		expirationDate: Math.floor(world.clock.now() / DAY) * DAY + (200 + (at % 700)) * DAY,
		dateCreated: made,
		lastUpdated: made,
	});
	const quantity = past.stockOf(at);
	store.table('productAvailability').insert({
		id: hex('00000000a1050000', at),
		product: productId(at),
		location: place.location,
		inventoryItem: lotId(at),
		binLocation: place.bin,
		productCode: code,
		lotNumber: `L${at}`,
		binLocationName: place.binName,
		quantityOnHand: quantity,
		quantityAllocated: 0,
		quantityOnHold: 0,
		quantityAvailableToPromise: quantity,
		dateCreated: made,
		lastUpdated: made,
	});
}

/** Opening stock of each product, then debits and credits of one in turns, product after product. */
class Past {
	readonly start: number;
	private readonly size: number;

	constructor(
		world: World,
		private readonly place: Shelf,
		private readonly wanted: WorldSize,
	) {
		this.size = Math.max(wanted.transactions, wanted.products);
		const oldest = Math.min(
			...world.store
				.table('transaction')
				.all()
				.map((row) => Number(row.dateCreated)),
			world.clock.now(),
		);
		this.start = Math.floor(oldest / MINUTE) * MINUTE - (this.size + 1) * MINUTE;
	}

	/** A debit and the credit that follows it belong to one product. */
	private productAt(index: number): number {
		const { products } = this.wanted;
		return index < products ? index : Math.floor((index - products) / 2) % products;
	}

	private isDebit(index: number): boolean {
		return index >= this.wanted.products && (index - this.wanted.products) % 2 === 0;
	}

	/** All indexes of a product's transactions. */
	private indexesOf(product: number): number[] {
		const { products } = this.wanted;
		const found = [product];
		for (let debit = products + 2 * product; debit < this.size; debit += 2 * products) {
			found.push(debit);
			if (debit + 1 < this.size) found.push(debit + 1);
		}
		return found;
	}

	stockOf(product: number): number {
		return this.indexesOf(product)
			.slice(1)
			.reduce((sum, index) => sum + (this.isDebit(index) ? -1 : 1), OPENING);
	}

	private transaction(index: number): Row {
		const moment = this.start + index * MINUTE;
		return {
			id: transactionId(index),
			transactionNumber: `PAST/${index}`,
			transactionType: this.isDebit(index) ? '2' : '3',
			transactionDate: moment,
			inventory: this.place.inventory,
			confirmed: false,
			dateCreated: moment,
			lastUpdated: moment,
			createdBy: this.place.user,
			updatedBy: this.place.user,
		};
	}

	private entry(index: number): Row {
		const product = this.productAt(index);
		return {
			id: entryId(index),
			transaction: transactionId(index),
			product: productId(product),
			inventoryItem: lotId(product),
			binLocation: this.place.bin,
			quantity: index < this.wanted.products ? OPENING : 1,
		};
	}

	transactions(): Archive {
		const row = (index: number) => this.transaction(index);
		const numbered = (value: string) => indexIn(/^PAST\/(\d+)$/i, value, 10, this.size);
		return {
			size: this.size,
			row,
			find: (id) => rowAt(row, indexIn(/^00000000a1030000([0-9a-f]{16})$/, id, 16, this.size)),
			by: (property, value) =>
				property === 'transactionNumber'
					? rowsAt(row, numbered(value))
					: this.shared(property, value, row),
			mayMatch: (property, pattern) => {
				if (property === 'transactionNumber') return /^(past|[%_])/i.test(pattern);
				if (property === 'transactionType') return pattern === '2' || pattern === '3';
				return property === 'inventory'
					? pattern === this.place.inventory
					: property === 'createdBy' || property === 'id';
			},
		};
	}

	/** Every archived transaction is of one inventory: only a search asks for them all. */
	private shared(property: string, value: string, row: (index: number) => Row): Row[] | undefined {
		if (property === 'transactionType' && (value === '2' || value === '3')) return undefined;
		if (property !== 'inventory' || value !== this.place.inventory) return [];
		return Array.from({ length: this.size }, (_, index) => row(index));
	}

	entries(): Archive {
		const row = (index: number) => this.entry(index);
		return {
			size: this.size,
			row,
			find: (id) => rowAt(row, indexIn(/^00000000a1040000([0-9a-f]{16})$/, id, 16, this.size)),
			by: (property, value) => this.entriesBy(property, value).map(row),
			mayMatch: (property) =>
				['id', 'transaction', 'product', 'inventoryItem', 'binLocation'].includes(property),
		};
	}

	private entriesBy(property: string, value: string): number[] {
		if (property === 'transaction') {
			const index = indexIn(/^00000000a1030000([0-9a-f]{16})$/, value, 16, this.size);
			return index === undefined ? [] : [index];
		}
		const of = {
			product: /^00000000a1010000([0-9a-f]{16})$/,
			inventoryItem: /^00000000a1020000([0-9a-f]{16})$/,
		}[property];
		const product = of && indexIn(of, value, 16, this.wanted.products);
		return product === undefined ? [] : this.indexesOf(product);
	}
}

function indexIn(pattern: RegExp, text: string, base: number, size: number): number | undefined {
	const digits = pattern.exec(text)?.[1];
	const index = digits === undefined ? NaN : parseInt(digits, base);
	return index < size ? index : undefined;
}

const rowAt = (row: (index: number) => Row, index: number | undefined): Row | undefined =>
	index === undefined ? undefined : row(index);

const rowsAt = (row: (index: number) => Row, index: number | undefined): Row[] =>
	index === undefined ? [] : [row(index)];
