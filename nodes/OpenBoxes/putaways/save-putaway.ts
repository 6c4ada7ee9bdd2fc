import { listSchema, orderSchema, putawaySchema, recordSchema, type Putaway } from '../schemas';
import type { PlannedPutaway } from './rules/putaway-plan';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { putawayLabel, readPutaway } from './putaway-record';

/** Newest orders that are looked through when the answer to a new putaway got lost. */
const NEWEST = 30;

type Status = 'PENDING' | 'COMPLETED';

function toItem(line: PlannedPutaway, facility: string, status: Status) {
	const { candidate, targets } = line;
	const place = { id: facility };
	const total = targets.reduce((sum, target) => sum + target.quantity, 0);
	return {
		// Set on every line too, or the lines stay pending (note 04 §7).
		putawayStatus: status,
		currentFacility: place,
		currentLocation: { id: candidate.fromBinId },
		product: { id: candidate.productId },
		inventoryItem: { id: candidate.lotId },
		putawayFacility: place,
		putawayLocation: { id: targets[0].binId },
		quantity: total,
		splitItems:
			targets.length === 1
				? []
				: targets.map(({ binId, quantity }) => ({
						putawayStatus: status,
						putawayFacility: place,
						putawayLocation: { id: binId },
						quantity,
					})),
	};
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
	const page = listSchema.parse(
		await connection.get(apiPath('generic', 'order'), {
			max: NEWEST,
			sort: 'dateCreated',
			order: 'desc',
		}),
	);
	const products = new Set(lines.map(({ candidate }) => candidate.productId));
	const orders = page.data
		.map((row) => orderSchema.parse(row))
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
 * Reads back that the goods moved: the server answers 200 also when it moved nothing (note 04 §7).
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
	const ids = page.data.map((row) => putawaySchema.pick({ id: true }).parse(row).id);
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

/** Makes a putaway for goods that wait; `COMPLETED` moves them at once, in the same call. */
export async function createPutaway(
	connection: Connection,
	lines: readonly PlannedPutaway[],
	status: Status,
): Promise<SavedPutaway> {
	const { location } = await connection.serverInfo();
	const body = {
		putawayNumber: '',
		putawayStatus: status,
		putawayItems: lines.map((line) => toItem(line, location.id, status)),
	};
	let putaway: Putaway | undefined;
	try {
		const { data } = recordSchema.parse(await connection.post(apiPath('putaways'), body));
		putaway = putawaySchema.parse(data);
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
		// Completing twice is refused from 0.9.1 on, so the putaway itself is asked (note 04 §7).
		if ((await readPutaway(connection, putaway.id)).putawayStatus !== 'COMPLETED') throw failure;
	}
	const after = await readPutaway(connection, putaway.id);
	const transactionIds = await requireMoved(connection, after, items.length);
	return { putaway: after, transactionIds, changed: true };
}
