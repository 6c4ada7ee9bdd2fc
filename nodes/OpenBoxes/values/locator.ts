/** What a resource locator holds, or a plain value that an expression put in its place. */
interface Locator {
	/** Empty for a plain value, which may be an ID, a code or a name. */
	mode: string;
	/** Empty when nothing was chosen. */
	text: string;
}

/** The ID of what an expression put in place of it: a whole record, as this node shows them. */
function idOf(held: unknown): unknown {
	const isRecord = typeof held === 'object' && held !== null && 'id' in held;
	return isRecord ? held.id : undefined;
}

/** What is neither a text nor a number is told as it is: taken for nothing, it would mean all, or the own location. */
function shown(held: unknown): string {
	if (held === undefined || held === null || held === false) return '';
	return (typeof held === 'object' ? JSON.stringify(held) : String(held)).trim();
}

/** Reads the value of a resource locator field. */
export function readLocator(value: unknown): Locator {
	const isLocator = typeof value === 'object' && value !== null && 'value' in value;
	const locator: { mode?: unknown; value?: unknown } = isLocator ? { ...value } : { value };
	const id = idOf(locator.value);
	if (id !== undefined) return { mode: 'id', text: shown(id) };
	return {
		mode: typeof locator.mode === 'string' ? locator.mode : '',
		text: shown(locator.value),
	};
}

/** IDs have 32 characters or more; codes and numbers are shorter. */
const SHORTEST_ID = 20;

/**
 * Whether what stands in "By ID" can be one. AI agents put codes and numbers there, which then count as such; an
 * ID that was imported can be short, and is found after them.
 */
export function looksLikeId(text: string): boolean {
	return text.length >= SHORTEST_ID;
}

/** The text of a locator whose modes need not be told apart; undefined when nothing was chosen. */
export function locatorText(value: unknown): string | undefined {
	const { text } = readLocator(value);
	return text === '' ? undefined : text;
}
