import { recordSchema } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { unlessMissing } from '../transport/missing';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { isDatabaseRefusal } from '../transport/server-refusal';
import { isRecordId, quoted } from '../values/text';

/** What a write may refer to by an ID, in the server's words and in ours. */
const NAMES = {
	cycleCountRequest: 'request for a count',
	location: 'location',
	organization: 'organization',
	person: 'person',
	product: 'product',
	requisition: 'stock list',
	shipmentType: 'shipment type',
} as const;

/** One ID of a write, with the field of the form that it came from. */
export interface Referred {
	domain: keyof typeof NAMES;
	field: string;
	/** Undefined when nothing was chosen. */
	id: string | undefined;
}

/**
 * The failure of a write, in words when an ID of it is unknown: of those the server says only what its database says
 * (stock-movements.md#create). Reads, and only after a refusal.
 *
 * @param subject what was not done, e.g. `The stock movement was not created`
 */
export async function namedUnknown(
	connection: Connection,
	subject: string,
	referred: readonly Referred[],
	error: unknown,
): Promise<OpenBoxesError> {
	const failure = toOpenBoxesError(error);
	const isRefusal = failure.outcome !== 'unknown' || isDatabaseRefusal(failure);
	// What we refused ourselves has no status.
	if (!isRefusal || failure.httpStatus === undefined) return failure;
	const unknown = await firstUnknown(connection, referred);
	if (!unknown) return failure;
	return new OpenBoxesError(`${subject}: ${textOf(unknown)}`, {
		description: `Choose "${unknown.field}" from the list.`,
		httpStatus: failure.httpStatus,
		outcome: failure.outcome,
	});
}

/**
 * Before a write of which the server would leave out what it does not know, without a word.
 *
 * @throws OpenBoxesError when an ID is unknown
 */
export async function requireKnown(
	connection: Connection,
	subject: string,
	referred: readonly Referred[],
): Promise<void> {
	const unknown = await firstUnknown(connection, referred);
	if (!unknown) return;
	throw new OpenBoxesError(`${subject}: ${textOf(unknown)}`, {
		description: `Choose "${unknown.field}" from the list. Nothing was written.`,
	});
}

const textOf = ({ domain, id }: Referred): string =>
	`OpenBoxes has no ${NAMES[domain]} with the ID ${quoted(id ?? '')}`;

/** Why a person cannot be written into a record; undefined when it can. */
export async function unknownPerson(
	connection: Connection,
	id: string,
): Promise<string | undefined> {
	const unknown = await firstUnknown(connection, [{ domain: 'person', field: '', id }]);
	return unknown && textOf(unknown);
}

async function firstUnknown(
	connection: Connection,
	referred: readonly Referred[],
): Promise<Referred | undefined> {
	const { kind } = await connection.serverInfo();
	// Hosted servers have no such reads.
	if (kind === 'documented') return undefined;
	for (const one of referred) {
		if (one.id === undefined) continue;
		if (!isRecordId(one.id) || !(await isThere(connection, one.domain, one.id))) return one;
	}
	return undefined;
}

/** False only when the server says that there is none: a role that may not read it proves nothing. */
async function isThere(connection: Connection, domain: string, id: string): Promise<boolean> {
	try {
		const found = await unlessMissing(
			async () => recordSchema.parse(await connection.get(apiPath('generic', domain, id))).data,
		);
		return found !== undefined && found !== null;
	} catch {
		return true;
	}
}
