import { invalid } from '../errors';
import { shortDate } from '../json/dates';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { isWarehouse } from './places';

const DAY = 86_400_000;

/**
 * What the database class refuses on every save of a shipment (stock-movements.md#create,
 * stock-movements.md#send, stock-movements.md#update-shipment).
 */
export function validateShipmentHeader(world: World, shipment: Row): void {
	const { store } = world;
	const messages: string[] = [];
	for (const name of ['origin', 'destination'] as const) {
		if (!store.get('location', shipment[name])) {
			messages.push(`Property [${name}] of class [Shipment] cannot be null`);
		}
	}
	if (messages.length === 0 && shipment.origin === shipment.destination) {
		messages.push(notValid('origin', String(store.get('location', shipment.origin)?.name)));
	}
	const { expectedShippingDate: sent, expectedDeliveryDate: due } = shipment;
	// Delivery may be up to a day before shipping.
	if (typeof sent === 'number' && typeof due === 'number' && sent >= due + DAY) {
		messages.push(notValid('expectedShippingDate', shortDate(sent)));
	}
	if (messages.length > 0) throw invalid(messages, 'Invalid shipment');
}

const notValid = (property: string, value: string): string =>
	`Property [${property}] of class [Shipment] with value [${value}] does not pass custom validation`;

/** Each line must still be there to be taken: after the picking, and once more when it leaves. */
export function validatePickedStock(world: World, shipment: Row): void {
	const origin = world.store.get('location', shipment.origin);
	if (origin?.active !== true || !isWarehouse(world, origin)) return;
	for (const item of linesOf(world, shipment)) validateLine(world, shipment, item);
}

const linesOf = ({ store }: World, shipment: Row): Row[] =>
	store.table('shipmentItem').by('shipment', shipment.id);

function validateLine(world: World, shipment: Row, item: Row): void {
	const code = String(world.store.get('product', item.product)?.productCode);
	const promised = promisedIn(world, shipment.origin, item);
	if (promised === null) {
		throw invalid(
			[
				`The pick for product code(s) ${code} is no longer valid. A product availability refresh is required.`,
			],
			'Shipment item is invalid',
		);
	}
	// The promise leaves out what is picked for this very line; recalled and held stock never counts.
	const available = promised + pickedFor(world, item) - unavailablePickedFor(world, item);
	const together = sum(linesOf(world, shipment).filter((one) => samePlace(one, item)));
	if (together <= available) return;
	throw invalid(
		[
			`The pick for product code(s) (${code}) is no longer valid. This can occur if a stock count, transfer, or recall has been performed on the product since the initial pick was generated. To address this issue, edit the pick to select a new lot or reduce the pick quantity and add a reason code.`,
		],
		'Shipment item is invalid',
	);
}

const samePlace = (a: Row, b: Row): boolean =>
	a.inventoryItem === b.inventoryItem && (a.binLocation ?? null) === (b.binLocation ?? null);

const sum = (rows: Row[]): number => rows.reduce((all, row) => all + Number(row.quantity ?? 0), 0);

/** Null when the stock table does not know the place. */
function promisedIn({ store }: World, location: Value, item: Row): number | null {
	const rows = store
		.table('productAvailability')
		.by('inventoryItem', item.inventoryItem)
		.filter((row) => row.location === location && samePlace(row, item));
	if (rows.length === 0) return null;
	return rows.reduce((all, row) => all + Number(row.quantityAvailableToPromise), 0);
}

function picksFor({ store }: World, item: Row): Row[] {
	return store
		.table('picklistItem')
		.by('requisitionItem', item.requisitionItem)
		.filter(
			(pick) =>
				pick.inventoryItem === item.inventoryItem &&
				(!item.binLocation || pick.binLocation === item.binLocation),
		);
}

function pickedFor(world: World, item: Row): number {
	const picks = item.requisitionItem ? picksFor(world, item) : [];
	return sum(picks) || Number(item.quantity ?? 0);
}

function unavailablePickedFor(world: World, item: Row): number {
	if (!item.requisitionItem) return 0;
	const recalled = world.store.get('inventoryItem', item.inventoryItem)?.lotStatus === 'RECALLED';
	if (!recalled && !world.availability.holdsStock(item.binLocation)) return 0;
	return sum(picksFor(world, item));
}
