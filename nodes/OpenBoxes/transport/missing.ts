import { recordOf, type Schema } from '../schemas';
import type { Connection } from './connection';
import { isOpenBoxesError, OpenBoxesError, toOpenBoxesError } from './openboxes-error';

/** Whether the server says that there is no such record. */
export function isMissing(error: unknown): boolean {
	return isOpenBoxesError(error) && error.httpStatus === 404;
}

/** What a call answers; undefined when the server has no such record. */
export async function unlessMissing<Value>(ask: () => Promise<Value>): Promise<Value | undefined> {
	try {
		return await ask();
	} catch (error) {
		if (isMissing(error)) return undefined;
		throw toOpenBoxesError(error);
	}
}

/** One record by its path, which ends in its ID; undefined when there is none. */
export async function readIfThere<Value>(
	connection: Connection,
	path: string,
	schema: Schema<Value>,
): Promise<Value | undefined> {
	return await unlessMissing(async () => {
		const id = decodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
		const record = recordOf(await connection.get(path), id);
		return record && schema.parse(record);
	});
}

/** What was saved and is looked at again. */
export function stillThere<Value>(found: Value | undefined): Value {
	if (found !== undefined) return found;
	throw new OpenBoxesError('OpenBoxes does not show it any more', { httpStatus: 404 });
}

/** Deletes what may be gone already. */
export async function deleteIfThere(connection: Connection, path: string): Promise<void> {
	await unlessMissing(async () => await connection.delete(path));
}
