import { parseRecord, referenceSchema } from '../schemas';
import { doOnce, type StillAbsent } from '../once/do-once';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { isDatabaseRefusal, isUnclear } from '../transport/server-refusal';
import { isMissing, unlessMissing } from '../transport/missing';
import { textKey } from '../values/same-text';
import { quoted } from '../values/text';
import { onType, readRecord, searchRecords } from './read-records';
import type { RecordBody } from './rules/record-body';
import { savedFields } from './rules/saved-fields';

interface WrittenRecord {
	record: RecordBody;
	/** Fields that the server shows in another form, or not at all. */
	unchecked: string[];
	warnings: string[];
}

/** @throws OpenBoxesError when the record is otherwise than it was sent */
function checked(type: string, record: RecordBody, sent: RecordBody): WrittenRecord {
	const { different, unchecked } = savedFields(record, sent);
	if (different.length === 0) return { record, unchecked, warnings: [] };
	throw new OpenBoxesError(
		`The ${type} ${quoted(record.id)} was saved otherwise: ${different.join(', ')}`,
		{ description: 'Correct the fields and run Update with this ID.' },
	);
}

async function post(
	connection: Connection,
	type: string,
	body: RecordBody,
	before?: StillAbsent,
): Promise<string> {
	const answer = await onType(
		type,
		async () => await connection.post(apiPath('generic', type), body, { before }),
	);
	return parseRecord(answer, referenceSchema).id;
}

/** Makes a record; one with the same value in `unique` is found and not made twice. */
export async function createRecord(
	connection: Connection,
	type: string,
	{ body, unique }: { body: RecordBody; unique?: string },
): Promise<WrittenRecord & { existed: boolean }> {
	const value = unique === undefined ? undefined : body[unique];
	if (unique !== undefined && typeof value === 'string' && value.trim() !== '')
		return await createOnce(connection, type, { body, unique, value: value.trim() });
	try {
		const id = await post(connection, type, body);
		return { ...checked(type, await readRecord(connection, type, id), body), existed: false };
	} catch (error) {
		const failure = toOpenBoxesError(error);
		if (!isUnclear(failure) || isDatabaseRefusal(failure)) throw failure;
		throw unclearCreation(type, failure);
	}
}

function unclearCreation(type: string, failure: OpenBoxesError): OpenBoxesError {
	return new OpenBoxesError(
		`It is unclear whether OpenBoxes made the ${type}: ${failure.message}`,
		{
			description:
				'Look for it before you run this again. With a field in "Unique By" it would be found and not made twice.',
			outcome: 'unknown',
			httpStatus: failure.httpStatus,
		},
	);
}

async function createOnce(
	connection: Connection,
	type: string,
	{ body, unique, value }: { body: RecordBody; unique: string; value: string },
): Promise<WrittenRecord & { existed: boolean }> {
	const { done, origin, warnings } = await doOnce(connection, {
		subject: `a ${type} with the ${unique} ${quoted(value)}`,
		key: `record|${type}|${unique}|${value}`,
		find: async () =>
			(await searchRecords(connection, type, [{ property: unique, value }]))
				// Not every field that can be searched for is shown.
				.filter((row) => !(unique in row) || textKey(String(row[unique] ?? '')) === textKey(value))
				.map((row) => ({
					id: String(row.id),
					dateCreated: typeof row.dateCreated === 'string' ? row.dateCreated : undefined,
				})),
		difference: async ({ id }) => {
			const { different } = savedFields(await readRecord(connection, type, id), body);
			return different.length === 0 ? undefined : different.join(', ');
		},
		write: async (before) => await post(connection, type, body, before),
		takeBack: async ({ id }) => await removeRecord(connection, type, id),
		readBack: async ({ id }) => checked(type, await readRecord(connection, type, id), body),
	});
	return { ...done, warnings, existed: origin === 'found' };
}

function referredId(value: unknown): string | undefined {
	const isReference = typeof value === 'object' && value !== null && 'id' in value;
	return isReference && typeof value.id === 'string' ? value.id : undefined;
}

