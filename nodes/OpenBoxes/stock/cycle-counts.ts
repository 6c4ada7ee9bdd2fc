import { doOnce } from '../once/do-once';
import { whileAlone } from '../once/in-flight';
import { keeperOf } from '../once/rules/keeper';
import type { CycleCountLine } from '../lines/cycle-count-line';
import type { ResolvedLocation } from '../catalogue/locations';
import { namedUnknown, type Referred } from '../catalogue/unknown-ids';
import type { CatalogueProduct } from '../catalogue/catalogue';
import {
	countRequestSchema,
	cycleCountSchema,
	listSchema,
	parseList,
	transactionSchema,
	type CycleCount,
	type Transaction,
} from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { deleteIfThere, stillThere } from '../transport/missing';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { toQueryString } from '../transport/query';
import { requireFeature } from '../transport/server';
import { isRecount, itemNamed, openItems } from './rules/cycle-count-items';

const DONE = ['COMPLETED', 'CANCELED'];
/** Time that another submit of the same moment gets to commit. */
const SETTLE_MS = 600;
/** Two adjustments of one count so close together come from one submit that was done twice. */
const TWINS_MS = 60_000;

function path(facilityId: string, ...rest: string[]): string {
	return apiPath('facilities', facilityId, 'cycle-counts', ...rest);
}

/** The server gives no more at once, whatever is asked for. */
const PAGE = 100;

const OPEN = ['CREATED', 'REQUESTED', 'COUNTING', 'COUNTED', 'INVESTIGATING'];

/** What can be counted at a location, or what is asked for or being counted already. */
export async function readCountCandidates(
	connection: Connection,
	facilityId: string,
	{ text, isOpen }: { text?: string; isOpen: boolean },
	limit: number,
): Promise<unknown[]> {
	requireFeature(await connection.serverInfo(), 'cycleCounts');
	const query = { searchTerm: text, statuses: isOpen ? OPEN : undefined };
	const rows: unknown[] = [];
	while (rows.length < limit) {
		const page = { max: PAGE, offset: rows.length };
		const answer = await connection.get(path(facilityId, 'candidates'), { ...query, ...page });
		const { data, totalCount = 0 } = listSchema.parse(answer);
		rows.push(...data);
		if (data.length === 0 || rows.length >= totalCount) break;
	}
	return rows.slice(0, limit);
}

/** Asks for a count of a product, unless one is open: OpenBoxes has at most one at a location. */
export async function requestCount(
	connection: Connection,
	{ location, product }: { location: ResolvedLocation; product: CatalogueProduct },
	blindCount: boolean,
) {
	requireFeature(await connection.serverInfo(), 'cycleCounts');
	const subject = `a request to count ${product.productCode} ${product.name} at ${location.name}`;
	const find = async () => {
		const attributes = [{ property: 'product.id', value: product.id }];
		const answer = listSchema.parse(await connection.search('cycleCountRequest', attributes));
		return answer.data
			.map((row) => countRequestSchema.parse(row))
			.filter(
				({ facility, status }) => facility?.id === location.id && !DONE.includes(status ?? ''),
			)
			.map((row) => ({ ...row, standing: row.status === 'CREATED' ? 1 : 0 }));
	};
	const { done, origin, warnings } = await doOnce(connection, {
		subject,
		key: `cycle count|${location.id}|${product.id}`,
		find,
		// Place and product are what it is; who counts blindly is not another event.
		difference: () => undefined,
		write: async (before) => {
			const body = { requests: [{ product: { id: product.id }, blindCount }] };
			const made = await connection.post(path(location.id, 'requests', 'batch'), body, { before });
			return countRequestSchema.parse(listSchema.parse(made).data[0]).id;
		},
		takeBack: async ({ id, status }) => {
			// One that somebody counts already would take the count along.
			if (status !== 'CREATED') throw new OpenBoxesError('it is being counted already');
			const query = toQueryString({ id });
			await deleteIfThere(connection, `${path(location.id, 'requests', 'batch')}?${query}`);
		},
		readBack: async ({ id }) => {
			return stillThere((await find()).find((one) => one.id === id));
		},
	});
	return { request: done, existed: origin === 'found', warnings };
}

async function readCount(
	connection: Connection,
	facilityId: string,
	id: string,
): Promise<CycleCount> {
	requireFeature(await connection.serverInfo(), 'cycleCounts');
	const { data } = listSchema.parse(await connection.get(path(facilityId), { id }));
	const found = data.map((row) => cycleCountSchema.parse(row)).find((one) => one.id === id);
	if (found) return found;
	throw new OpenBoxesError(`There is no cycle count "${id}"`, {
		description: 'Give the cycleCountId that Start returned, and the same location.',
	});
}

/** Counts of a location that are not closed; the server lists those of all locations. */
export async function readOpenCounts(
	connection: Connection,
	facilityId: string,
): Promise<CycleCount[]> {
	requireFeature(await connection.serverInfo(), 'cycleCounts');
	const { data } = listSchema.parse(await connection.get(path(facilityId)));
	return data
		.map((row) => cycleCountSchema.parse(row))
		.filter(({ status }) => !DONE.includes(status ?? ''))
		.filter(({ cycleCountItems }) =>
			cycleCountItems.some(({ facility }) => facility?.id === facilityId),
		);
}

