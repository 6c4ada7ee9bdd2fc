import { listSchema, recordOf } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection, SearchAttribute } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { getPages } from '../transport/paginate';
import type { RecordBody } from './rules/record-body';

/** What the generic API says of a type that it does not know, or of a field, in words that help. */
function explained(failure: OpenBoxesError, type: string, advice?: string): OpenBoxesError {
	const { message, httpStatus } = failure;
	if (/Unable to locate domain/i.test(message)) {
		return new OpenBoxesError(`This OpenBoxes has no records of the type "${type}"`, {
			description:
				'Choose it from the list. Names are in the singular, e.g. "productGroup", and some came with later versions.',
			httpStatus,
		});
	}
	if (advice === undefined || httpStatus !== 500) return failure;
	return new OpenBoxesError(message, { description: advice, httpStatus });
}

/** Calls the generic API for records of a type. */
export async function onType<Answer>(
	type: string,
	call: () => Promise<Answer>,
	advice?: string,
): Promise<Answer> {
	try {
		return await call();
	} catch (error) {
		throw explained(toOpenBoxesError(error), type, advice);
	}
}

export async function readRecord(
	connection: Connection,
	type: string,
	id: string,
): Promise<RecordBody> {
	const answer = await onType(type, async () => await connection.get(apiPath('generic', type, id)));
	const record = recordOf(answer, id);
	if (record) return record;
	throw new OpenBoxesError(`OpenBoxes has no ${type} with the ID "${id}"`, { httpStatus: 404 });
}

export async function listRecords(
	connection: Connection,
	type: string,
	{ sort, descending, limit }: { sort: string; descending: boolean; limit: number },
): Promise<RecordBody[]> {
	const query = { sort, order: descending ? 'desc' : 'asc' };
	const rows = await onType(
		type,
		async () => await getPages(connection, apiPath('generic', type), query, limit),
		`Perhaps records of the type "${type}" have no field "${sort}" to sort by.`,
	);
	return rows as RecordBody[];
}

/** All records that meet every condition, in any order. */
export async function searchRecords(
	connection: Connection,
	type: string,
	conditions: SearchAttribute[],
): Promise<RecordBody[]> {
	const answer = await onType(
		type,
		async () => await connection.search(type, conditions),
		'Only texts, "id" and the IDs of references, such as "product.id", can be searched for; no numbers, dates, switches and choices.',
	);
	return listSchema.parse(answer).data as RecordBody[];
}
