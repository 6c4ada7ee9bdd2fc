import { categorySchema, type Category } from '../schemas';
import { resolveLocation } from '../catalogue/locations';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { getPages } from '../transport/paginate';
import type { Lookups, Place } from './lookups';
import type { Watch } from './watch';

/** What filters look at; left out = the filter does not concern this event. */
interface Facts {
	/** Locations that take part. */
	places?: Array<string | null | undefined>;
	supplier?: string | null;
	/** Names of the categories of its products. */
	categories?: () => Promise<string[]>;
	quantity?: () => Promise<number>;
}

/** The filters of the form. Asks the server only when there is something to filter. */
export class Filters {
	constructor(
		private readonly connection: Connection,
		private readonly lookups: Lookups,
		private readonly watch: Watch,
	) {}

	/** The location that is watched; undefined = all. */
	async location(): Promise<Place | undefined> {
		const { location, locationText } = this.watch;
		if (location === undefined) return undefined;
		return await this.lookups.keep(
			`filter|${locationText}`,
			async () => await resolveLocation(this.connection, location),
		);
	}

	async supplier(): Promise<Place | undefined> {
		const { supplier, supplierText } = this.watch;
		if (supplier === undefined) return undefined;
		return await this.lookups.keep(
			`filter|${supplierText}`,
			async () => await resolveLocation(this.connection, supplier),
		);
	}

	get needsProducts(): boolean {
		return this.watch.categoryText !== '';
	}

	get needsQuantity(): boolean {
		return this.watch.minimumQuantity > 0;
	}

	/** Whether an event is wanted; the cheap filters are asked first. */
	async pass(facts: Facts): Promise<boolean> {
		const [place, supplier] = [await this.location(), await this.supplier()];
		if (place && facts.places && !facts.places.includes(place.id)) return false;
		if (supplier && facts.supplier !== undefined && facts.supplier !== supplier.id) return false;
		if (this.needsQuantity && facts.quantity) {
			if ((await facts.quantity()) < this.watch.minimumQuantity) return false;
		}
		if (this.needsProducts && facts.categories) {
			const wanted = await this.categoryNames();
			const names = await facts.categories();
			if (!names.some((name) => wanted.has(name))) return false;
		}
		return true;
	}

	/** Names of the category and everything below it: products show the name of theirs only. */
	private async categoryNames(): Promise<ReadonlySet<string>> {
		return await this.lookups.keep(`categories|${this.watch.categoryText}`, async () => {
			const rows = await getPages(this.connection, apiPath('generic', 'category'), {
				sort: 'name',
			});
			const all = rows.map((row) => categorySchema.parse(row));
			return new Set(all.filter((one) => this.isBelow(one)).map(({ name }) => name));
		});
	}

	private isBelow(category: Category): boolean {
		if (category.id === this.watch.categoryText) return true;
		return category.parentCategory ? this.isBelow(category.parentCategory) : false;
	}
}
