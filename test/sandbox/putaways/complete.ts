import { wholeSecond } from '../clock';
import { bookTransfer, TRANSFER_IN, TRANSFER_OUT } from '../shipments/transfers';
import { quantitiesOf } from '../stock/quantities';
import type { Value } from '../store/table';
import type { World } from '../world';
import type { Putaway, PutawayLine } from './putaway';
import { checkStock, savePutaway, type PutawayCommand } from './save';

/**
 * Moves the goods at once: out of one bin and into the other, two transactions
 * (orders-and-receiving.md#putaway).
 */
export function completePutaway(
	world: World,
	command: PutawayCommand,
	user: string | null,
): Putaway {
	checkStock(world, command.lines);
	const putaway = savePutaway(world, command, user);
	for (const line of command.lines) {
		const moves = line.parts.length > 0 ? line.parts.map((part) => partOf(line, part)) : [line];
		for (const move of moves) moveGoods(world, putaway, move, user);
	}
	return putaway;
}

const partOf = (line: PutawayLine, part: PutawayLine): PutawayLine => ({
	...line,
	quantity: part.quantity,
	to: part.to,
	toFacility: part.toFacility,
});

function moveGoods(world: World, putaway: Putaway, line: PutawayLine, user: string | null): void {
	const { store } = world;
	const facility = store.get('location', line.facility);
	const target = store.get('location', line.toFacility);
	const quantity = Math.trunc(line.quantity ?? 0);
	const lot = store.get('inventoryItem', line.inventoryItem);
	if (!facility?.inventory || !target?.inventory || !lot) return;
	// Refused by the transaction's own rules, without a word to the client.
	const toItself = facility.id === target.id && (line.from ?? null) === (line.to ?? null);
	const inBin = quantityIn(
		world,
		String(facility.inventory),
		String(lot.product),
		lot.id,
		line.from,
	);
	if (quantity <= 0 || toItself || inBin < quantity) return;
	const transactionDate = wholeSecond(world.clock.now());
	const entry = (binLocation: Value) => [
		{ inventoryItem: lot.id, binLocation: binLocation ?? null, quantity },
	];
	const header = { order: putaway.id, transactionDate };
	bookTransfer(
		world,
		user,
		{
			...header,
			transactionType: TRANSFER_OUT,
			inventory: facility.inventory,
			destination: target.id,
		},
		entry(line.from),
	);
	bookTransfer(
		world,
		user,
		{ ...header, transactionType: TRANSFER_IN, inventory: target.inventory, source: facility.id },
		entry(line.to),
	);
}

/** By the transactions, so goods that came a second ago count. */
const quantityIn = (
	world: World,
	inventory: string,
	product: string,
	lot: string,
	bin: Value,
): number =>
	quantitiesOf(world.store, inventory, product)
		.filter((place) => place.inventoryItem === lot && place.binLocation === (bin ?? null))
		.reduce((sum, place) => sum + place.quantity, 0);
