/** What a resource locator holds, or a plain value that an expression put in its place. */
interface Locator {
	/** Empty for a plain value, which may be an ID, a code or a name. */
	mode: string;
	/** Empty when nothing was chosen. */
	text: string;
}

/** Reads the value of a resource locator field. */
export function readLocator(value: unknown): Locator {
	const locator: { mode?: unknown; value?: unknown } =
		typeof value === 'object' && value !== null ? { ...value } : { value };
	const isText = typeof locator.value === 'string' || typeof locator.value === 'number';
	return {
		mode: typeof locator.mode === 'string' ? locator.mode : '',
		text: isText ? String(locator.value).trim() : '',
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
