import { wholeSecond } from '../clock';
import { sameText } from '../collation';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { productsOf, quantitiesOf, type StockPlace } from './quantities';

/** Quantity promised to open pick lists, by lot and bin; the movements area fills it in. */
export type AllocationSource = (location: string, product: string) => StockPlace[];

/**
 * The table `product_availability`: follows the transactions some seconds late
 * (stock-and-transactions.md#refresh).
 *
 * A refresh writes the rows that still have entries and leaves others as they were, so a place that
 * a count emptied keeps its old figure; a forced refresh (after a delete) rebuilds the product.
 */
export class Availability {
	/** Set by the stock movements area. */
	allocations: AllocationSource = () => [];

	constructor(private readonly world: World) {}

	/** Plans the refresh of what a saved transaction touches. */
	transactionChanged(transaction: Row): void {
		const products = productsOf(this.world.store, transaction.id);
		this.later(String(transaction.inventory), products.length > 0 ? products : undefined, false);
	}

	/** A deleted transaction rebuilds its products; `products` as they were before the delete. */
	transactionDeleted(inventory: string, products: string[]): void {
		this.later(inventory, products, true);
	}

	/** Without products the whole location is refreshed. */
	later(inventory: string, products: string[] | undefined, force: boolean): void {
		const { store, clock, options } = this.world;
		store.atCommit(() =>
			clock.at(clock.now() + options.refreshDelay, (moment) =>
				store.atomic(() => this.refresh(inventory, products, force, moment)),
			),
		);
	}

	/** Every location, when a lot was recalled or a bin changed. */
	everywhereLater(product: string): void {
		for (const location of this.locationsWith(product)) this.later(location, [product], false);
	}

	/** Names that the table repeats follow at once; another case of the same name does not. */
	renamed(domain: string, row: Row): void {
		const [reference, column, name] =
			domain === 'inventoryItem'
				? ['inventoryItem', 'lotNumber', row.lotNumber ?? 'DEFAULT']
				: domain === 'location'
					? ['binLocation', 'binLocationName', row.name || 'DEFAULT']
					: ['product', 'productCode', row.productCode];
		if (typeof name !== 'string') return;
		const { store } = this.world;
		for (const stock of store.table('productAvailability').by(String(reference), row.id)) {
			if (sameText(String(stock[String(column)] ?? ''), name)) continue;
			store.update('productAvailability', stock, { [String(column)]: name });
		}
	}

	private locationsWith(product: string): string[] {
		const rows = this.world.store.table('productAvailability').by('product', product);
		const locations = new Set(rows.map((row) => row.location));
		return [...locations].flatMap((id) => {
			const inventory = this.world.store.get('location', id)?.inventory;
			return typeof inventory === 'string' ? [inventory] : [];
		});
	}

	/** Does it now; record stock and picking do not wait. */
	refresh(
		inventory: string,
		products: string[] | undefined,
		force: boolean,
		moment = this.world.clock.now(),
	): void {
		this.world.store.derive(() => this.rebuild(inventory, products, force, moment));
	}

	private rebuild(
		inventory: string,
		products: string[] | undefined,
		force: boolean,
		moment: number,
	): void {
		const { store } = this.world;
		const location = store.get('inventory', inventory)?.warehouse;
		if (typeof location !== 'string') return;
		for (const product of products ?? this.productsAt(location)) {
			const known = store
				.table('productAvailability')
				.by('product', product)
				.filter((row) => row.location === location);
			if (force) for (const row of known.splice(0)) store.remove('productAvailability', row);
			const promised = this.allocations(location, product);
			for (const place of quantitiesOf(store, inventory, product)) {
				this.write(location, product, place, known, this.figures(place, promised, moment));
			}
			for (const row of known) {
				const place = {
					inventoryItem: String(row.inventoryItem),
					binLocation: binOf(row),
					quantity: Number(row.quantityOnHand),
				};
				store.update('productAvailability', row, this.figures(place, promised, moment));
			}
		}
	}

	private productsAt(location: string): string[] {
		const rows = this.world.store.table('productAvailability').by('location', location);
		return [...new Set(rows.map((row) => String(row.product)))];
	}

	private write(
		location: string,
		product: string,
		place: StockPlace,
		known: Row[],
		figures: Record<string, Value>,
	): void {
		const { store, ids } = this.world;
		const at = known.findIndex(
			(row) => row.inventoryItem === place.inventoryItem && binOf(row) === place.binLocation,
		);
		if (at >= 0) {
			store.update('productAvailability', known.splice(at, 1)[0], figures);
			return;
		}
		const lot = store.get('inventoryItem', place.inventoryItem);
		store.insert('productAvailability', {
			id: ids.uuid(),
			product,
			location,
			inventoryItem: place.inventoryItem,
			binLocation: place.binLocation,
			productCode: store.get('product', product)?.productCode,
			lotNumber: lot?.lotNumber || 'DEFAULT',
			binLocationName: store.get('location', place.binLocation)?.name ?? 'DEFAULT',
			dateCreated: figures.lastUpdated,
			...figures,
		});
	}

	private figures(
		place: StockPlace,
		promised: readonly StockPlace[],
		moment: number,
	): Record<string, Value> {
		const lot = this.world.store.get('inventoryItem', place.inventoryItem);
		const held = lot?.lotStatus === 'RECALLED' || this.holdsStock(place.binLocation);
		const allocated = promised
			.filter(
				(one) => one.inventoryItem === place.inventoryItem && one.binLocation === place.binLocation,
			)
			.reduce((sum, one) => sum + one.quantity, 0);
		const onHold = held ? place.quantity : 0;
		return {
			quantityOnHand: place.quantity,
			quantityAllocated: allocated,
			quantityOnHold: onHold,
			quantityNotPicked: place.quantity - allocated,
			quantityAvailableToPromise: place.quantity - allocated - onHold,
			lastUpdated: wholeSecond(moment),
		};
	}

	holdsStock(bin: Value): boolean {
		const row = this.world.store.get('location', bin);
		return row !== undefined && this.world.json.activitiesOf(row).includes('HOLD_STOCK');
	}
}

const binOf = (row: Row): string | null => (row.binLocation as string | null | undefined) ?? null;
