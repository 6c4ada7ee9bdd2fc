import type { z } from 'zod';

/** Where and why data did not fit, e.g. `lines[2].quantity: must be a whole number`. */
export interface Mismatch {
	path: string;
	reason: string;
}

function pathText(path: Array<string | number>): string {
	return path.reduce<string>(
		(text, part) =>
			typeof part === 'number' ? `${text}[${part + 1}]` : text === '' ? part : `${text}.${part}`,
		'',
	);
}

/** Checks data against a schema without throwing. */
export function check<Schema extends z.ZodTypeAny>(
	schema: Schema,
	data: unknown,
):
	| { value: z.output<Schema>; mismatches?: undefined }
	| { value?: undefined; mismatches: Mismatch[] } {
	const parsed = schema.safeParse(data);
	if (parsed.success) return { value: parsed.data as z.output<Schema> };
	return {
		mismatches: parsed.error.issues.map((issue) => ({
			path: pathText(issue.path),
			reason: issue.message,
		})),
	};
}
