import { illegalArgument } from '../errors';
import { wholeSecond } from '../clock';
import type { Row, Value } from '../store/table';
import type { World } from '../world';

const PALLET = '2';
const BOX = '4';

export const containersOf = ({ store }: World, shipment: string): Row[] =>
	store.table('container').by('shipment', shipment);

const sameName = (container: Row, name: string): boolean =>
	String(container.name).toLowerCase() === name.toLowerCase();

/**
 * The pallet, or the box on it, by name; made when the shipment has none of that name. A box without
 * a pallet is refused (stock-movements.md#lines).
 */
export function findOrCreatePacking(
	world: World,
	shipment: Row,
	palletName: Value,
	boxName: Value,
): string | null {
	if (boxName && !palletName) {
		throw illegalArgument(
			'Please enter Pack level 1 before Pack level 2. A box must be contained within a pallet',
		);
	}
	if (!palletName) return null;
	const all = containersOf(world, shipment.id);
	const pallet =
		all.find((container) => sameName(container, String(palletName))) ??
		addContainer(world, shipment, String(palletName), PALLET, null);
	if (!boxName) return pallet.id;
	const box =
		all.find(
			(container) =>
				container.parentContainer === pallet.id && sameName(container, String(boxName)),
		) ?? addContainer(world, shipment, String(boxName), BOX, pallet.id);
	return box.id;
}

function addContainer(
	world: World,
	shipment: Row,
	name: string,
	containerType: string,
	parentContainer: string | null,
): Row {
	const now = wholeSecond(world.clock.now());
	return world.store.insert('container', {
		id: world.ids.id(),
		shipment: shipment.id,
		name,
		containerType,
		parentContainer,
		sortOrder: containersOf(world, shipment.id).filter(
			(one) => parentContainer === null || one.parentContainer === parentContainer,
		).length,
		dateCreated: now,
		lastUpdated: now,
	});
}

/** Pallet and box of a line, as the pages show them. */
export function packingOf({ store }: World, item: Row): { pallet: Value; box: Value } {
	const container = store.get('container', item.container);
	const parent = store.get('container', container?.parentContainer);
	return parent
		? { pallet: parent.name, box: container?.name }
		: { pallet: container?.name, box: undefined };
}
