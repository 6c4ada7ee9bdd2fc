import { productSupplierForms } from '../product-suppliers/forms';
import { domainNamed } from '../schema';
import type { Property } from '../schema/domain';
import type { Store } from '../store/store';
import type { Row, Value } from '../store/table';
import type { Version } from '../versions';
import { cycleCountForms } from '../cycle-counts/counts';
import { catalogForms } from './catalog';
import { isoSeconds } from './dates';
import { orderForms } from './orders';
import { placeForms } from './places';
import { receiptForms } from './receipts';
import type { Random } from '../random';
import { movementForms } from '../stock-movements/forms';

/** The JSON of one row. */
export type JsonObject = Record<string, unknown>;
export type Form = (row: Row, json: Json) => JsonObject;

/**
 * Marks a reference to an unknown id that the answer still shows, empty (sessions-and-errors.md#bad-input).
 */
export const TRANSIENT = ' transient';

/**
 * The server's JSON. Classes with a hand-written form are nested whole at every level; all others
 * get the default form: `id`, every property, references as `{"id"}` (sessions-and-errors.md#json).
 */
export class Json {
	private readonly forms = new Map<string, Form>();
	/** Login location of the request that is being answered. */
	viewer: string | null = null;
	/** Rows of the answer that were made by this very request. */
	readonly unsaved = new Set<Row>();

	constructor(
		readonly store: Store,
		readonly version: Version,
		private readonly random: Random,
	) {
		this.add(placeForms);
		this.add(catalogForms);
		this.add(orderForms);
		this.add(receiptForms);
		this.add(movementForms);
		this.add(cycleCountForms);
		this.add(productSupplierForms);
	}

	/** Other areas bring the forms of their classes. */
	add(forms: Record<string, Form>): void {
		for (const [domain, form] of Object.entries(forms)) this.forms.set(domain, form);
	}

	of(domain: string, row: Row): JsonObject {
		const form = this.forms.get(domain);
		return form ? form(row, this) : this.byDefault(domain, row);
	}

	/** Lists that the server keeps as sets: two reads differ (orders-and-receiving.md#read). */
	inAnyOrder<T>(rows: T[]): T[] {
		return rows
			.map((row) => ({ row, place: this.random() }))
			.sort((a, b) => a.place - b.place)
			.map(({ row }) => row);
	}

	/** A referenced row in its own form; null when there is none. */
	nested(domain: string, id: Value): JsonObject | null {
		if (id === TRANSIENT) return this.of(domain, { id: null as unknown as string });
		const row = this.store.get(domain, id);
		return row ? this.of(domain, row) : null;
	}

	byDefault(domain: string, row: Row): JsonObject {
		const { properties, noId } = domainNamed(domain);
		const result: JsonObject = noId ? {} : { id: row.id };
		for (const [name, property] of Object.entries(properties)) {
			if (property.notShown || (property.since && this.version.before(property.since))) continue;
			result[name] = this.value(property, row[name], row);
		}
		return result;
	}

	private value(property: Property, value: Value, row: Row): unknown {
		switch (property.kind) {
			case 'date':
			case 'instant':
				return isoSeconds(value);
			case 'reference':
				return typeof value === 'string' ? { id: value === TRANSIENT ? null : value } : null;
			case 'list':
				return this.inAnyOrder(
					this.store.table(String(property.of)).by(String(property.mappedBy), row.id),
				).map((one) => ({ id: one.id }));
			case 'links':
				return Array.isArray(value) ? value.map((id) => ({ id })) : [];
			case 'choice':
				return typeof value === 'string' ? { enumType: property.className, name: value } : null;
			default:
				return value ?? null;
		}
	}

	/** A location's own activities, else those of its type (warehouse.md#locations). */
	activitiesOf(location: Row): string[] {
		const own = location.supportedActivities;
		if (Array.isArray(own) && own.length > 0) return own;
		const type = this.store.get('locationType', location.locationType)?.supportedActivities;
		return Array.isArray(type) ? type : [];
	}
}

export const orNull = (value: Value): unknown => value ?? null;
