/** Adds to what a map holds for a key. */
export function addTo<Key>(sums: Map<Key, number>, key: Key, amount: number): void {
	sums.set(key, (sums.get(key) ?? 0) + amount);
}

/** Puts a value to those that a map holds for a key. */
export function pushTo<Key, Value>(groups: Map<Key, Value[]>, key: Key, value: Value): void {
	const group = groups.get(key);
	if (group) group.push(value);
	else groups.set(key, [value]);
}
