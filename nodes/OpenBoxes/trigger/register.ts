import { KEY_LENGTH, splitKeys } from '../../shared/polling/short-hash';

/** Short keys with a value of fixed length, in the order in which they were first written. */
export type Register = Map<string, string>;

export function packRegister(register: Register): string {
	return [...register].map(([key, value]) => key + value).join('');
}

export function unpackRegister(text: string, valueLength: number): Register {
	const records = splitKeys(text, KEY_LENGTH + valueLength);
	return new Map(
		records
			.filter((record) => record.length === KEY_LENGTH + valueLength)
			.map((record) => [record.slice(0, KEY_LENGTH), record.slice(KEY_LENGTH)]),
	);
}

/**
 * Removes entries until `most` are left: those whose value starts with the first letter of `order`
 * first, among them the oldest. @returns what was removed
 */
export function shrinkRegister(register: Register, most: number, order: string): Register {
	const removed: Register = new Map();
	for (const letter of order) {
		for (const [key, value] of register) {
			if (register.size <= most) return removed;
			if (!value.startsWith(letter)) continue;
			register.delete(key);
			removed.set(key, value);
		}
	}
	return removed;
}
