import type { RegisterPosition } from '../schemas';
import { packRegister, shrinkRegister, unpackRegister, type Register } from './register';
import { shortKey, KEY_LENGTH } from '../../shared/polling/short-hash';

/**
 * Rows without times are compared with what their status was (feeds.md#feeds). A register holds one
 * letter for the status and one for a count, per short key of the id.
 */
export interface StatusRow {
	id: string;
	/** One letter. */
	mark: string;
}

export interface StatusChange<Row extends StatusRow> {
	row: Row;
	/** Undefined when the row was not known. */
	before?: string;
	/** How often it was told as approved or sent before. */
	count: number;
}

const VALUE_LENGTH = 2;

export function readStatuses(position: RegisterPosition): Register {
	return unpackRegister(position.register, VALUE_LENGTH);
}

/** Rows that are unknown or have another status, oldest change first as far as the list tells. */
export function compareStatuses<Row extends StatusRow>(
	register: Register,
	rowsNewestFirst: readonly Row[],
): Array<StatusChange<Row>> {
	const changes: Array<StatusChange<Row>> = [];
	for (const row of rowsNewestFirst) {
		const value = register.get(shortKey(row.id));
		const before = value?.[0];
		if (before === row.mark) continue;
		changes.push({ row, before, count: parseInt(value?.[1] ?? '0', 36) });
	}
	return changes.reverse();
}

export function remember(register: Register, row: StatusRow, count: number): void {
	const key = shortKey(row.id);
	// To the end: what changed last is forgotten last.
	register.delete(key);
	register.set(key, row.mark + Math.min(count, 35).toString(36));
}

/** Back to JSON, the marks in `order` forgotten first when there is too much for the room given. */
export function toPosition(
	register: Register,
	before: { isPartial: boolean; base: number },
	room: number,
	order: string,
): RegisterPosition {
	const most = Math.floor(room / (KEY_LENGTH + VALUE_LENGTH));
	const forgotten = shrinkRegister(register, most, order);
	return {
		register: packRegister(register),
		isPartial: before.isPartial || forgotten.size > 0,
		base: before.base,
	};
}
