import type { Row, Value } from '../store/table';
import type { World } from '../world';

import { eventDate } from '../shipments/events';
import { quantityOnHand } from '../shipments/lots';
import { failure, type Refusal } from '../errors';
import { receiptItemsOf } from './figures';
import { receivingBinOf } from './receiving-bin';
import { compareShipmentItems } from './sorting';

/** One line of a receipt while it is edited; it becomes a receipt item when it is saved. */
export interface ReceiptLine {
	/** Where the binder writes: the properties a request may set. */
	fields: Row;
	shipmentItem: Row | undefined;
	receiptItem: Row | undefined;
	quantityOnHand: number | null;
	shouldSave: boolean;
}

export interface ReceiptContainer {
	container: Row | undefined;
	lines: ReceiptLine[];
}

/**
 * A shipment seen by the person who receives it (orders-and-receiving.md#receiving,
 * orders-and-receiving.md#receiving).
 */
export interface PartialReceipt {
	shipment: Row;
	/** The open draft, if there is one. */
	receipt: Row | undefined;
	/** `receiptStatus` and `recipient`. */
	fields: Row;
	dateDelivered: number | null;
	containers: ReceiptContainer[];
}

/**
 * With a draft, step 1 lists its lines plus the untouched lines of the shipment, any other step only
 * the draft's. Without one, every line of the shipment.
 */
export function partialReceiptOf(
	world: World,
	shipment: Row,
	user: string | null,
	step: string | null,
): PartialReceipt {
	const draft = openDraftOf(world, shipment);
	const bin = receivingBinOf(world, shipment)?.id ?? null;
	const containers: ReceiptContainer[] = [];
	for (const [container, items] of byContainer(world, shipment)) {
		const lines = items.flatMap((item) => {
			const saved = draft
				? receiptItemsOf(world, item.id).filter((one) => one.receipt === draft.id)
				: [];
			if (saved.length > 0) return saved.map((one) => savedLine(world, item, one));
			return !draft || step === '1' ? [openLine(world, item, bin)] : [];
		});
		if (!draft || lines.length > 0) containers.push({ container, lines });
	}
	const delivered = eventDate(world, shipment, 'RECEIVED') ?? world.clock.now();
	return {
		shipment,
		receipt: draft,
		fields: { id: '', receiptStatus: 'PENDING', recipient: draft ? draft.recipient : user },
		dateDelivered: draft ? (draft.actualDeliveryDate as number) : delivered,
		containers,
	};
}

/** Two drafts that were saved at once block the shipment: it can neither be shown nor received (several-writers.md#drafts). */
function openDraftOf(world: World, shipment: Row): Row | undefined {
	const drafts = world.store
		.table('receipt')
		.by('shipment', shipment.id)
		.filter((receipt) => receipt.receiptStatusCode === 'PENDING');
	if (drafts.length <= 1) return drafts[0];
	throw failure(
		'java.lang.IllegalStateException',
		'Shipments should only have one pending receipt at any given time',
	);
}

function byContainer(world: World, shipment: Row): Map<Row | undefined, Row[]> {
	const groups = new Map<Row | undefined, Row[]>();
	const items = world.store.table('shipmentItem').by('shipment', shipment.id);
	for (const item of items.sort(compareShipmentItems(world))) {
		const container = world.store.get('container', item.container);
		groups.set(container, [...(groups.get(container) ?? []), item]);
	}
	return groups;
}

const newFields = (values: Record<string, Value>): Row => ({
	id: '',
	cancelRemaining: false,
	isSplitItem: false,
	quantityReceiving: null,
	...values,
});

function openLine(world: World, item: Row, bin: string | null): ReceiptLine {
	const lot = world.store.get('inventoryItem', item.inventoryItem);
	return {
		shipmentItem: item,
		receiptItem: undefined,
		shouldSave: false,
		quantityOnHand: stockOf(world, lot),
		fields: newFields({
			recipient: item.recipient,
			binLocation: bin,
			lotNumber: lot?.lotNumber,
			expirationDate: lot?.expirationDate,
			quantityShipped: item.quantity ?? 0,
		}),
	};
}

function savedLine(world: World, item: Row, saved: Row): ReceiptLine {
	const lot = world.store.get('inventoryItem', saved.inventoryItem);
	return {
		shipmentItem: item,
		receiptItem: saved,
		shouldSave: false,
		quantityOnHand: stockOf(world, lot),
		fields: newFields({
			recipient: saved.recipient,
			binLocation: saved.binLocation,
			lotNumber: lot?.lotNumber,
			expirationDate: lot?.expirationDate,
			quantityShipped: saved.quantityShipped ?? 0,
			quantityReceiving: saved.quantityReceived,
			isSplitItem: saved.isSplitItem,
			comment: saved.comment,
		}),
	};
}

/** A line that the shipment does not show where the request put it: nothing is known of it. */
export const strangeLine = (shipmentItem: Row | undefined, newLine: boolean): ReceiptLine => ({
	shipmentItem,
	receiptItem: undefined,
	shouldSave: false,
	quantityOnHand: null,
	fields: newFields({ isSplitItem: newLine, quantityShipped: null }),
});

/** A line without a lot record breaks the whole view (orders-and-receiving.md#other-ways). */
function stockOf(world: World, lot: Row | undefined): number | null {
	if (!lot) throw ambiguousQuantity();
	return quantityOnHand(world, lot);
}

const ambiguousQuantity = (): Refusal =>
	failure(
		'groovy.lang.GroovyRuntimeException',
		'Ambiguous method overloading for method org.pih.warehouse.inventory.ProductAvailabilityService#getQuantityOnHand.',
	);
