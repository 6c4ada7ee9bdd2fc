import { refreshSummary } from '../purchase-orders/summary-table';
import { domainNamed } from '../schema';
import type { Domain } from '../schema/domain';
import type { Row } from '../store/table';
import type { Binding } from './binder';
import { touch } from './touch';

/** What the first save of a row sets going. */
export function saved(binding: Binding, domain: Domain, row: Row): void {
	const { world } = binding;
	switch (domain.name) {
		case 'transaction':
			// The stock table follows (stock-and-transactions.md#refresh).
			world.availability.transactionChanged(row);
			break;
		case 'transactionEntry':
			entrySaved(binding, row);
			break;
		case 'order':
			// The order is written before its lines, which the list row therefore misses
			// (orders-and-receiving.md#create).
			refreshSummary(world, row, []);
			break;
	}
}

/** One entry alone touches its transaction and plans the refresh too (stock-and-transactions.md#refresh). */
function entrySaved(binding: Binding, row: Row): void {
	const { store, availability, json } = binding.world;
	const owner = store.get('transaction', row.transaction);
	if (!owner || json.unsaved.has(owner)) return;
	touch(binding, domainNamed('transaction'), owner);
	availability.transactionChanged(owner);
}
