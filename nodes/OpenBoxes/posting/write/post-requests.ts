import { postingOf } from '../rules/transaction-type';
import type { Connection } from '../../transport/connection';
import { supports } from '../../transport/server';
import { alreadyPostedResult, NOTHING_TO_POST, plannedLines } from '../read/booked-lines';
import type { Draft, Outcome } from './draft';
import { whileAlone } from '../../once/in-flight';
import { inventoryIdOf } from '../../catalogue/inventory-id';
import type { PlannedLine } from '../plan/plan-lots';
import { planRequests, type Planned, type PlanPlace } from '../plan/plan-requests';
import { checkFound } from './check-found';
import { giveWay, type Standing } from './give-way';
import { postDrafts } from './post-drafts';
import type { PostingRequest, PostingResult } from './posting-request';
import { PostingResults } from './posting-results';
import {
	prepareRequests,
	withoutCounted,
	withoutKnown,
	withoutRepeats,
	type Found,
	type Prepared,
} from '../plan/prepare-requests';
import { placeOf } from '../../stock/availability';
import { noteAdded } from '../../stock/tally';
import { textKey } from '../../values/same-text';

export interface PostingOptions {
	/** Ends at the first request that cannot be served, before anything is written. */
	stopOnError: boolean;
	/** Time zone in which a lot expires. */
	zone: string;
}

/** Times that what gave way to others is planned anew. */
const MOST_ROUNDS = 5;
/** About so long before, drawn, so that two that gave way to each other do not meet again. */
const ROUND_MS = 400;

/** Takes stock for many requests in few server calls, each posted exactly once. */
class PostingRun {
	private readonly results: PostingResults;

	/** What is planned and neither posted nor given up yet. */
	private readonly unsettled = new Set<Planned>();

	constructor(
		private readonly connection: Connection,
		private readonly options: PostingOptions,
	) {
		this.results = new PostingResults(options.stopOnError);
	}

	async run(requests: readonly PostingRequest[]): Promise<PostingResult[]> {
		const { connection, results } = this;
		const { location } = await connection.serverInfo();
		const place = { ...location, inventoryId: await inventoryIdOf(connection, location.id) };
		const prepared = await prepareRequests(connection, requests, place.inventoryId, results);
		const distinct = withoutRepeats(prepared, results);
		const numbers = distinct.map(({ request }) => request.number);
		await whileAlone(connection.key, numbers, async () => await this.serve(distinct, place));
		return results.inOrder(requests);
	}

	private async serve(prepared: readonly Prepared[], place: PlanPlace): Promise<void> {
		const { connection, results } = this;
		if (results.mustStop) return;
		const takenBack = new Set<PostingRequest>();
		const openOf = async (all: readonly Prepared[]): Promise<Prepared[]> =>
			await withoutKnown(connection, all, results, async (found) => {
				const gone = await checkFound(connection, place, found, results);
				for (const { request } of gone) takenBack.add(request);
				return gone;
			});
		const unknown = await openOf(prepared);
		if (results.mustStop) return;
		let open = await withoutCounted(connection, unknown, place.inventoryId, results);
		if (results.mustStop) return;
		for (let round = 1; open.length > 0; round++) {
			const { zone } = this.options;
			const planned = await planRequests(connection, open, place, zone, results, takenBack);
			// What gave way is posted anew, whatever became of others.
			const isStopped = round === 1 && results.mustStop;
			const gaveWay = await this.postAndRelease(planned, isStopped ? undefined : place);
			for (const { request } of gaveWay) takenBack.add(request);
			if (gaveWay.length === 0) return;
			await connection.pause(ROUND_MS * (0.5 + Math.random()));
			// A number that is there nevertheless was not taken back, or somebody else posted it.
			open = await openOf(gaveWay);
			if (round === MOST_ROUNDS) this.giveUp(open.splice(0));
		}
	}

	private giveUp(open: readonly Prepared[]): void {
		for (const { request } of open)
			this.results.fail(
				request,
				'others took the same stock at the same moment, again and again',
				'It was taken back each time, so nothing of it stands. Run it again.',
			);
	}

	/**
	 * @param place none when nothing is to be written
	 * @returns what gave way to others and is to be planned anew
	 */
	private async postAndRelease(
		planned: readonly Planned[],
		place: PlanPlace | undefined,
	): Promise<Prepared[]> {
		for (const one of planned) this.unsettled.add(one);
		try {
			return place ? await this.post(planned, place) : [];
		} finally {
			for (const { reservations } of this.unsettled)
				for (const reservation of reservations) reservation.release();
			this.unsettled.clear();
		}
	}

