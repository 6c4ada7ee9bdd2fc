import { wholeSecond } from '../clock';
import { illegalArgument, invalid, missingRow } from '../errors';
import type { JsonObject } from '../json/json';
import type { Call } from '../router';
import {
	bookBaseline,
	bookTransaction,
	hasTransactionAt,
	sameSecond,
	stockAt,
} from '../stock/count-transactions';
import type { Row } from '../store/table';
import {
	countJson,
	isCounting,
	isRecounting,
	itemsOf,
	newestItems,
	refreshStatus,
	requestOf,
	statusFromItems,
	variance,
} from './counts';
import { nullMessage } from './refusals';
import { insertItem, stockOf, stockToCount } from './start';

/** Closes a count or a recount; what it found is booked when nothing is left to count again. */
export function submit(call: Call, recount: boolean): JsonObject {
	const { world } = call;
	const count = countToSubmit(call, recount);
	const body = call.body();
	const isOn = (name: string) => body[name] === true || body[name] === 'true';
	const refresh = isOn('refreshQuantityOnHand');
	// Counted products are booked even when the refresh takes all their items away.
	const products = productsOf(call, count);
	if (refresh && refreshItems(call, count, false) && isOn('failOnOutdatedQuantity')) {
		throw illegalArgument('Quantity on hand for a cycle count item is no longer up to date');
	}
	for (const item of itemsOf(world, count)) {
		const agrees = item.quantityOnHand === item.quantityCounted;
		world.store.update('cycleCountItem', item, {
			status: agrees || !isOn('requireRecountOnDiscrepancy') ? 'APPROVED' : 'COUNTED',
		});
	}
	refreshStatus(world, count, call.user.id);
	if (count.status === 'COMPLETED') close(call, count, products, refresh);
	return countJson(world, count);
}

/** A count by what its items say now, a recount by its status; a change reopens both. */
function countToSubmit(call: Call, recount: boolean): Row {
	const { world } = call;
	const count = world.store.get('cycleCount', call.params.count);
	const what = recount ? 'recount' : 'count';
	const command = recount ? 'CycleCountSubmitRecountCommand' : 'CycleCountSubmitCountCommand';
	const opening = `Invalid submit ${what} object`;
	if (!count) throw invalid([nullMessage('cycleCount', command)], opening);
	const ready = recount
		? count.status === 'INVESTIGATING'
		: statusFromItems(world, count) === 'COUNTING';
	if (!ready) {
		throw invalid([`Invalid cycle count status to be able to submit the ${what}`], opening);
	}
	return count;
}

const productsOf = (call: Call, count: Row): string[] => [
	...new Set(itemsOf(call.world, count).map((item) => String(item.product))),
];

/** The count at T minus one second as it stands, the differences at T. */
function close(call: Call, count: Row, products: string[], isFresh: boolean): void {
	const { world } = call;
	const moment = wholeSecond(world.clock.now());
	const inventory = String(world.store.get('location', count.facility)?.inventory);
	const source = () => sourceOf(call, count);
	const refuseAt = (product: string, second: number) => {
		if (hasTransactionAt(world, inventory, product, second))
			throw illegalArgument(sameSecond(second));
	};
	for (const product of products) {
		refuseAt(product, moment - 1000);
		const places = stockAt(world, inventory, product, moment - 1000);
		const baseline = bookBaseline(call, inventory, product, places, {
			moment: moment - 1000,
			source: source(),
			cycleCount: count.id,
			commentAt: (place) => commentWithoutDifference(call, count, place),
		});
		world.availability.transactionChanged(baseline);
	}
	for (const product of products) refuseAt(product, moment);
	if (!isFresh) refreshItems(call, count, false);
	const found = newestItems(world, count).filter((item) => variance(item));
	if (found.length > 0) {
		const adjustment = bookTransaction(
			call,
			{ type: '3', inventory, moment, source: source(), cycleCount: count.id, comment: null },
			found.map((item) => ({
				product: String(item.product),
				inventoryItem: String(item.inventoryItem),
				binLocation: (item.location as string | null) ?? null,
				quantity: variance(item) ?? 0,
				comments: commentOf(item),
			})),
		);
		world.availability.transactionChanged(adjustment);
	}
	const request = requestOf(world, count);
	if (request) {
		world.store.update('cycleCountRequest', request, {
			status: 'COMPLETED',
			lastUpdated: moment,
			updatedBy: call.user.id,
		});
	}
}

