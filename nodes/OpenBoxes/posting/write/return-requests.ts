import { toCreditNumber } from '../rules/transaction-number';
import type { Connection } from '../../transport/connection';
import { readFamilies } from '../read/families';
import { whileAlone } from '../../once/in-flight';
import { inventoryIdOf } from '../../catalogue/inventory-id';
import { LotDirectory } from '../../stock/lot-directory';
import { LotNames } from '../../stock/lot-names';
import { OriginalNumbers, type OriginalName } from '../read/originals';
import { readStockToAdd } from '../plan/seen-stock';
import { ReturnPlanner, type OpenReturn } from '../plan/plan-returns';
import { postPlanned, type PlannedPosting } from './post-planned';
import type { PostingOptions } from './post-requests';
import type { PostingRequest, PostingResult } from './posting-request';
import { PostingResults } from './posting-results';
import {
	prepareRequests,
	withoutCounted,
	withoutKnown,
	withoutRepeats,
	type Prepared,
} from '../plan/prepare-requests';
import { settleReturns } from './settle-returns';
import { textKey } from '../../values/same-text';

/** A return as asked for; the number of its posting follows from the original's. */
export interface ReturnRequest {
	posting: PostingRequest;
	original: OriginalName;
	/** All that has not come back yet, instead of the posting's lines. */
	everything: boolean;
}

/** Returns of former debits, each posted exactly once and never more than was taken. */
class ReturnRun {
	private readonly results: PostingResults;

	private readonly numbers = new Map<PostingRequest, string>();

	constructor(
		private readonly connection: Connection,
		options: PostingOptions,
	) {
		this.results = new PostingResults(options.stopOnError);
	}

	async run(requests: readonly ReturnRequest[]): Promise<PostingResult[]> {
		const { connection, results } = this;
		const { location } = await connection.serverInfo();
		const inventoryId = await inventoryIdOf(connection, location.id);
		await this.nameAll(requests);
		const postings = requests.map(({ posting }) => posting).filter((one) => results.isOpen(one));
		const prepared = await prepareRequests(connection, postings, inventoryId, results);
		const everything = new Set(
			requests.filter((one) => one.everything).map(({ posting }) => posting),
		);
		const distinct = withoutRepeats(prepared, results).map((one): OpenReturn => ({
			prepared: one,
			number: this.numbers.get(one.request) ?? '',
			everything: everything.has(one.request),
		}));
		const taken = distinct.flatMap(({ prepared: one, number }) => [one.request.number, number]);
		await whileAlone(connection.key, taken, async () => {
			if (!results.mustStop) await this.serve(distinct, location, inventoryId);
		});
		return results.inOrder(requests.map(({ posting }) => posting));
	}

	/** Finds out the number of each original, and from it that of the return. */
	private async nameAll(requests: readonly ReturnRequest[]): Promise<void> {
		const numbers = new OriginalNumbers(this.connection);
		for (const { posting, original } of requests) {
			const found = await numbers.of(original);
			if (found.reason !== undefined) {
				this.results.fail(posting, found.reason, 'Check the sale that the return belongs to.');
				continue;
			}
			const credit = toCreditNumber(found.value, posting.reference);
			if (credit.reason !== undefined) {
				this.results.fail(posting, credit.reason, 'Give another return reference.');
				continue;
			}
			posting.number = credit.number;
			this.numbers.set(posting, found.value);
		}
	}

	private async serve(
		open: readonly OpenReturn[],
		location: { id: string; name: string },
		inventoryId: string,
	): Promise<void> {
		const { connection, results } = this;
		const families = await readFamilies(
			connection,
			open.map(({ number }) => number),
		);
		const ofPrepared = new Map(open.map((one) => [one.prepared, one]));
		const unknown = await withoutKnown(connection, [...ofPrepared.keys()], results);
		if (results.mustStop) return;
		const timely = await withoutCounted(connection, unknown, inventoryId, results);
		if (results.mustStop) return;
		const productIds = [...families.values()].flatMap(({ entries }) =>
			[...entries.values()].flat().map((entry) => entry.product?.id ?? ''),
		);
		const rows = await readStockToAdd(
			connection,
			{ id: location.id, inventoryId },
			productIds.filter((id) => id !== ''),
		);
		const planner = new ReturnPlanner(
			connection,
			inventoryId,
			new LotDirectory(connection, rows),
			new LotNames(connection, location),
		);
		const planned: PlannedPosting[] = [];
		// What names a lot comes before what takes whatever is out, and that before all the rest.
		const openness = (one: Prepared): number =>
			ofPrepared.get(one)?.everything ? 2 : Number(!one.request.lines.some(({ lot }) => lot));
		for (const prepared of [...timely].sort((a, b) => openness(a) - openness(b))) {
			const one = ofPrepared.get(prepared);
			const family = one && families.get(textKey(one.number));
			if (!one || !family) continue;
			const plan = await planner.plan(one, family);
			if (plan.value) planned.push(plan.value);
			else results.fail(prepared.request, plan.reason, 'Nothing was written.');
		}
		if (results.mustStop) return;
		const saved = await postPlanned(connection, inventoryId, planned, results);
		const following = saved.map((posting) => {
			const original = this.numbers.get(posting.prepared.request) ?? '';
			return { posting, original, known: planner.knownFollowers(original) };
		});
		await settleReturns(connection, following, results);
	}
}

/**
 * Posts returns of former debits: original lots and bins by default, never more per product and lot
 * than was taken, counted again after the write (stock-rules.md#identity).
 */
export async function returnRequests(
	connection: Connection,
	requests: readonly ReturnRequest[],
	options: PostingOptions,
): Promise<PostingResult[]> {
	return await new ReturnRun(connection, options).run(requests);
}
