import { lotKey, type LotRow } from '../../stock/rules/lot';
import { isReversalNumber, toReversalNumber } from '../rules/transaction-number';
import type { Connection } from '../../transport/connection';
import { supports } from '../../transport/server';
import { placeOf } from '../../stock/availability';
import { readFamilies, type Family } from '../read/families';
import { whileAlone } from '../../once/in-flight';
import { inventoryIdOf } from '../../catalogue/inventory-id';
import { LastCounts } from '../plan/last-counts';
import { OriginalNumbers, type OriginalName } from '../read/originals';
import { readStockNow } from '../plan/seen-stock';
import { ReversalPlanner, type OpenReversal } from '../plan/plan-reversals';
import { postPlanned, type PlannedPosting, type SavedPosting } from './post-planned';
import type { PostingOptions } from './post-requests';
import type { PostingRequest, PostingResult } from './posting-request';
import { PostingResults } from './posting-results';
import { withoutKnown, withoutRepeats } from '../plan/prepare-requests';
import { settleReturns } from './settle-returns';
import { noteTaken, REFRESH_MS } from '../../stock/tally';
import { textKey } from '../../values/same-text';

/** A reversal as asked for; number and lines of its posting follow from the original. */
export interface ReversalRequest {
	posting: PostingRequest;
	original: OriginalName;
}

/** Counts of the last minute matter here, unlike for sales. */
const COUNTED_MS = 61_000;

/** Undoes transactions by opposite ones, each exactly once. */
class ReversalRun {
	private readonly results: PostingResults;

	private readonly numbers = new Map<PostingRequest, string>();

	constructor(
		private readonly connection: Connection,
		options: PostingOptions,
	) {
		this.results = new PostingResults(options.stopOnError);
	}

	async run(requests: readonly ReversalRequest[]): Promise<PostingResult[]> {
		const { connection, results } = this;
		const { location } = await connection.serverInfo();
		const inventoryId = await inventoryIdOf(connection, location.id);
		await this.nameAll(requests);
		const postings = requests.map(({ posting }) => posting);
		const open = postings.filter((posting) => results.isOpen(posting));
		const numbers = open.flatMap((posting) => [posting.number, this.numbers.get(posting) ?? '']);
		await whileAlone(connection.key, numbers, async () => {
			if (!results.mustStop) await this.serve(open, location.id, inventoryId);
		});
		return results.inOrder(postings);
	}

	private async nameAll(requests: readonly ReversalRequest[]): Promise<void> {
		const numbers = new OriginalNumbers(this.connection);
		for (const { posting, original } of requests) {
			const found = await numbers.of(original);
			if (found.reason !== undefined) {
				this.results.fail(posting, found.reason, 'Check which transaction is to be reversed.');
				continue;
			}
			posting.reference = found.value;
			const reversal = toReversalNumber(found.value);
			if (isReversalNumber(found.value)) {
				const advice = 'Post the original again with a new reference instead.';
				this.results.fail(posting, 'it is itself a reversal', advice);
			} else if (reversal.reason !== undefined) this.results.fail(posting, reversal.reason);
			else {
				posting.number = reversal.number;
				this.numbers.set(posting, found.value);
			}
		}
	}

	private async serve(
		open: readonly PostingRequest[],
		locationId: string,
		inventoryId: string,
	): Promise<void> {
		const { connection, results } = this;
		const numbers = open.map((posting) => this.numbers.get(posting) ?? '');
		const families = await readFamilies(connection, numbers);
		const planner = new ReversalPlanner(connection, inventoryId);
		const prepared = await planner.prepare(
			open.flatMap((posting) => {
				const family = families.get(textKey(this.numbers.get(posting) ?? ''));
				return family ? [{ posting, family }] : [];
			}),
			results,
		);
		if (results.mustStop) return;
		const byPrepared = new Map(prepared.map((one) => [one.prepared, one]));
		const distinct = withoutRepeats([...byPrepared.keys()], results);
		const unknown = await withoutKnown(connection, distinct, results);
		if (results.mustStop) return;
		const unposted = unknown.flatMap((one) => byPrepared.get(one) ?? []);
		const reversible = await this.withoutObjections(unposted, inventoryId);
		if (results.mustStop) return;
		const { planned, rows } = await this.plan(reversible, { id: locationId, inventoryId }, planner);
		if (results.mustStop) return;
		const saved = await postPlanned(connection, inventoryId, planned, results);
		this.noteTakes(saved, rows, locationId);
		const following = saved.map((posting) => {
			const original = this.numbers.get(posting.prepared.request) ?? '';
			return { posting, original, known: knownFollowers(families.get(textKey(original))) };
		});
		await settleReturns(connection, following, results);
	}

