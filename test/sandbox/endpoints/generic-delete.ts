import { domains } from '../schema';
import type { Domain } from '../schema/domain';
import type { Row } from '../store/table';
import type { World } from '../world';

/**
 * Lists that go with their owner; everything else that points to a row keeps it (warehouse.md#generic-names).
 */
const CHILDREN: Record<string, Array<{ of: string; by: string }>> = {
	transaction: [{ of: 'transactionEntry', by: 'transaction' }],
	order: [{ of: 'orderItem', by: 'order' }],
	// As the source says; a completed receipt is kept by its transaction (several-writers.md#drafts).
	receipt: [{ of: 'receiptItem', by: 'receipt' }],
	// Deleting a category deletes its child categories too (sessions-and-errors.md#generic).
	category: [{ of: 'category', by: 'parentCategory' }],
};

/** Columns that hold an id without a foreign key. */
const LOOSE = new Set(['productAvailability', 'transactionEntry.transaction', 'orderSummary']);

export function isReferenced(world: World, domain: Domain, row: Row): boolean {
	const own = new Set((CHILDREN[domain.name] ?? []).map((child) => `${child.of}.${child.by}`));
	return domains().some((other) =>
		Object.entries(other.properties).some(([name, property]) => {
			if (property.kind !== 'reference' || property.of !== domain.name || other.view) return false;
			if (own.has(`${other.name}.${name}`) || LOOSE.has(other.name)) return false;
			return world.store.table(other.name).by(name, row.id).length > 0;
		}),
	);
}

export function removeWithChildren(world: World, domain: Domain, row: Row): void {
	for (const child of CHILDREN[domain.name] ?? []) {
		for (const one of world.store.table(child.of).by(child.by, row.id)) {
			if (child.of === domain.name) removeWithChildren(world, domain, one);
			else world.store.remove(child.of, one);
		}
	}
	world.store.remove(domain.name, row);
}