function commentOf(item: Row): string | null {
	if (!item.comment) return null;
	const reason = item.discrepancyReasonCode ? `[${String(item.discrepancyReasonCode)}]` : '';
	return `${reason} ${String(item.comment)}`.trim();
}

/** A comment goes to the count when no difference is booked that would carry it. */
function commentWithoutDifference(
	call: Call,
	count: Row,
	place: { inventoryItem: string; binLocation: string | null },
): string | null {
	const item = itemsOf(call.world, count).find(
		(one) =>
			one.comment &&
			!variance(one) &&
			one.inventoryItem === place.inventoryItem &&
			(one.location ?? null) === place.binLocation,
	);
	return item ? commentOf(item) : null;
}

/** One source for all transactions of a count, from 0.9.7 on (docs/openboxes/versions.md). */
function sourceOf(call: Call, count: Row): string | null {
	const { store, ids, clock, version } = call.world;
	if (version.before('0.9.7')) return null;
	const known = store.table('transactionSource').by('cycleCount', count.id)[0];
	if (known) return known.id;
	const now = wholeSecond(clock.now());
	return store.insert('transactionSource', {
		id: ids.id(),
		transactionAction: 'CYCLE_COUNT',
		origin: count.facility,
		cycleCount: count.id,
		dateCreated: now,
		lastUpdated: now,
		createdBy: call.user.id,
		updatedBy: call.user.id,
	}).id;
}

/** `POST …/{id}/refresh`. */
export function refreshCount(call: Call): JsonObject {
	const { world, query } = call;
	const count = world.store.get('cycleCount', call.params.count);
	if (!count) throw missingRow('class org.pih.warehouse.inventory.CycleCount', call.params.count);
	if (!isCounting(count.status) && !isRecounting(count.status)) {
		throw illegalArgument(`Cycle count cannot be refreshed when in state: ${String(count.status)}`);
	}
	refreshItems(call, count, query.get('removeOutOfStockItemsImplicitly') === 'true');
	return countJson(world, count);
}

/**
 * Brings the newest items up to the stock of now: new places come, emptied ones go unless they were
 * counted or added by hand, others get the new figure. True when anything changed.
 */
function refreshItems(call: Call, count: Row, dropEmptied: boolean): boolean {
	const { world } = call;
	const { store } = world;
	const items = newestItems(world, count);
	const stock = productsOf(call, count).flatMap((product) =>
		stockToCount(world, count.facility, product),
	);
	const at = (row: Row, item: Row) =>
		row.inventoryItem === item.inventoryItem &&
		(row.binLocation ?? null) === (item.location ?? null);
	let changed = false;
	for (const row of stock) {
		const item = items.find((one) => at(row, one));
		if (item?.quantityOnHand === row.quantityOnHand) continue;
		changed = true;
		if (item) {
			store.update('cycleCountItem', item, { quantityOnHand: row.quantityOnHand });
			continue;
		}
		insertItem(call, count, {
			...stockOf(row),
			countIndex: items[0]?.countIndex ?? 0,
			status: isCounting(count.status) ? 'COUNTING' : 'INVESTIGATING',
			assignee: items.find((one) => one.assignee)?.assignee,
			dateCounted: items[0]?.dateCounted ?? wholeSecond(world.clock.now()),
		});
	}
	const all = itemsOf(world, count);
	for (const item of items.filter((one) => !stock.some((row) => at(row, one)))) {
		const byHand = all.some(
			(one) =>
				one.custom === true &&
				one.inventoryItem === item.inventoryItem &&
				(one.location ?? null) === (item.location ?? null),
		);
		// An item that nobody has counted yet counts as nothing there.
		if (!byHand && (Number(item.quantityCounted ?? -1) <= 0 || dropEmptied)) {
			store.remove('cycleCountItem', item);
			changed = true;
		} else if (item.quantityOnHand !== 0) {
			store.update('cycleCountItem', item, { quantityOnHand: 0 });
			changed = true;
		}
	}
	refreshStatus(world, count, call.user.id);
	return changed;
}