/** What holds others of its kind, by the field that names the one above. */
const ABOVE: ReadonlyMap<string, string> = new Map([
	['category', 'parentCategory'],
	['location', 'parentLocation'],
]);

/** A category below itself has no end: the server cannot show it any more. */
async function refuseCircle(
	connection: Connection,
	type: string,
	id: string,
	body: RecordBody,
): Promise<void> {
	// As the server compares them.
	const isOwn = (other: string | undefined): boolean => other?.toLowerCase() === id.toLowerCase();
	const refused = (field: string, what: string): OpenBoxesError =>
		new OpenBoxesError(`"${field}" of the ${type} would be ${what}`, {
			description: 'Give the ID of another one. Nothing was written.',
			outcome: 'notSent',
		});
	const itself = Object.entries(body).find(([, value]) => isOwn(referredId(value)));
	if (itself) throw refused(itself[0], `the ${type} itself`);
	const field = ABOVE.get(type);
	if (field === undefined) return;
	const passed = new Set<string>();
	let above = referredId(body[field]);
	while (above !== undefined && !passed.has(above)) {
		passed.add(above);
		// One that does not exist is refused by what is read back.
		const record = await unlessMissing(
			async () => await readRecord(connection, type, String(above)),
		);
		above = referredId(record?.[field]);
		if (isOwn(above)) throw refused(field, 'one that lies below it');
	}
}

/** Changes the given fields of a record. @returns whether anything had to be changed */
export async function updateRecord(
	connection: Connection,
	type: string,
	{ id, body }: { id: string; body: RecordBody },
): Promise<WrittenRecord & { changed: boolean }> {
	await refuseCircle(connection, type, id, body);
	const before = await readRecord(connection, type, id);
	const { different, unchecked } = savedFields(before, body);
	if (different.length === 0 && unchecked.length === 0)
		return { record: before, unchecked, warnings: [], changed: false };
	let failure: OpenBoxesError | undefined;
	try {
		await connection.put(apiPath('generic', type, id), body);
	} catch (error) {
		failure = toOpenBoxesError(error);
		if (!isUnclear(failure)) throw failure;
	}
	const record = await readRecord(connection, type, id);
	const now = savedFields(record, body);
	if (failure && (now.different.length > 0 || now.unchecked.length > 0)) {
		throw new OpenBoxesError(
			`It is unclear whether OpenBoxes changed the ${type} ${quoted(id)}: ${failure.message}`,
			{
				description: `${now.different.join(', ') || `Not shown: ${now.unchecked.join(', ')}`}. Run it again: the same change is never made twice.`,
				outcome: 'unknown',
				httpStatus: failure.httpStatus,
			},
		);
	}
	return { ...checked(type, record, body), changed: true };
}

/** Deletes a record, which may be gone already, and looks whether it is gone. */
async function removeRecord(connection: Connection, type: string, id: string): Promise<void> {
	let failure: OpenBoxesError | undefined;
	try {
		await connection.delete(apiPath('generic', type, id));
	} catch (error) {
		failure = toOpenBoxesError(error);
	}
	try {
		await readRecord(connection, type, id);
	} catch (error) {
		if (isMissing(error)) return;
		throw failure ?? toOpenBoxesError(error);
	}
	throw new OpenBoxesError(
		`The ${type} ${quoted(id)} was not deleted${failure ? `: ${failure.message}` : ''}`,
		{
			description: failure?.description ?? 'Something in OpenBoxes may refer to it.',
			httpStatus: failure?.httpStatus,
		},
	);
}

/** @returns the record as it was */
export async function deleteRecord(
	connection: Connection,
	type: string,
	id: string,
): Promise<RecordBody> {
	const record = await readRecord(connection, type, id);
	if (type === 'category') {
		// What lies below it would be deleted along (sessions-and-errors.md#generic).
		const conditions = [{ property: 'parentCategory.id', value: id }];
		const below = await searchRecords(connection, type, conditions);
		if (below.length > 0) {
			throw new OpenBoxesError(`The category ${quoted(id)} was not deleted: others lie below it`, {
				description: 'Move or delete those first.',
			});
		}
	}
	await removeRecord(connection, type, id);
	return record;
}
