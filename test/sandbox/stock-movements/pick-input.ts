import type { Body } from '../binding/binder';
import { failure, nullPointer } from '../errors';
import type { Row } from '../store/table';
import type { World } from '../world';
import { idOf } from './line-input';
import { addPick, clearPicks } from './pick-lists';

/**
 * `updatePicklist` replaces the picks of a line and checks nothing: too much, expired, another bin,
 * another product's lot, zero and below zero all pass (stock-movements.md#send).
 */
export function updatePicks(world: World, line: Row, picks: Body[], reason: unknown): void {
	const reasonCode = typeof reason === 'string' ? reason : null;
	const autoAllocated = line.autoAllocated === true;
	clearPicks(world, line);
	for (const pick of picks) {
		const quantity = pickedQuantity(pick.quantityPicked);
		const inventoryItem = world.store.get('inventoryItem', idOf(pick.inventoryItem));
		if (!inventoryItem) {
			// The oldest server passes over a lot that it does not know (versions.md#smaller).
			if (world.version.before('0.9.6')) continue;
			throw nullPointer("Cannot get property 'id' on null object");
		}
		if (quantity === null) continue;
		// An unknown bin is no bin.
		const binLocation = world.store.get('location', idOf(pick.binLocation));
		const comment = typeof pick.comment === 'string' ? pick.comment : null;
		addPick(
			world,
			line,
			{ inventoryItem, binLocation, quantity, comment },
			autoAllocated,
			reasonCode,
		);
	}
}

/** A part of a piece is refused, unlike elsewhere. */
export function pickedQuantity(value: unknown): number | null {
	if (value === null || value === undefined || value === '') return null;
	const number = typeof value === 'number' ? value : Number(value);
	if (Number.isNaN(number)) throw failure('java.lang.NumberFormatException', '');
	if (!Number.isInteger(number))
		throw failure('java.lang.ArithmeticException', 'Rounding necessary');
	if (Math.abs(number) > 2147483647) throw failure('java.lang.ArithmeticException', 'Overflow');
	return number;
}
