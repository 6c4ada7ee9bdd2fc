import { isJsonObject, type Json } from './transaction-body';
import { hashOf } from '../../shared/hash';

/** Where a creation leaves its mark in the metadata, by which a repetition finds it. */
export const REFERENCE_KEY = 'n8nReference';
const CONTENT_KEY = 'n8nContent';

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (!isJsonObject(value)) return value;
	return Object.fromEntries(
		Object.keys(value)
			.sort()
			.map((key) => [key, sorted(value[key])]),
	);
}

/** A short hash of what is asked for, whatever the order of its fields; "now" differs in every run. */
function contentOf(body: Json): string {
	return hashOf(JSON.stringify(sorted({ ...body, createdAt: undefined })), 16);
}

/** The body with the mark of its reference and content. */
export function withMark(body: Json, reference: string): Json {
	const metadata = isJsonObject(body.metadata) ? body.metadata : {};
	return {
		...body,
		metadata: { ...metadata, [REFERENCE_KEY]: reference, [CONTENT_KEY]: contentOf(body) },
	};
}

export function referenceOf(row: Json): unknown {
	return isJsonObject(row.metadata) ? row.metadata[REFERENCE_KEY] : undefined;
}

/** Whether a stored transaction was asked for with the same content. */
export function hasSameContent(row: Json, marked: Json): boolean {
	const content = (one: Json): unknown =>
		isJsonObject(one.metadata) ? one.metadata[CONTENT_KEY] : undefined;
	return content(row) === content(marked);
}

/** Whether a stored value is what was asked for; the server may add fields of its own, such as IDs. */
function agrees(stored: unknown, asked: unknown): boolean {
	if (asked === null || asked === undefined) return stored === null || stored === undefined;
	if (Array.isArray(asked)) {
		return (
			Array.isArray(stored) &&
			stored.length === asked.length &&
			asked.every((one, index) => agrees(stored[index], one))
		);
	}
	if (!isJsonObject(asked)) return stored === asked;
	return isJsonObject(stored) && Object.keys(asked).every((key) => agrees(stored[key], asked[key]));
}

/** Fields of a change that a stored transaction does not hold. */
export function missingOf(row: Json, change: Json): string[] {
	return Object.keys(change).filter((name) => !agrees(row[name], change[name]));
}
