import { inventoryIdOf } from '../../catalogue/inventory-id';
import { doOnce } from '../../once/do-once';
import { parseRecord, transactionSchema } from '../../schemas';
import { placeOf } from '../../stock/availability';
import { noteAdded, noteTaken } from '../../stock/tally';
import { apiPath } from '../../transport/base-url';
import type { Connection } from '../../transport/connection';
import { textKey } from '../../values/same-text';
import { planCount, type CountToPlan, type PlannedCount } from '../plan/plan-count';
import { deleteTransaction, findByNumbers, readEntriesOf } from '../read/ledger';
import { readMark } from '../rules/content';
import { countHash } from '../rules/count-content';
import { TRANSACTION_TYPE } from '../rules/transaction-type';
import { isAsDrafted, newMark, toBody, type Draft } from './draft';
import { savedDifferently } from './posting-failures';

interface CountRequest extends CountToPlan {
	number: string;
	reference: string;
	comment: string;
	/** Epoch milliseconds of a whole second. */
	time: number;
	dryRun: boolean;
}

interface RecordedCount {
	status: 'posted' | 'alreadyPosted' | 'dryRun';
	transactionId: string | null;
	/** Unknown (empty) for a count that was already there. */
	counts: PlannedCount[];
	warnings: string[];
}

/** Places without a difference are in it as well: so the reference is taken, and what was counted can be seen. */
function toDraft(
	{ number, time, comment }: CountRequest,
	hash: string,
	counts: readonly PlannedCount[],
): Draft {
	return {
		...{ number, hash, time, comment },
		typeId: TRANSACTION_TYPE.adjustment,
		entries: counts.map(({ product, lotId, binId, counted, before }) => ({
			...{ productId: product.id, lotId, binId },
			quantity: counted - before,
			comment: `counted ${counted}`,
			reasonCode: 'RECOUNTED',
		})),
	};
}

/** So that a sale right after it takes no more than what was counted. */
function note(connection: Connection, locationId: string, counts: readonly PlannedCount[]): void {
	const place = placeOf(connection, locationId);
	const time = connection.now();
	for (const { product, lotId, binId, counted, before } of counts) {
		if (counted === before) continue;
		if (counted > before) noteAdded(place, product.id, { quantity: counted - before, time });
		noteTaken(place, { lotId, binId }, { quantity: before - counted, shown: before, time });
	}
}

/** Corrects stock to what was counted by one adjustment whose number is the reference: once. */
export async function recordCount(
	connection: Connection,
	request: CountRequest,
): Promise<RecordedCount> {
	const { location } = await connection.serverInfo();
	const inventoryId = await inventoryIdOf(connection, location.id);
	const place = { location, inventoryId };
	const lines = request.lines.map(({ line, product }) => ({ ...line, productId: product.id }));
	const hash = countHash(inventoryId, lines, request.zeroUnlisted);
	const { number } = request;
	let counts: PlannedCount[] = [];
	if (request.dryRun) {
		counts = await planCount(connection, place, request, false);
		return { status: 'dryRun', transactionId: null, counts, warnings: [] };
	}
	let draft: Draft | undefined;
	const { done, origin, warnings } = await doOnce(connection, {
		subject: `the count "${request.reference}"`,
		key: number,
		find: async () => (await findByNumbers(connection, [number])).get(textKey(number)) ?? [],
		difference: ({ comment }) =>
			readMark(comment)?.hash === hash
				? undefined
				: 'other products, quantities, lots or bins were counted, or it is no count',
		write: async (before) => {
			counts = await planCount(connection, place, request, true);
			draft = toDraft(request, hash, counts);
			const body = toBody(draft, inventoryId, newMark());
			const saved = await connection.post(apiPath('generic', 'transaction'), body, { before });
			return parseRecord(saved, transactionSchema).id;
		},
		takeBack: async ({ id }) => await deleteTransaction(connection, id),
		readBack: async ({ id }, from) => {
			const entries = await readEntriesOf(connection, id);
			if (from === 'written' && draft && !isAsDrafted(draft, entries))
				throw savedDifferently(draft, id, entries.length);
			return id;
		},
	});
	const isOurs = origin === 'written';
	if (isOurs) note(connection, location.id, counts);
	return {
		status: isOurs ? 'posted' : 'alreadyPosted',
		transactionId: done,
		counts: isOurs ? counts : [],
		warnings,
	};
}
