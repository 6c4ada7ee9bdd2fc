import { jsonParse } from 'n8n-workflow';

/**
 * Reads the form in which n8n sends executions: a list of values, in which each text inside of an object or a list
 * is the place of the true value in that list.
 */
export function unflatten(text: string): unknown {
	const values = jsonParse<unknown[]>(text);
	const done = new Map<number, unknown>();
	const at = (index: number): unknown => {
		const value = values[index];
		if (typeof value !== 'object' || value === null) return value;
		if (done.has(index)) return done.get(index);
		const result: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
		done.set(index, result);
		for (const [key, part] of Object.entries(value))
			(result as Record<string, unknown>)[key] = typeof part === 'string' ? at(Number(part)) : part;
		return result;
	};
	return at(0);
}
