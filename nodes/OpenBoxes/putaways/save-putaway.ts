import {
	listSchema,
	orderSchema,
	parseList,
	parseRecord,
	putawaySchema,
	referenceSchema,
	type Putaway,
} from '../schemas';
import { doOnce, type StillAbsent } from '../once/do-once';
import { whileAlone } from '../once/in-flight';
import type { MarkedRow } from '../once/rules/keeper';
import { textKey } from '../values/same-text';
import type { PlannedPutaway } from './rules/putaway-plan';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { deleteIfThere } from '../transport/missing';
import { putawayLabel, readPutaway } from './putaway-record';

/** Newest orders that are looked through when the answer to a new putaway got lost. */
const NEWEST = 30;

type Status = 'PENDING' | 'COMPLETED';

/**
 * Items of the body: one for each bin that goods go to. Parts of a split line would be hidden afterwards, and a pending
 * putaway with them could never be completed by a client (orders-and-receiving.md#putaway).
 */
function toItems({ candidate, targets }: PlannedPutaway, facility: string, status: Status) {
	const place = { id: facility };
	return targets.map(({ binId, quantity }) => ({
		// Set on every line too, or the lines stay pending (orders-and-receiving.md#putaway).
		putawayStatus: status,
		currentFacility: place,
		currentLocation: { id: candidate.fromBinId },
		product: { id: candidate.productId },
		inventoryItem: { id: candidate.lotId },
		putawayFacility: place,
		putawayLocation: { id: binId },
		quantity,
		splitItems: [],
	}));
}

function movesOf(lines: readonly PlannedPutaway[]): number {
	return lines.reduce((sum, line) => sum + line.targets.length, 0);
}

/** Whether a putaway was made for these goods: same lots out of the same bins. */
function isFor(putaway: Putaway, lines: readonly PlannedPutaway[]): boolean {
	const keyOf = (lot: unknown, bin: unknown): string => `${String(lot)}|${String(bin)}`;
	const goods = new Set(
		putaway.putawayItems.map((item) => keyOf(item['inventoryItem.id'], item['currentLocation.id'])),
	);
	return lines.every(({ candidate }) => goods.has(keyOf(candidate.lotId, candidate.fromBinId)));
}

async function findNew(
	connection: Connection,
	lines: readonly PlannedPutaway[],
	status: Status,
): Promise<Putaway | undefined> {
	const rows = parseList(
		await connection.get(apiPath('generic', 'order'), {
			max: NEWEST,
			sort: 'dateCreated',
			order: 'desc',
		}),
		orderSchema,
	);
	const products = new Set(lines.map(({ candidate }) => candidate.productId));
	const orders = rows
		.filter(({ orderNumber }) => orderNumber?.startsWith('P-') === true)
		.filter((order) => order.status === status)
		.filter((order) => order.orderItems.some(({ product }) => products.has(product.id)));
	for (const { id } of orders) {
		const putaway = await readPutaway(connection, id);
		if (isFor(putaway, lines)) return putaway;
	}
	return undefined;
}

/**
 * Reads back that the goods moved: the server answers 200 also when it moved nothing
 * (orders-and-receiving.md#putaway).
 *
 * @returns ids of the transactions, two for each move
 */
async function requireMoved(
	connection: Connection,
	putaway: Putaway,
	moves: number,
): Promise<string[]> {
	const page = listSchema.parse(
		await connection.search('transaction', [{ property: 'order.id', value: putaway.id }]),
	);
	const ids = page.data.map((row) => referenceSchema.parse(row).id);
	if (ids.length === 2 * moves) return ids;
	throw new OpenBoxesError(
		`${putawayLabel(putaway)} is completed, but OpenBoxes moved ${Math.floor(ids.length / 2)} of ${moves} lots`,
		{
			description: 'Look at the stock of both bins in OpenBoxes, and move what is missing there.',
			outcome: 'unknown',
		},
	);
}

interface SavedPutaway {
	putaway: Putaway;
	transactionIds: string[];
}

async function post(
	connection: Connection,
	lines: readonly PlannedPutaway[],
	status: Status,
	{ number, before }: { number: string; before?: StillAbsent },
): Promise<Putaway> {
	const { location } = await connection.serverInfo();
	const body = {
		putawayNumber: number,
		putawayStatus: status,
		putawayItems: lines.flatMap((line) => toItems(line, location.id, status)),
	};
	return parseRecord(await connection.post(apiPath('putaways'), body, { before }), putawaySchema);
}

/** Makes a putaway for goods that wait; `COMPLETED` moves them at once, in the same call. */
async function createUnreferenced(
	connection: Connection,
	lines: readonly PlannedPutaway[],
	status: Status,
): Promise<SavedPutaway> {
	let putaway: Putaway | undefined;
	try {
		putaway = await post(connection, lines, status, { number: '' });
	} catch (error) {
		const failure = toOpenBoxesError(error);
		if (failure.outcome !== 'unknown') throw failure;
		putaway = await findNew(connection, lines, status);
		if (!putaway) throw failure;
	}
	const transactionIds =
		status === 'COMPLETED' ? await requireMoved(connection, putaway, movesOf(lines)) : [];
	return { putaway, transactionIds };
}

/** The number that OpenBoxes makes of a reference. */
function orderNumberOf(reference: string): string {
	return `P-${reference}`;
}

async function findByReference(connection: Connection, reference: string): Promise<MarkedRow[]> {
	const number = orderNumberOf(reference);
	const search = [{ property: 'orderNumber', value: number }];
	return parseList(await connection.search('order', search), orderSchema).filter(
		({ orderNumber }) => textKey(orderNumber ?? '') === textKey(number),
	);
}

