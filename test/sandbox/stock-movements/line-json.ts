import { monthDayYear } from '../json/dates';
import { orNull, type JsonObject } from '../json/json';
import { quantityOnHand } from '../shipments/lots';
import { packingOf } from '../shipments/containers';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { lineStatus, quantityPicked, quantityRevised, substitutionsOf } from './request-lines';

/** Which lot a line shows: its own, or the one found by product and lot number, with its stock. */
export interface ShownLot {
	lot: Row | undefined;
	withStock: boolean;
}

/** A line of a movement (stock-movements.md#read); keys came with 0.9.3 and 0.9.6 (versions.md#keys). */
export function requestLineJson(world: World, line: Row, shown?: ShownLot): JsonObject {
	const { store } = world;
	const revised = quantityRevised(world, line);
	const requested = line.quantity ?? null;
	const parent = store.get('requisitionItem', line.parentRequisitionItem);
	return lineJson(world, {
		id: line.id,
		version: line.version,
		product: line.product,
		lotNumber: line.lotNumber || '',
		expirationDate: line.expirationDate,
		palletName: line.palletName || '',
		boxName: line.boxName || '',
		statusCode: lineStatus(world, line),
		quantityRequested: requested,
		quantityAllowed: allowed(world, line),
		quantityCounted: line.quantityCounted,
		quantityCanceled: line.quantityCanceled,
		quantityRevised: revised,
		quantityPicked: quantityPicked(world, line),
		packs: requested,
		packSize: 1,
		reasonCode: line.cancelReasonCode,
		comments: line.comment,
		recipient: line.recipient ?? parent?.recipient,
		substitutionItems: substitutionsOf(world, line).map((one) => requestLineJson(world, one)),
		sortOrder: line.orderIndex,
		shown: shown ?? { lot: store.get('inventoryItem', line.inventoryItem), withStock: false },
		manuallyAdded: isAddedLater(world, line),
	});
}

/** What the stock list of the movement allows. */
function allowed({ store }: World, line: Row): Value {
	const template = store.get('requisition', line.requisition)?.requisitionTemplate;
	if (!template) return null;
	return store
		.table('requisitionItem')
		.by('requisition', template)
		.find((one) => one.product === line.product)?.quantity;
}

function isAddedLater({ store, json }: World, line: Row): boolean {
	const requisition = store.get('requisition', line.requisition);
	// A line of this very request still has its milliseconds, the stored movement has none.
	if (json.unsaved.has(line)) return requisition !== undefined && !json.unsaved.has(requisition);
	return Number(requisition?.dateCreated) < Number(line.dateCreated);
}

/** A line of a shipment that no requisition stands behind (stock-movements.md#two-kinds). */
export function shipmentLineJson(
	world: World,
	item: Row,
	order: OrderOfLine | undefined,
): JsonObject {
	const { pallet, box } = packingOf(world, item);
	const lot = world.store.get('inventoryItem', item.inventoryItem);
	return lineJson(world, {
		id: item.id,
		version: null,
		product: item.product,
		lotNumber: lot?.lotNumber || '',
		expirationDate: lot?.expirationDate,
		palletName: pallet,
		boxName: box,
		statusCode: null,
		quantityRequested: item.quantity,
		quantityAvailable: order?.quantityLeft,
		quantityRevised: null,
		quantityPicked: null,
		unitOfMeasure: order?.unitOfMeasure,
		packs: Number(item.quantity) / (order?.packSize ?? 1),
		packSize: order ? order.packSize : null,
		recipient: item.recipient,
		substitutionItems: [],
		sortOrder: item.sortOrder,
		orderItemId: order?.orderItem.id,
		orderNumber: order?.order?.orderNumber,
		orderId: order?.order?.id,
		shown: { lot, withStock: false },
		manuallyAdded: null,
	});
}

/** The order line behind a shipment line. */
export interface OrderOfLine {
	orderItem: Row;
	order: Row | undefined;
	quantityLeft: number;
	unitOfMeasure: string;
	packSize: number;
}

interface Line {
	id: string;
	version: Value;
	product: Value;
	lotNumber: Value;
	expirationDate: Value;
	palletName: Value;
	boxName: Value;
	statusCode: Value;
	quantityRequested: Value;
	quantityAllowed?: Value;
	quantityAvailable?: Value;
	quantityCounted?: Value;
	quantityCanceled?: Value;
	quantityRevised: number | null;
	quantityPicked: number | null;
	unitOfMeasure?: Value;
	packs: Value;
	packSize: number | null;
	reasonCode?: Value;
	comments?: Value;
	recipient: Value;
	substitutionItems: JsonObject[];
	sortOrder: Value;
	orderItemId?: Value;
	orderNumber?: Value;
	orderId?: Value;
	shown: ShownLot;
	manuallyAdded: boolean | null;
}

function lineJson(world: World, line: Line): JsonObject {
	const { version, json, store } = world;
	const since = (tag: string, part: JsonObject): JsonObject => (version.since(tag) ? part : {});
	return {
		id: line.id,
		...since('0.9.6', { version: orNull(line.version) }),
		productCode: orNull(store.get('product', line.product)?.productCode),
		product: json.nested('product', line.product),
		lotNumber: orNull(line.lotNumber),
		expirationDate: monthDayYear(line.expirationDate),
		palletName: orNull(line.palletName),
		boxName: orNull(line.boxName),
		statusCode: orNull(line.statusCode),
		quantityRequested: orNull(line.quantityRequested),
		quantityAllowed: orNull(line.quantityAllowed),
		quantityOnHand: null,
		quantityCounted: orNull(line.quantityCounted),
		quantityAvailable: orNull(line.quantityAvailable),
		quantityCanceled: orNull(line.quantityCanceled),
		quantityRevised: line.quantityRevised,
		quantityPicked: line.quantityPicked,
		...since('0.9.3', {
			unitOfMeasure: orNull(line.unitOfMeasure),
			packsRequested: orNull(line.packs),
		}),
		// A line revised to nothing shows what was asked for.
		quantityRequired: line.quantityRevised || orNull(line.quantityRequested),
		reasonCode: orNull(line.reasonCode),
		comments: orNull(line.comments),
		recipient: json.nested('person', line.recipient),
		substitutionItems: line.substitutionItems,
		sortOrder: orNull(line.sortOrder),
		orderItemId: orNull(line.orderItemId),
		...since('0.9.3', { productSupplier: null }),
		orderNumber: orNull(line.orderNumber),
		orderId: orNull(line.orderId),
		packSize: line.packSize,
		inventoryItem: lotJson(world, line.shown),
		...since('0.9.6', { manuallyAdded: line.manuallyAdded }),
	};
}

function lotJson(world: World, { lot, withStock }: ShownLot): JsonObject | null {
	if (!lot) return null;
	return {
		id: lot.id,
		lotNumber: lot.lotNumber ?? null,
		expirationDate: monthDayYear(lot.expirationDate),
		quantity: withStock ? quantityOnHand(world, lot) : null,
	};
}
