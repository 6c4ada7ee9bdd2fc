import type { Row, Value } from '../store/table';
import type { World } from '../world';

type Comparison = (a: Row, b: Row) => number;

/** As Groovy's `<=>`: nothing comes before something. */
export function compareValues(a: Value, b: Value): number {
	const left = a ?? null;
	const right = b ?? null;
	if (left === null || right === null) return Number(left !== null) - Number(right !== null);
	return left < right ? -1 : left > right ? 1 : 0;
}

const by =
	(read: (row: Row) => Value): Comparison =>
	(a, b) =>
		compareValues(read(a), read(b));

const inTurn =
	(...comparisons: Comparison[]): Comparison =>
	(a, b) =>
		comparisons.reduce((found, compare) => found || compare(a, b), 0);

/** The lines of a shipment: loose ones first, then by packing, then by the order of the lines. */
export function compareShipmentItems({ store }: World): Comparison {
	const containerOf = (item: Row) => store.get('container', item.container);
	const parentOf = (item: Row) => store.get('container', containerOf(item)?.parentContainer);
	const lotOf = (item: Row) => store.get('inventoryItem', item.inventoryItem);
	const nameOf = (product: Value) => store.get('product', product)?.name;
	return inTurn(
		by((item) => parentOf(item)?.sortOrder),
		by((item) => containerOf(item)?.sortOrder),
		by((item) => store.get('requisitionItem', item.requisitionItem)?.orderIndex),
		by((item) => item.sortOrder),
		by((item) => nameOf(lotOf(item)?.product)),
		by((item) => lotOf(item)?.lotNumber),
		by((item) => nameOf(item.product)),
		by((item) => item.lotNumber),
		(a, b) => compareValues(b.quantity, a.quantity),
	);
}

/** A line in the view of a receipt: what is on the shipment and, when saved, its receipt item. */
export interface Placed {
	shipmentItem: Row | undefined;
	receiptItem: Row | undefined;
}

/** The lines of one container in the view; `alphabetical` is a parameter of the call. */
export function compareInView({ store }: World, sort: string | null) {
	const nameOf = (line: Placed) => store.get('product', line.shipmentItem?.product)?.name;
	const indexOf = (line: Placed) =>
		store.get('requisitionItem', line.shipmentItem?.requisitionItem)?.orderIndex;
	return (a: Placed, b: Placed): number =>
		(sort === 'alphabetical' ? compareValues(nameOf(a), nameOf(b)) : 0) ||
		compareValues(indexOf(a), indexOf(b)) ||
		compareValues(a.shipmentItem?.sortOrder, b.shipmentItem?.sortOrder) ||
		compareValues(a.receiptItem?.sortOrder, b.receiptItem?.sortOrder);
}