	private async post(planned: readonly Planned[], place: PlanPlace): Promise<Prepared[]> {
		const open: Array<{ one: Planned; draft: Draft }> = [];
		for (const one of planned) {
			const { prepared, lines } = one;
			const draft = toDraft(prepared, lines);
			if (draft.entries.length > 0 && !prepared.request.dryRun) open.push({ one, draft });
			else {
				const { request } = prepared;
				const booked = plannedLines(lines);
				const isEmpty = draft.entries.length === 0;
				if (isEmpty) booked.warnings.push(NOTHING_TO_POST);
				this.results.set({ request, status: isEmpty ? 'nothingToPost' : 'dryRun', ...booked });
			}
		}
		const { outcomes, savedBy } = await postDrafts(
			this.connection,
			place.inventoryId,
			open.map(({ draft }) => draft),
		);
		const isDelayed = supports(await this.connection.serverInfo(), 'availabilityTable');
		const standing: Standing[] = [];
		for (const { one, draft } of open) {
			const outcome = outcomes.get(textKey(draft.number));
			if (!outcome) continue;
			this.keep(one, outcome, isDelayed);
			if (outcome.status === 'posted')
				standing.push({ planned: one, draft, transaction: outcome.transaction });
		}
		const { takenBack, failed } = await giveWay(this.connection, place, standing, savedBy);
		for (const one of takenBack) this.release(one, place);
		for (const [{ planned: one }, error] of failed)
			this.results.failWith(one.prepared.request, error);
		const gone = new Set([...takenBack].map((one) => one.planned));
		for (const one of await this.checkFound(open, outcomes, place)) gone.add(one);
		for (const { one, draft } of open) {
			const outcome = outcomes.get(textKey(draft.number));
			const isOpen = !gone.has(one) && this.results.isOpen(one.prepared.request);
			if (outcome && isOpen) await this.book(one, outcome);
		}
		return [...gone].map(({ prepared }) => prepared);
	}

	/** What another run posted meanwhile, and may have died since. */
	private async checkFound(
		open: ReadonlyArray<{ one: Planned; draft: Draft }>,
		outcomes: ReadonlyMap<string, Outcome>,
		place: PlanPlace,
	): Promise<Planned[]> {
		const found = open.flatMap(({ one: { prepared }, draft }): Found[] => {
			const outcome = outcomes.get(textKey(draft.number));
			const isFound = outcome?.status === 'alreadyPosted';
			return isFound ? [{ prepared, transaction: outcome.transaction }] : [];
		});
		const gone = await checkFound(this.connection, place, found, this.results);
		const planned = open.map(({ one }) => one).filter(({ prepared }) => gone.has(prepared));
		for (const { reservations } of planned)
			for (const reservation of reservations) reservation.release();
		return planned;
	}

	/** The server may show for a while that it was taken. */
	private release({ planned, draft }: Standing, place: PlanPlace): void {
		for (const reservation of planned.reservations) reservation.release();
		const time = this.connection.now();
		for (const { productId, quantity } of draft.entries)
			noteAdded(placeOf(this.connection, place.id), productId, {
				quantity: Math.abs(quantity),
				time,
			});
	}

	private async book(
		{ prepared: { request, products }, lines }: Planned,
		outcome: Outcome,
	): Promise<void> {
		if (outcome.status === 'failed') {
			this.results.failWith(request, outcome.error);
			return;
		}
		const { transaction } = outcome;
		if (outcome.status === 'alreadyPosted') {
			const known = [{ request, products, transaction, entries: outcome.entries }];
			for (const result of await alreadyPostedResult(this.connection, known))
				this.results.set(result);
			return;
		}
		const booked = plannedLines(lines);
		this.results.set({ request, status: 'posted', transactionId: transaction.id, ...booked });
	}

	/** A server that shows writes at once needs no memory of what was posted for certain. */
	private keep(planned: Planned, outcome: Outcome, isDelayed: boolean): void {
		if (outcome.status === 'failed' && outcome.error.outcome !== 'unknown') return;
		const now = this.connection.now();
		for (const reservation of planned.reservations) {
			if (outcome.status === 'posted' && !isDelayed) reservation.showsFrom(now);
			else reservation.keep(now);
		}
		this.unsettled.delete(planned);
	}
}

function toDraft({ request, hash }: Prepared, lines: readonly PlannedLine[]): Draft {
	const { typeId, sign } = postingOf(request.movement);
	return {
		number: request.number,
		hash,
		typeId,
		time: request.time,
		comment: request.comment,
		entries: lines.flatMap(({ line, product, plan }) =>
			plan.picks.map(({ row, quantity }) => ({
				productId: product.id,
				lotId: row.lotId,
				binId: row.binId,
				quantity: sign * quantity,
				comment: line.comment ?? '',
				reasonCode: request.reasonCode,
			})),
		),
	};
}

/**
 * Posts requests that take stock: finds products and lots for all of them together, keeps the tally,
 * posts in arrays and reports what became of each (stock-rules.md). In a dry run everything but
 * the writing happens.
 */
export async function postRequests(
	connection: Connection,
	requests: readonly PostingRequest[],
	options: PostingOptions,
): Promise<PostingResult[]> {
	return await new PostingRun(connection, options).run(requests);
}
