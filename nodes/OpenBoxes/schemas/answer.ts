import * as z from 'zod/v4-mini';

/** What one row or record of an answer must be. */
export type Schema<Value> = z.ZodMiniType<Value>;

/**
 * `{data: [...], totalCount}`; `totalCount` of an empty movement list is `[]`
 * (sessions-and-errors.md#paging).
 */
export const listSchema = z.object({
	data: z.array(z.unknown()),
	totalCount: z.catch(z.optional(z.number()), undefined),
	/** Only the documented kind announces a next page; a link or a number, null on the last one. */
	next: z.unknown(),
});

export const recordSchema = z.object({ data: z.nullable(z.looseObject({})) });

/** The rows of a list, each as `row` says. */
export function parseList<Row>(answer: unknown, row: Schema<Row>): Row[] {
	return listSchema.parse(answer).data.map((one) => row.parse(one));
}

/** The one record of an answer. */
export function parseRecord<Value>(answer: unknown, record: Schema<Value>): Value {
	return record.parse(recordSchema.parse(answer).data);
}

/** The record that was asked for by its ID; undefined when there is none, and never another one. */
export function recordOf(answer: unknown, id: string): Record<string, unknown> | undefined {
	const { data } = recordSchema.parse(answer);
	if (!data) return undefined;
	const isAsked = (shown: string): boolean => shown.toLowerCase() === id.toLowerCase();
	z.object({ id: z.string().check(z.refine(isAsked)) }).parse(data);
	return data;
}
