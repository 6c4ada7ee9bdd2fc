import { ProcessMemory } from '../../shared/process-memory';
import { UnderWay } from '../../shared/under-way';
import { hasSameContent, REFERENCE_KEY, referenceOf, withMark } from '../rules/reference-mark';
import { personalTexts, type Json } from '../rules/transaction-body';
import type { Connection } from '../transport/connection';
import { HapiHubError, isHapiHubError, toHapiHubError } from '../transport/hapihub-error';
import { createdAtOf, idOf, readTransactions, TRANSACTIONS_PATH } from './read-transactions';
import { asRecord } from './transaction-record';

export interface Created {
	row: Json;
	/** True when an earlier run had created it. */
	alreadyExisted: boolean;
	warnings: string[];
}

interface Creation {
	body: Json;
	reference: string;
	/** How far back an earlier creation is looked for where the server cannot filter by metadata. */
	lookBackMs: number;
}

/** Pauses before the looks for a creation whose answer did not come: the server may still be at work. */
const LOOKS_MS = [0, 500, 1500, 4000];
/** Twins are made within this time. */
const TWIN_MS = 600_000;

/** Creations that are under way in this process, by server and reference: they go one after the other. */
const underWay = new UnderWay<unknown>();

async function alone<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
	const before = underWay.get(key);
	const mine = (async () => {
		await before?.catch(() => undefined);
		return await work();
	})();
	void underWay.begin(key, mine);
	return await mine;
}

/** Servers of this process whose filter by metadata finds nothing, although something is there. */
const blindServers = new ProcessMemory<true>(1000);

/** Transactions that carry a reference, oldest first. */
async function find(
	connection: Connection,
	reference: string,
	since: number | undefined,
): Promise<Json[]> {
	const isBlind = blindServers.get(connection.key) === true;
	const { rows } = await readTransactions(connection, {
		query: isBlind ? {} : { [`metadata.${REFERENCE_KEY}`]: reference },
		isWanted: (row) => referenceOf(row) === reference,
		until: since,
	});
	return rows.reverse();
}

/**
 * Creates a transaction once for its reference. The API has no DELETE, so a second one could not be
 * taken back: it is looked for before the write, and after an unclear end the write is never repeated.
 */
export async function createOnce(connection: Connection, creation: Creation): Promise<Created> {
	const { reference, lookBackMs } = creation;
	const marked = withMark(creation.body, reference);
	return await alone(`${connection.key}|${reference}`, async () => {
		const since =
			lookBackMs > 0
				? Math.min(connection.now(), createdAtOf(marked) ?? Infinity) - lookBackMs
				: undefined;
		const [earlier, ...others] = await find(connection, reference, since);
		if (earlier) return earlierCreation(earlier, others, marked, reference);
		const row = await writeAndFind(connection, marked, reference);
		return await checkTwins(connection, row, reference);
	});
}

/** Creates without a mark: then nobody can tell whether a lost answer meant success. */
export async function createUnmarked(connection: Connection, body: Json): Promise<Created> {
	const answer = await connection.post(TRANSACTIONS_PATH, body, personalTexts(body));
	const row = asRecord(answer);
	if (!row) throw unclear('the answer holds no transaction', undefined);
	return { row, alreadyExisted: false, warnings: [] };
}

function earlierCreation(
	row: Json,
	others: readonly Json[],
	marked: Json,
	reference: string,
): Created {
	if (hasSameContent(row, marked))
		return { row, alreadyExisted: true, warnings: twinWarning([row, ...others], reference) };
	throw new HapiHubError(
		`HapiHub has another transaction with the reference "${reference}": ${idOf(row)}`,
		{
			description:
				'Its content differs from what is asked for now, so nothing was created. Use another reference, or change that transaction with Update.',
		},
	);
}

async function writeAndFind(
	connection: Connection,
	marked: Json,
	reference: string,
): Promise<Json> {
	const startedAt = connection.now();
	let failure: HapiHubError;
	try {
		const answer = await connection.post(TRANSACTIONS_PATH, marked, personalTexts(marked));
		const row = asRecord(answer);
		if (row) return row;
		failure = new HapiHubError('HapiHub answered, but with no transaction', { outcome: 'unknown' });
	} catch (error) {
		if (!isHapiHubError(error) || error.outcome !== 'unknown') throw toHapiHubError(error);
		failure = error;
	}
	const since = Math.min(startedAt, createdAtOf(marked) ?? Infinity) - TWIN_MS;
	for (const pause of LOOKS_MS) {
		await connection.pause(pause);
		const [found] = await find(connection, reference, since);
		if (found) return found;
	}
	throw unclear(failure.message, reference, failure.httpStatus);
}

function unclear(reason: string, reference: string | undefined, httpStatus?: number): HapiHubError {
	return new HapiHubError(`It is not clear whether the transaction was created: ${reason}`, {
		description:
			reference === undefined
				? 'Look for it in the clinic system before you run this again. With a reference the node would look for it itself.'
				: `No transaction with the reference "${reference}" was found so far. Run it again with the same reference: it is looked for first, and created only if it is not there.`,
		httpStatus,
		outcome: 'unknown',
		cause: 'temporarily-unavailable',
	});
}

/** Another n8n may have created the same at the same moment; finding ourselves proves that we can look. */
async function checkTwins(
	connection: Connection,
	created: Json,
	reference: string,
): Promise<Created> {
	const since = (createdAtOf(created) ?? connection.now()) - TWIN_MS;
	let found = await find(connection, reference, since);
	if (found.length === 0 && blindServers.get(connection.key) !== true) {
		blindServers.set(connection.key, true);
		found = await find(connection, reference, since);
	}
	// What is listed is whole; the answer to a creation may be short.
	const row = found.find((one) => idOf(one) === idOf(created)) ?? created;
	const warnings = found.length === 0 ? [NOT_KEPT] : twinWarning(found, reference);
	return { row, alreadyExisted: false, warnings };
}

const NOT_KEPT =
	'The server did not keep the reference in the metadata: a repetition would not find this transaction and would create it again.';

function twinWarning(rows: readonly Json[], reference: string): string[] {
	if (rows.length < 2) return [];
	return [
		`${rows.length} transactions carry the reference "${reference}": ${rows.map(idOf).join(', ')}. The API cannot delete any; undo all but one by a counter-transaction in the clinic system.`,
	];
}