/**
 * Undoes a surplus putaway: its transactions are deleted, which puts the goods back where they were, and the order is
 * cancelled under another number, so that the reference stands for one putaway.
 */
async function takeBack(connection: Connection, id: string): Promise<void> {
	const attributes = [{ property: 'order.id', value: id }];
	const page = listSchema.parse(await connection.search('transaction', attributes));
	for (const row of page.data) {
		const { id: transactionId } = referenceSchema.parse(row);
		await deleteIfThere(connection, apiPath('generic', 'transaction', transactionId));
	}
	const body = { status: 'CANCELED', orderNumber: `X-${id}` };
	await connection.put(apiPath('generic', 'order', id), body);
}

/** A putaway to be made. */
interface PutawayRequest {
	/** Number of the slip: the same one is never put away twice. */
	reference?: string;
	status: Status;
	/** Finds the goods that wait and where they go. */
	plan: () => Promise<PlannedPutaway[]>;
	/** How a putaway that is there differs from what is asked for. */
	difference: (putaway: Putaway) => Promise<string | undefined>;
}

interface CreatedPutaway extends SavedPutaway {
	/** Found by its reference; nothing was written. */
	existed: boolean;
	warnings: string[];
}

/** Makes a putaway for goods that wait; once, whoever else makes the same, when it has a reference. */
export async function createPutaway(
	connection: Connection,
	{ reference, status, plan, difference }: PutawayRequest,
): Promise<CreatedPutaway> {
	// Two putaways of one process would plan with the same goods.
	const alone = async <Result>(work: () => Promise<Result>): Promise<Result> =>
		await whileAlone(connection.key, ['putaway'], work);
	if (reference === undefined) {
		const saved = await alone(
			async () => await createUnreferenced(connection, await plan(), status),
		);
		return { ...saved, existed: false, warnings: [] };
	}
	const { location } = await connection.serverInfo();
	const { done, origin, warnings } = await doOnce(connection, {
		subject: `a putaway with the reference "${reference}"`,
		key: `putaway|${location.id}|${reference}`,
		find: async () => await findByReference(connection, reference),
		difference: async ({ id }: MarkedRow) => await difference(await readPutaway(connection, id)),
		write: async (before) =>
			await alone(async () => {
				const lines = await plan();
				return (await post(connection, lines, status, { number: reference, before })).id;
			}),
		takeBack: async ({ id }: MarkedRow) => await takeBack(connection, id),
		readBack: async ({ id }: MarkedRow) => await readDone(connection, id, status),
	});
	return { ...done, existed: origin === 'found', warnings };
}

/** What a putaway has moved; one that is still pending is completed when it was to be. */
async function readDone(connection: Connection, id: string, status: Status): Promise<SavedPutaway> {
	const putaway = await readPutaway(connection, id);
	if (putaway.putawayStatus !== 'COMPLETED')
		return status === 'COMPLETED'
			? await completePutaway(connection, putaway)
			: { putaway, transactionIds: [] };
	const moves = putaway.putawayItems.filter((item) => item.putawayStatus !== 'CANCELED').length;
	return { putaway, transactionIds: await requireMoved(connection, putaway, moves) };
}

/** Moves the goods of a pending putaway; a completed one is left alone. */
export async function completePutaway(
	connection: Connection,
	putaway: Putaway,
): Promise<SavedPutaway & { changed: boolean }> {
	const label = putawayLabel(putaway);
	if (putaway.putawayStatus === 'COMPLETED') return { putaway, transactionIds: [], changed: false };
	const items = putaway.putawayItems.filter((item) => item.putawayStatus !== 'CANCELED');
	const isSplit = items.length < putaway.putawayItems.length;
	if (items.length === 0 || isSplit) {
		throw new OpenBoxesError(
			`${label} was not completed: ${isSplit ? 'it has split lines, whose parts OpenBoxes does not show' : 'it has no lines'}`,
			{ description: 'Nothing was moved. Complete it in OpenBoxes.' },
		);
	}
	const homeless = items.find((item) => !item['putawayLocation.id']);
	if (homeless) {
		throw new OpenBoxesError(
			`${label} was not completed: ${homeless['product.name'] ?? 'a line'} has no bin to go to`,
			{ description: 'Nothing was moved. Choose the bin in OpenBoxes, then complete it.' },
		);
	}
	const body = {
		id: putaway.id,
		// The number stays; an empty one is what the web page sends as well.
		putawayNumber: '',
		putawayStatus: 'COMPLETED',
		putawayItems: items.map((item) => ({
			id: item.id,
			putawayStatus: 'COMPLETED',
			currentFacility: { id: item['currentFacility.id'] },
			currentLocation: { id: item['currentLocation.id'] },
			product: { id: item['product.id'] },
			inventoryItem: { id: item['inventoryItem.id'] },
			putawayFacility: { id: item['putawayFacility.id'] ?? item['currentFacility.id'] },
			putawayLocation: { id: item['putawayLocation.id'] },
			quantity: item.quantity,
			splitItems: [],
		})),
	};
	try {
		await connection.post(apiPath('putaways'), body);
	} catch (error) {
		const failure = toOpenBoxesError(error);
		if (failure.outcome !== 'unknown') throw failure;
		// Completing twice is refused from 0.9.1 on, so the putaway itself is asked
		// (orders-and-receiving.md#putaway).
		if ((await readPutaway(connection, putaway.id)).putawayStatus !== 'COMPLETED') throw failure;
	}
	const after = await readPutaway(connection, putaway.id);
	const transactionIds = await requireMoved(connection, after, items.length);
	return { putaway: after, transactionIds, changed: true };
}