	/** Refuses what belongs to a document, was returned, or was counted since. */
	private async withoutObjections(
		open: readonly OpenReversal[],
		inventoryId: string,
	): Promise<OpenReversal[]> {
		if (open.length === 0) return [];
		const recent = this.connection.now() - COUNTED_MS;
		const times = open.map(({ madeAt }) => Math.min(madeAt, recent));
		const counts = await LastCounts.read(this.connection, inventoryId, times);
		return open.filter((one) => {
			const objection = one.objection(counts);
			if (objection === undefined) return true;
			this.results.fail(one.prepared.request, objection, 'Nothing was written.');
			return false;
		});
	}

	/** Looks twice when the original is so young that the server does not show its stock yet. */
	private async plan(
		open: readonly OpenReversal[],
		place: { id: string; inventoryId: string },
		planner: ReversalPlanner,
	): Promise<{ planned: PlannedPosting[]; rows: LotRow[] }> {
		const productIds = open.flatMap(({ entries }) => entries.map(({ productId }) => productId));
		if (productIds.length === 0) return { planned: [], rows: [] };
		let rows = await readStockNow(this.connection, place, productIds);
		let plans = await planner.planAll(open, rows);
		const now = this.connection.now();
		const isDelayed = supports(await this.connection.serverInfo(), 'availabilityTable');
		const youngest = open.reduce((latest, { createdAt }) => Math.max(latest, createdAt), 0);
		const waitMs = isDelayed ? youngest + REFRESH_MS - now : 0;
		if (waitMs > 0 && plans.some(({ plan }) => plan.reason !== undefined)) {
			await this.connection.pause(Math.min(waitMs, REFRESH_MS));
			rows = await readStockNow(this.connection, place, productIds);
			plans = await planner.planAll(open, rows);
		}
		const planned: PlannedPosting[] = [];
		for (const { request, plan } of plans) {
			if (plan.value) planned.push(plan.value);
			else
				this.results.fail(
					request,
					plan.reason,
					'What it brought in is gone already. Allow negative stock to reverse it nevertheless.',
				);
		}
		return { planned, rows };
	}

	/** So that the next sale of this process does not take what a reversal took out. */
	private noteTakes(
		saved: readonly SavedPosting[],
		rows: readonly LotRow[],
		locationId: string,
	): void {
		const time = this.connection.now();
		const place = placeOf(this.connection, locationId);
		for (const { draft } of saved) {
			const number = textKey(draft.number);
			for (const { lotId, binId, quantity } of draft.entries) {
				if (quantity >= 0) continue;
				const shown = rows.find((row) => lotKey(row) === lotKey({ lotId, binId }))?.onHand ?? 0;
				noteTaken(place, { lotId, binId }, { quantity: -quantity, shown, number, time });
			}
		}
	}
}

function knownFollowers(family: Family | undefined): ReadonlySet<string> {
	return new Set(family?.followers.map(({ id }) => id));
}

/**
 * Undoes whole transactions by opposite ones (type 3 with the opposite change on the same lots and
 * bins): refused for what a document made, after a return, and after a later count of a product.
 */
export async function reverseRequests(
	connection: Connection,
	requests: readonly ReversalRequest[],
	options: PostingOptions,
): Promise<PostingResult[]> {
	return await new ReversalRun(connection, options).run(requests);
}
