/** Values that a step hands to later ones: paths into an answer, and their places in a request. */

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;

/** `data.lineItems[product.id=1000].id`: a part in brackets takes the first row with that value. */
export function valueAt(json: unknown, path: string): string | undefined {
	let value: unknown = json;
	for (const [part] of path.matchAll(/\[[^\]]+\]|[^.[]+/g)) {
		value = part.startsWith('[') ? rowWith(value, part.slice(1, -1)) : childOf(value, part);
	}
	return value === undefined || value === null ? undefined : String(value);
}

const childOf = (value: unknown, key: string): unknown =>
	isObject(value) ? value[key] : undefined;

/** The key is one with dots, as many answers have them, or a path. */
function rowWith(rows: unknown, condition: string): unknown {
	if (!Array.isArray(rows)) return undefined;
	const at = condition.indexOf('=');
	const key = condition.slice(0, at);
	const wanted = condition.slice(at + 1);
	return rows.find((row: unknown) => {
		const own = childOf(row, key);
		return String(own ?? key.split('.').reduce(childOf, row)) === wanted;
	});
}

export class Captured {
	private readonly values = new Map<string, string>();

	take(json: unknown, capture: Record<string, string> = {}): void {
		for (const [name, path] of Object.entries(capture)) {
			const value = valueAt(json, path);
			if (value !== undefined) this.values.set(name, value);
		}
	}

	/** Puts what was captured into a path or a body. */
	fill<T>(template: T): T {
		if (template === undefined) return template;
		let text = typeof template === 'string' ? template : JSON.stringify(template);
		for (const [name, value] of this.values) text = text.replaceAll(`{{${name}}}`, value);
		return (typeof template === 'string' ? text : JSON.parse(text)) as T;
	}
}
