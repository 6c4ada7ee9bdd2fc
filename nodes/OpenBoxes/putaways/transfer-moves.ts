import {
	parseList,
	transactionEntrySchema,
	transactionSchema,
	type Transaction,
	type Transfer,
	type TransferItem,
} from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { OpenBoxesError } from '../transport/openboxes-error';
import { deleteIfThere } from '../transport/missing';
import { transferLabel } from './transfer-record';
import { addTo } from '../../shared/sums';

/** Types of the two transactions of each line (warehouse.md#transfers). */
const [OUT, IN] = ['9', '8'];

/** Rounds of counting and taking back until each line has moved once. */
const MOST_ROUNDS = 3;
const SETTLE_MS = 600;

export const movingItems = ({ stockTransferItems }: Transfer): TransferItem[] =>
	stockTransferItems.filter(({ status, quantity }) => status !== 'CANCELED' && quantity > 0);

async function movesOf(connection: Connection, id: string): Promise<Transaction[]> {
	const attributes = [{ property: 'order.id', value: id }];
	return parseList(await connection.search('transaction', attributes), transactionSchema).sort(
		(a, b) => (keyOf(a) < keyOf(b) ? -1 : 1),
	);
}

const keyOf = ({ dateCreated, id }: Transaction): string => `${dateCreated ?? ''}|${id}`;

async function deleteMove(connection: Connection, id: string): Promise<void> {
	await deleteIfThere(connection, apiPath('generic', 'transaction', id));
}

/** What one transaction moves, in a form that fits its line only. */
async function contentOf(connection: Connection, { id, transactionType }: Transaction) {
	const attributes = [{ property: 'transaction.id', value: id }];
	const answer = await connection.search('transactionEntry', attributes);
	const entries = parseList(answer, transactionEntrySchema);
	return entries
		.map(({ inventoryItem, binLocation, quantity }) =>
			[transactionType?.id, inventoryItem?.id, binLocation?.id ?? '', quantity].join('|'),
		)
		.join();
}

/** How often each move may be there. */
function allowed(items: readonly TransferItem[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const item of items) {
		const lot = item['inventoryItem.id'];
		const places = [
			[OUT, lot, item['originBinLocation.id'] ?? '', item.quantity],
			[IN, lot, item['destinationBinLocation.id'] ?? '', item.quantity],
		];
		for (const key of places.map((parts) => parts.join('|'))) addTo(counts, key, 1);
	}
	return counts;
}

/**
 * Counts what a completed transfer moved: completed twice, the server moves twice (warehouse.md#transfers), and 200
 * does not say that it moved anything. What came later of two equal moves is taken back.
 */
export async function settleMoves(
	connection: Connection,
	transfer: Transfer,
): Promise<{ transactionIds: string[]; warnings: string[] }> {
	const items = movingItems(transfer);
	const label = transferLabel(transfer);
	const warnings: string[] = [];
	for (let round = 0; round < MOST_ROUNDS; round++) {
		if (round > 0) await connection.pause(SETTLE_MS);
		const moves = await movesOf(connection, transfer.id);
		if (moves.length <= 2 * items.length) {
			if (moves.length === 2 * items.length)
				return { transactionIds: moves.map(({ id }) => id), warnings };
			throw new OpenBoxesError(
				`${label} is completed, but OpenBoxes moved ${Math.floor(moves.length / 2)} of ${items.length} lots`,
				{
					description:
						'Look at the stock of both bins in OpenBoxes, and move what is missing there.',
					outcome: 'unknown',
				},
			);
		}
		const left = allowed(items);
		for (const move of moves) {
			const content = await contentOf(connection, move);
			const open = left.get(content) ?? 0;
			left.set(content, open - 1);
			if (open <= 0) await deleteMove(connection, move.id);
		}
		const text = `${label} was completed twice at the same moment; the surplus moves were taken back`;
		if (!warnings.includes(text)) warnings.push(text);
		connection.warn(text);
	}
	throw new OpenBoxesError(`${label} moved its goods more than once`, {
		description: 'Look at its transactions in OpenBoxes, and delete what is there twice.',
		outcome: 'unknown',
	});
}

/** Removes a surplus transfer with all that it moved; the goods are back where they were. */
export async function removeTransfer(connection: Connection, id: string): Promise<void> {
	for (const move of await movesOf(connection, id)) await deleteMove(connection, move.id);
	await deleteIfThere(connection, apiPath('generic', 'order', id));
}
