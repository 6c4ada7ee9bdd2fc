import { wholeSecond } from '../clock';
import type { Store } from '../store/store';
import type { Row, Value } from '../store/table';
import type { World } from '../world';

interface HasStore {
	store: Store;
}

/** All lines of a requisition, those that a revision added included, in the order of the page. */
export const linesOf = ({ store }: HasStore, requisition: Value): Row[] =>
	store
		.table('requisitionItem')
		.by('requisition', requisition)
		.sort((a, b) => Number(a.orderIndex ?? 0) - Number(b.orderIndex ?? 0));

/** The lines that were asked for; a revision or substitution hangs below its line. */
export const originalLinesOf = (world: HasStore, requisition: Value): Row[] =>
	linesOf(world, requisition).filter((line) => !line.parentRequisitionItem);

export const childrenOf = ({ store }: HasStore, line: Row): Row[] =>
	store.table('requisitionItem').by('parentRequisitionItem', line.id);

export const substitutionsOf = (world: HasStore, line: Row): Row[] =>
	childrenOf(world, line).filter((child) => child.requisitionItemType === 'SUBSTITUTION');

export const modificationOf = ({ store }: HasStore, line: Row): Row | undefined =>
	store.get('requisitionItem', line.modificationItem);

/** The line that carries the picks: after a revision that is the revised one. */
export const pickedLineOf = (world: HasStore, line: Row): Row =>
	modificationOf(world, line) ?? line;

export const picksOf = ({ store }: HasStore, line: Row): Row[] =>
	store.table('picklistItem').by('requisitionItem', line.id);

const sumOf = (rows: Row[]): number => rows.reduce((sum, row) => sum + Number(row.quantity), 0);

const number = (value: Value): number => Number(value ?? 0);

export const isCanceled = (world: HasStore, line: Row): boolean =>
	number(line.quantityCanceled) === number(line.quantity) &&
	!line.modificationItem &&
	!line.substitutionItem &&
	childrenOf(world, line).length === 0;

export const isChanged = (world: HasStore, line: Row): boolean =>
	number(line.quantityCanceled) > 0 &&
	Boolean(line.modificationItem || line.substitutionItem || childrenOf(world, line).length > 0);

export const isSubstituted = (world: HasStore, line: Row): boolean =>
	substitutionsOf(world, line).length > 0 ||
	(number(line.quantityCanceled) > 0 && Boolean(line.substitutionItem));

/**
 * Lines of the create body were never approved and stay PENDING (stock-movements.md#read,
 * stock-movements.md#create).
 */
export function lineStatus(world: HasStore, line: Row): string {
	if (line.parentRequisitionItem) return 'APPROVED';
	if (number(line.quantityApproved) > 0 && !isChanged(world, line) && !isCanceled(world, line)) {
		return 'APPROVED';
	}
	if (isSubstituted(world, line)) return 'SUBSTITUTED';
	if (isChanged(world, line)) return 'CHANGED';
	return isCanceled(world, line) ? 'CANCELED' : 'PENDING';
}

/** Null while nothing was revised; canceled is the whole old quantity (stock-movements.md#lines). */
export function quantityRevised(world: HasStore, line: Row): number | null {
	const modification = modificationOf(world, line);
	if (modification) return number(modification.quantity);
	return number(line.quantityCanceled) > 0
		? number(line.quantity) - number(line.quantityCanceled)
		: null;
}

/** What is to be picked. */
export const quantityRequired = (world: HasStore, line: Row): number =>
	quantityRevised(world, line) ?? number(line.quantity);

export function quantityPicked(world: HasStore, line: Row): number {
	const substitutions = substitutionsOf(world, line);
	const lines = substitutions.length > 0 ? substitutions : [line];
	return lines.reduce((sum, one) => sum + sumOf(picksOf(world, one)), 0);
}

/** Saves a line when something is different; each save counts in `version` (since 0.9.6 shown). */
export function saveLine(world: World, line: Row, changes: Record<string, Value>, saves = 1): void {
	const differs = Object.entries(changes).some(
		([name, value]) => (line[name] ?? null) !== (value ?? null),
	);
	if (differs) touchLine(world, line, saves, changes);
}

export function touchLine(
	world: World,
	line: Row,
	saves = 1,
	changes: Record<string, Value> = {},
): void {
	world.store.update('requisitionItem', line, {
		...changes,
		version: number(line.version) + saves,
		lastUpdated: wholeSecond(world.clock.now()),
	});
}

/** A new line; it counts as asked for unless it has a parent. */
export function insertLine(world: World, user: string | null, values: Record<string, Value>): Row {
	const now = wholeSecond(world.clock.now());
	const line = world.store.insert('requisitionItem', {
		id: world.ids.id(),
		requisitionItemType: 'ORIGINAL',
		version: 0,
		createdBy: user,
		updatedBy: user,
		dateCreated: now,
		lastUpdated: now,
		...values,
	});
	world.json.unsaved.add(line);
	world.store.afterAnswer(() => world.json.unsaved.delete(line));
	return line;
}

/** Takes back revisions and substitutions of a line; the caller saves it. */
export function undoneChanges(world: World, line: Row): Record<string, Value> {
	for (const child of childrenOf(world, line)) world.store.remove('requisitionItem', child);
	return {
		quantityApproved: 0,
		quantityCanceled: 0,
		cancelComments: null,
		cancelReasonCode: null,
		substitutionItem: null,
		modificationItem: null,
	};
}
