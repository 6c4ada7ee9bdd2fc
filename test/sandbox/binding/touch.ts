import { wholeSecond } from '../clock';
import { TRANSIENT } from '../json/json';
import type { Domain } from '../schema/domain';
import type { Store } from '../store/store';
import type { Row, Value } from '../store/table';
import type { Binding } from './binder';

/**
 * New values of the audit columns; the answer to a product write shows milliseconds
 * (sessions-and-errors.md#json).
 */
export function touch(binding: Binding, domain: Domain, row: Row): void {
	if (!('lastUpdated' in domain.properties)) return;
	const changes: Record<string, Value> = { lastUpdated: momentOf(binding, domain) };
	if ('updatedBy' in domain.properties && binding.user) changes.updatedBy = binding.user;
	binding.world.store.update(domain.name, row, changes);
	cutWhatTheColumnCuts(binding, domain, row);
}

/** What follows is written into a stored row for the answer only: the database keeps what it has. */
export function showOnly(store: Store, domain: string, row: Row): void {
	const before = { ...row };
	store.afterAnswer(() => {
		const added = Object.keys(row).filter((name) => !(name in before));
		const gone = Object.fromEntries(added.map((name) => [name, undefined]));
		store.update(domain, row, { ...gone, ...before });
	});
}

export function momentOf(binding: Binding, domain: Domain): number {
	const now = binding.world.clock.now();
	const instants = domain.name === 'product' && binding.world.version.since('0.9.6');
	return instants ? Math.floor(now) : wholeSecond(now);
}

/**
 * Columns keep whole seconds and so many digits; the answer shows what was sent
 * (sessions-and-errors.md#binding).
 */
export function cutWhatTheColumnCuts(binding: Binding, domain: Domain, row: Row): void {
	const { store } = binding.world;
	store.afterAnswer(() => {
		const changes: Record<string, Value> = {};
		for (const [name, property] of Object.entries(domain.properties)) {
			const value = row[name];
			if (value === TRANSIENT) changes[name] = null;
			if (typeof value !== 'number') continue;
			if (property.kind === 'date') changes[name] = wholeSecond(value);
			if (property.scale !== undefined) changes[name] = Number(value.toFixed(property.scale));
		}
		store.update(domain.name, row, changes);
	});
}