/** Starts the count of a request; one that is started is answered as it is, so the same again does no harm. */
export async function startCount(
	connection: Connection,
	facilityId: string,
	requestId: string,
	recount: boolean,
): Promise<CycleCount> {
	requireFeature(await connection.serverInfo(), 'cycleCounts');
	const cycleCountRequest = { id: requestId };
	return await whileAlone(connection.key, [`cycle count|${requestId}`], async () => {
		const [call, request] = recount
			? [path(facilityId, 'recount', 'start', 'batch'), { cycleCountRequest, countIndex: 1 }]
			: [path(facilityId, 'start', 'batch'), { cycleCountRequest }];
		const answer = await connection.post(call, { requests: [request] }).catch(async (error) => {
			const referred: Referred[] = [
				{ domain: 'cycleCountRequest', field: 'Request', id: requestId },
				{ domain: 'location', field: 'Location', id: facilityId },
			];
			throw await namedUnknown(connection, 'The count was not started', referred, error);
		});
		const count = cycleCountSchema.parse(listSchema.parse(answer).data[0]);
		return { ...count, requestId };
	});
}

/** A completed count that is changed could be booked once more (warehouse.md#cycle-counts). */
function requireOpen(count: CycleCount, what: string): void {
	if (!DONE.includes(count.status ?? '')) return;
	throw new OpenBoxesError(`${what}: the cycle count is ${String(count.status)} already`, {
		description: 'Request another count of the product. Nothing was written.',
	});
}

/** Notes what was counted; stock changes only when the count is submitted. */
export async function recordItems(
	connection: Connection,
	facilityId: string,
	id: string,
	lines: readonly CycleCountLine[],
): Promise<CycleCount> {
	const count = await readCount(connection, facilityId, id);
	requireOpen(count, 'Nothing was recorded');
	const items = openItems(count);
	const updates = lines.map((line) => {
		const { item, reason } = itemNamed(items, line);
		if (!item)
			throw new OpenBoxesError(`Nothing was recorded: line ${line.position}: ${reason}`, {
				description: 'Correct the line and run it again. Nothing was written.',
			});
		const recount = item.countIndex > 0;
		return { id: item.id, quantityCounted: line.quantity, comment: line.comment, recount };
	});
	const twice = updates.find(({ id: of }, at) => updates.findIndex((one) => one.id === of) !== at);
	if (twice) throw new OpenBoxesError('Nothing was recorded: two lines name the same lot and bin');
	await connection.patch(path(facilityId, id, 'items', 'batch'), { itemsToUpdate: updates });
	const now = await readCount(connection, facilityId, id);
	const saved = new Map(openItems(now).map((item) => [item.id, item.quantityCounted]));
	if (updates.every((one) => saved.get(one.id) === one.quantityCounted)) return now;
	throw new OpenBoxesError('OpenBoxes did not save all that was counted', {
		description: 'Run it again: the same quantities recorded twice do no harm.',
		outcome: 'unknown',
	});
}

interface SubmitOptions {
	recountOnDifference: boolean;
	failIfMoved: boolean;
}

async function adjustmentsOf(connection: Connection, id: string): Promise<Transaction[]> {
	const answer = await connection.search('transaction', [
		{ property: 'cycleCount.id', value: id },
		{ property: 'transactionType.id', value: '3' },
	]);
	return parseList(answer, transactionSchema);
}

/** Two n8n that submit at the same moment book the difference twice: all but the first are taken back. */
async function withoutTwins(connection: Connection, id: string, known: number): Promise<string[]> {
	await connection.pause(SETTLE_MS);
	const rows = await adjustmentsOf(connection, id);
	if (rows.length <= known + 1) return [];
	const timeOf = ({ dateCreated }: Transaction): number => Date.parse(dateCreated ?? '');
	const newest = Math.max(...rows.map(timeOf));
	const recent = rows.filter((row) => timeOf(row) > newest - TWINS_MS);
	const keeper = keeperOf(recent);
	const surplus = recent.filter((row) => row !== keeper);
	for (const row of surplus) await connection.delete(apiPath('generic', 'transaction', row.id));
	return surplus.map((row) => `The difference was booked twice; transaction ${row.id} was deleted`);
}

/** Closes a count: its differences are booked, unless a recount is asked for first. A closed one is left as it is. */
export async function submitCount(
	connection: Connection,
	facilityId: string,
	id: string,
	{ recountOnDifference, failIfMoved }: SubmitOptions,
): Promise<{ count: CycleCount; wasDone: boolean; warnings: string[] }> {
	return await whileAlone(connection.key, [`cycle count|${id}`], async () => {
		const count = await readCount(connection, facilityId, id);
		if (DONE.includes(count.status ?? '')) return { count, wasDone: true, warnings: [] };
		const open = openItems(count).filter(
			({ quantityCounted }) => typeof quantityCounted !== 'number',
		);
		if (open.length > 0)
			throw new OpenBoxesError(
				`The cycle count was not submitted: ${open.length} of its lots and bins were not counted`,
				{ description: 'Record all of them first; 0 = nothing is there. Nothing was written.' },
			);
		const known = (await adjustmentsOf(connection, id)).length;
		const body = {
			refreshQuantityOnHand: true,
			failOnOutdatedQuantity: failIfMoved,
			requireRecountOnDiscrepancy: recountOnDifference && !isRecount(count),
		};
		let failure: OpenBoxesError | undefined;
		try {
			await connection.post(path(facilityId, id, isRecount(count) ? 'recount' : 'count'), body);
		} catch (error) {
			failure = toOpenBoxesError(error);
			if (failure.outcome === 'notSent') throw failure;
		}
		const warnings = await withoutTwins(connection, id, known);
		const now = await readCount(connection, facilityId, id);
		// Whatever the answer was, the count tells how far it went.
		if (failure && now.status === count.status) throw failure;
		return { count: now, wasDone: false, warnings };
	});
}
