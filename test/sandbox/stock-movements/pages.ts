import { monthDayYear } from '../json/dates';
import { orNull, type JsonObject } from '../json/json';
import { packingOf } from '../shipments/containers';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import {
	availableFor,
	availableItemJson,
	promisable,
	suggestedItemJson,
	suggestionsFor,
} from './available-items';
import { lineWithKnownLot } from './lines';
import {
	isCanceled,
	isSubstituted,
	lineStatus,
	modificationOf,
	originalLinesOf,
	picksOf,
	quantityRequired,
	substitutionsOf,
} from './request-lines';
import { pickListOf } from './pick-lists';

const byPlace = (a: Row, b: Row): number => Number(a.orderIndex ?? 0) - Number(b.orderIndex ?? 0);

/** Step 4: what to pick from where (stock-movements.md#read). Dotted names are literal keys. */
export function pickRow(world: World, line: Row, sortOrder: Value, ownPicks = true): JsonObject {
	const { store, version } = world;
	const product = store.get('product', line.product);
	const available = availableFor(world, line, ownPicks);
	const required = quantityRequired(world, line);
	const picks = picksOf(world, line);
	const picked = picks.reduce((sum, pick) => sum + Number(pick.quantity), 0);
	const remaining = Math.max(0, required - picked);
	return {
		pickStatusCode: pickStatus(required, picked, remaining),
		requestStatusCode: lineStatus(world, line),
		'requisitionItem.id': line.id,
		'product.name': orNull(product?.name),
		productCode: orNull(product?.productCode),
		productId: orNull(product?.id),
		product: product ? world.json.of('product', product) : null,
		reasonCode: orNull(line.cancelReasonCode),
		...(version.since('0.9.2') ? { autoAllocated: orNull(line.autoAllocated) } : {}),
		comments: orNull(line.cancelComments),
		quantityRequested: orNull(line.quantity),
		quantityRequired: required,
		quantityPicked: picked,
		quantityAvailable:
			available.length === 0
				? null
				: available.reduce((sum, item) => sum + item.quantityAvailable, 0),
		quantityRemaining: remaining,
		hasAdjustedInventory: false,
		hasChangedPick: false,
		availableItems: available.map((item) => availableItemJson(world, item)),
		suggestedItems: suggestionsFor(world, available, required).map((item) =>
			suggestedItemJson(world, item),
		),
		picklistItems: picks.map((pick) => world.json.of('picklistItem', pick)),
		recipient: world.json.nested('person', line.recipient),
		sortOrder: line.orderIndex || orNull(sortOrder),
	};
}

function pickStatus(required: number, picked: number, remaining: number): string {
	if (required === picked && remaining === 0) return 'PICKED';
	return picked > 0 && remaining > 0 ? 'PARTIALLY_PICKED' : 'NOT_PICKED';
}

/** Substitutes and revisions instead of the lines that they replace; canceled lines are left out. */
export const pickPage = (world: World, requisition: Row, ownPicks = true): JsonObject[] =>
	originalLinesOf(world, requisition.id).flatMap((line) => {
		if (isSubstituted(world, line)) {
			return substitutionsOf(world, line)
				.sort(byPlace)
				.map((one) => pickRow(world, one, line.orderIndex, ownPicks));
		}
		const modification = modificationOf(world, line);
		if (modification) return [pickRow(world, modification, line.orderIndex, ownPicks)];
		return isCanceled(world, line) ? [] : [pickRow(world, line, line.orderIndex, ownPicks)];
	});

/** Step 5: what lies on the shipment, reached over the pick list; without one there is nothing. */
export function packPage(world: World, requisition: Row | undefined): JsonObject[] {
	const picklist = requisition && pickListOf(world, requisition.id);
	if (!picklist) return [];
	const lines = world.store
		.table('picklistItem')
		.by('picklist', picklist.id)
		.sort((a, b) => Number(a.sortOrder ?? 0) - Number(b.sortOrder ?? 0) || (a.id < b.id ? -1 : 1))
		.map((pick) => pick.requisitionItem);
	return [...new Set(lines)].flatMap((line) =>
		world.store
			.table('shipmentItem')
			.by('requisitionItem', line)
			.sort((a, b) => Number(a.sortOrder ?? 0) - Number(b.sortOrder ?? 0) || (a.id < b.id ? 1 : -1))
			.map((item) => packRow(world, item)),
	);
}

export function packRow(world: World, item: Row | undefined): JsonObject {
	const { store } = world;
	const product = store.get('product', item?.product);
	const bin = store.get('location', item?.binLocation);
	const lot = store.get('inventoryItem', item?.inventoryItem);
	const { pallet, box } = item ? packingOf(world, item) : { pallet: null, box: null };
	return {
		shipmentItemId: orNull(item?.id),
		'product.id': orNull(product?.id),
		productName: orNull(product?.name),
		productCode: orNull(product?.productCode),
		product: product ? world.json.of('product', product) : null,
		lotNumber: orNull(item?.lotNumber),
		expirationDate: monthDayYear(item?.expirationDate),
		binLocation: bin ? world.json.of('location', bin) : null,
		uom: orNull(product?.unitOfMeasure),
		quantityShipped: orNull(item?.quantity),
		recipient: world.json.nested('person', item?.recipient),
		palletName: pallet ?? '',
		boxName: box ?? '',
		sortOrder: null,
		recalled: item ? lot?.lotStatus === 'RECALLED' : null,
		binLocationName: orNull(bin?.name),
	};
}

/** Step 2: a request shows what the asking side has of the product, anything else plain lines. */
export function addRow(world: World, requisition: Row, line: Row): JsonObject {
	if (requisition.sourceType !== 'ELECTRONIC') return lineWithKnownLot(world, line);
	const whole = lineWithKnownLot(world, line);
	const at = requisition.destination;
	const keys = [
		'id',
		'version',
		'product',
		'productCode',
		'quantityCounted',
		'quantityAllowed',
		'comments',
		'quantityRequested',
		'statusCode',
		'sortOrder',
		'manuallyAdded',
	];
	return {
		...Object.fromEntries(keys.filter((key) => key in whole).map((key) => [key, whole[key]])),
		quantityOnHand: onHandAt(world, at, line.product),
		quantityAvailable: promisable(world, at, line.product),
		// Demand comes from a report that the server computes at night.
		monthlyDemand: 0,
		demandPerReplenishmentPeriod: 0,
	};
}

export const onHandAt = ({ store }: World, location: Value, product: Value): number =>
	store
		.table('productAvailability')
		.by('product', product)
		.filter((row) => row.location === location)
		.reduce((sum, row) => sum + Number(row.quantityOnHand), 0);
