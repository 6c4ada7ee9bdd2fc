import { wholeSecond } from '../clock';
import { foreignKey, failure, nullPointer, staleState } from '../errors';
import { TRANSIENT } from '../json/json';
import { refreshSummary } from '../purchase-orders/summary-table';
import { snakeCase } from '../schema/domain';
import type { Row } from '../store/table';
import type { Binding } from './binder';
import { validate } from './validation';

const freshOf = (binding: Binding, domain: string): Row[] =>
	binding.fresh.filter((one) => one.domain.name === domain).map((one) => one.row);

/**
 * Entries are not validated with their transaction: a bad new one is never a clean 400 but one of
 * several 500s, and nothing is saved (stock-and-transactions.md#transaction).
 */
export function checkTransactionEntries(binding: Binding): void {
	if (binding.fresh.every((one) => one.domain.name !== 'transactionEntry')) return;
	const owners = new Set(freshOf(binding, 'transaction'));
	for (const entry of freshOf(binding, 'transactionEntry')) {
		const alone = ![...owners].some((owner) => owner.id === entry.transaction);
		checkEntry(binding, entry, alone && owners.size === 0);
	}
}

function checkEntry(binding: Binding, entry: Row, addedToStored: boolean): void {
	const { world } = binding;
	const lot = lotOf(binding, entry);
	if (addedToStored && (lot === undefined || typeof entry.quantity !== 'number'))
		throw staleState();
	if (lot === undefined || lot.product === null || lot.product === undefined) {
		throw nullPointer("Cannot get property 'id' on null object");
	}
	if (lot.product === TRANSIENT) {
		throw failure(
			'org.hibernate.TransientPropertyValueException',
			'Not-null property references a transient value - transient instance must be saved before current operation : org.pih.warehouse.inventory.InventoryItem.product',
		);
	}
	if (typeof entry.quantity !== 'number')
		throw nullPointer('Cannot invoke method negative() on null object');
	for (const property of ['product', 'binLocation'] as const) {
		if (entry[property] === TRANSIENT)
			throw foreignKey('transaction_entry', `${snakeCase(property)}_id`);
	}
	const failed = binding.failed.get(entry);
	if (failed?.has('product') || failed?.has('binLocation')) throw staleState();
	if (String(entry.comments ?? '').length > 255 || String(entry.reasonCode ?? '').length > 255)
		throw staleState();
	// A new lot that is not valid is not saved, so its id leads nowhere (stock-and-transactions.md#posting).
	const isNewLot = !world.store.table('inventoryItem').has(lot);
	if (isNewLot && (lot.invalid || lotProblems(binding, lot)))
		throw foreignKey('transaction_entry', 'inventory_item_id');
}

function lotOf(binding: Binding, entry: Row): Row | undefined {
	if (typeof entry.inventoryItem !== 'string' || entry.inventoryItem === TRANSIENT)
		return undefined;
	const stored = binding.world.store.get('inventoryItem', entry.inventoryItem);
	return stored ?? freshOf(binding, 'inventoryItem').find((lot) => lot.id === entry.inventoryItem);
}

function lotProblems(binding: Binding, lot: Row): boolean {
	const domain = binding.fresh.find((one) => one.row === lot)?.domain;
	return domain !== undefined && validate(binding, domain, lot).length > 0;
}

/**
 * Order lines that break a rule are dropped without a word, the answer still shows them; a line with
 * an unknown product or unit is refused by the database after the order was saved
 * (sessions-and-errors.md#bad-input).
 */
export function dropBadOrderLines(binding: Binding): void {
	const { store } = binding.world;
	for (const { domain, row } of binding.fresh.filter((one) => one.domain.name === 'orderItem')) {
		// An unknown order is refused like that of any new row.
		const dangling = binding.dangling.find((one) => one.row === row && one.property !== 'order');
		if (dangling) {
			keepOrderWithoutLines(binding, row);
			throw foreignKey('order_item', `${snakeCase(dangling.property)}_id`);
		}
		const bad =
			validate(binding, domain, row).length > 0 || (binding.failed.get(row)?.size ?? 0) > 0;
		if (bad) store.afterAnswer(() => store.remove('orderItem', row));
	}
}

function keepOrderWithoutLines(binding: Binding, line: Row): void {
	const { store, clock } = binding.world;
	const order = freshOf(binding, 'order').find((one) => one.id === line.order);
	if (!order) return; // an update is rolled back as a whole
	const moment = wholeSecond(clock.now());
	Object.assign(order, {
		dateCreated: moment,
		lastUpdated: moment,
		createdBy: binding.user,
		updatedBy: binding.user,
	});
	store.insert('order', order);
	refreshSummary(binding.world, order, []);
	store.keepSoFar();
}
