import { inventoryIdOf } from '../../catalogue/inventory-id';
import { doOnce } from '../../once/do-once';
import { whileAlone } from '../../once/in-flight';
import { parseRecord, transactionSchema } from '../../schemas';
import { placeOf } from '../../stock/availability';
import { lotKey } from '../../stock/rules/lot';
import { noteAdded, noteTaken } from '../../stock/tally';
import { apiPath } from '../../transport/base-url';
import type { Connection } from '../../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../../transport/openboxes-error';
import { textKey } from '../../values/same-text';
import { planCount, type CountPlan, type CountToPlan, type PlannedCount } from '../plan/plan-count';
import { deleteTransaction, findByNumbers, readEntriesOf } from '../read/ledger';
import { readNewestMoves, type NewestMove } from '../read/newest-moves';
import { readMark } from '../rules/content';
import { countedText, countHash } from '../rules/count-content';
import { isOutdated } from '../rules/outdated-count';
import { TRANSACTION_TYPE } from '../rules/transaction-type';
import { isAsDrafted, newMark, toBody, type Draft } from './draft';
import { countNotTakenBack, countUnchecked, savedDifferently } from './posting-failures';

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
			comment: countedText(counted),
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

/** Times that a count is made again after another one of the same lots. */
const MOST_ROUNDS = 4;

/** Whether somebody counted the same lots at the same moment, so that both booked the difference. */
async function isRivalled(
	connection: Connection,
	inventoryId: string,
	reference: string,
	{ id, counts, seen }: { id: string; counts: readonly PlannedCount[]; seen: ReadonlySet<string> },
): Promise<boolean> {
	const moves = await lookAgain(connection, inventoryId, reference, id);
	const own = moves.find((move) => move.id === id);
	const places = counts.map((one) => ({
		...{ key: lotKey(one), productId: one.product.id, counted: one.counted },
	}));
	return own !== undefined && isOutdated(own, places, seen, moves);
}

async function lookAgain(
	connection: Connection,
	inventoryId: string,
	reference: string,
	id: string,
): Promise<readonly NewestMove[]> {
	try {
		return (await readNewestMoves(connection, inventoryId))?.moves ?? [];
	} catch (error) {
		throw countUnchecked(reference, id, toOpenBoxesError(error));
	}
}

/** A doubtful end shows when the count is looked for again. */
async function takeBack(connection: Connection, reference: string, id: string): Promise<void> {
	try {
		await deleteTransaction(connection, id);
	} catch (error) {
		throw countNotTakenBack(reference, id, toOpenBoxesError(error));
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
	if (request.dryRun) {
		const { counts, warnings } = await planCount(connection, place, request, false);
		return { status: 'dryRun', transactionId: null, counts, warnings };
	}
	const { reference } = request;
	const products = request.lines.map(({ product }) => `count|${inventoryId}|${product.id}`);
	return await whileAlone(connection.key, products, async () => {
		const warnings: string[] = [];
		let outdated: string | undefined;
		for (let round = 0; round < MOST_ROUNDS; round++) {
			const { id, plan, ...done } = await bookCount(connection, place, request);
			const counts = plan?.counts ?? [];
			// One that could not be deleted is found again.
			const isOld = plan
				? await isRivalled(connection, inventoryId, reference, { ...plan, id })
				: id === outdated;
			if (!isOld) {
				note(connection, location.id, counts);
				return {
					...{ status: plan ? 'posted' : 'alreadyPosted', transactionId: id, counts },
					warnings: [...warnings, ...done.warnings],
				};
			}
			outdated = id;
			await takeBack(connection, reference, id);
			warnings.push(
				'Another count of the same lots was booked at the same moment; this one was made again after it',
			);
		}
		const left = (await findByNumbers(connection, [request.number])).get(textKey(request.number));
		if (left?.length) throw countNotTakenBack(reference, left[0].id);
		throw new OpenBoxesError('The count was not recorded: others count the same lots right now', {
			description: 'What this run had booked was taken back. Run it again in a quiet moment.',
		});
	});
}

/** Books a count, or finds it. @returns its plan when this run booked it */
async function bookCount(
	connection: Connection,
	place: Parameters<typeof planCount>[1],
	request: CountRequest,
): Promise<{ id: string; plan?: CountPlan; warnings: string[] }> {
	const { inventoryId } = place;
	const lines = request.lines.map(({ line, product }) => ({ ...line, productId: product.id }));
	const hash = countHash(inventoryId, lines, request.zeroUnlisted);
	const { number } = request;
	let plan: CountPlan | undefined;
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
			plan = await planCount(connection, place, request, true);
			draft = toDraft(request, hash, plan.counts);
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
	if (origin !== 'written' || !plan) return { id: done, warnings };
	return { id: done, plan, warnings: [...plan.warnings, ...warnings] };
}
