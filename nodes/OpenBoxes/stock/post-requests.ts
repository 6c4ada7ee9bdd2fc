import type { Pick } from '../rules/allocate';
import type { LotRow } from '../rules/lot';
import { dayIn } from '../rules/moment';
import { listProblems } from '../rules/problems';
import { numberKey } from '../rules/transaction-number';
import { postingOf } from '../rules/transaction-type';
import type { Connection } from '../transport/connection';
import { supports } from '../transport/server';
import { placeOf, readLots } from './availability';
import { alreadyPostedResult, NOTHING_TO_POST, plannedLines } from './booked-lines';
import type { Draft, Outcome } from './draft';
import { whileAlone } from './in-flight';
import { inventoryIdOf } from './inventory-id';
import { LotNames } from './lot-names';
import { LotPlanner, type PlannedLine } from './plan-lots';
import { postDrafts } from './post-drafts';
import type { PostingRequest, PostingResult } from './posting-request';
import { PostingResults } from './posting-results';
import {
	prepareRequests,
	withoutCounted,
	withoutKnown,
	withoutRepeats,
	type Prepared,
} from './prepare-requests';
import {
	forgetOldMoves,
	msUntilVisible,
	pendingAdditions,
	pendingTakes,
	reserve,
	type Reservation,
} from './tally';

/** Looks at the stock: at once, when our takes should be shown, when they are shown for sure. */
const MOST_LOOKS = 3;
/** Plans of one run; each new one means that another execution got on. */
const MOST_PLANS = 200;

export interface PostingOptions {
	/** Ends at the first request that cannot be served, before anything is written. */
	stopOnError: boolean;
	/** Time zone in which a lot expires. */
	zone: string;
}

interface Place {
	id: string;
	name: string;
	inventoryId: string;
}

interface Planned {
	prepared: Prepared;
	lines: PlannedLine[];
}

interface PlanRound {
	planned: Planned[];
	shortages: Array<{ request: PostingRequest; problems: string[] }>;
	/** Milliseconds until a second look may find enough, when our own takes may be counted twice. */
	waitMs: number;
}

/** Takes stock for many requests in few server calls, each posted exactly once. */
class PostingRun {
	private readonly results: PostingResults;

	/** What is planned and neither posted nor given up yet. */
	private readonly reservations = new Map<Pick, Reservation>();

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
		forgetOldMoves(connection.now());
		return results.inOrder(requests);
	}

	private async serve(prepared: readonly Prepared[], place: Place): Promise<void> {
		const { connection, results } = this;
		if (results.mustStop) return;
		const unknown = await withoutKnown(connection, prepared, results);
		if (results.mustStop) return;
		const timely = await withoutCounted(connection, unknown, place.inventoryId, results);
		if (results.mustStop) return;
		const planned = await this.plan(timely, place);
		try {
			if (!results.mustStop) await this.post(planned, place);
		} finally {
			for (const reservation of this.reservations.values()) reservation.release();
		}
	}

	private async plan(open: readonly Prepared[], place: Place): Promise<Planned[]> {
		if (open.length === 0) return [];
		let looks = 1;
		let round = await this.planOnce(open, place);
		for (let again = 0; again < MOST_PLANS; again++) {
			if (!this.isOvertaken(round, place)) {
				if (round.waitMs === 0 || looks === MOST_LOOKS) break;
				looks++;
				await this.connection.pause(round.waitMs);
			}
			round = await this.planOnce(open, place);
		}
		// Nothing else runs between the look for others and this.
		this.reserveAll(round.planned, place);
		for (const { request, problems } of round.shortages)
			this.results.fail(request, listProblems(problems), adviceAboutShortage(request));
		return round.planned;
	}

	private async planOnce(open: readonly Prepared[], place: Place): Promise<PlanRound> {
		const now = this.connection.now();
		const rows = await readLots(
			this.connection,
			place.id,
			open.flatMap(({ products }) => [...products.values()].map((product) => product.id)),
		);
		const isDelayed = supports(await this.connection.serverInfo(), 'availabilityTable');
		const names = new LotNames(this.connection, place);
		const planner = new LotPlanner(rows, names, dayIn(this.options.zone, now));
		const round: PlanRound = { planned: [], shortages: [], waitMs: 0 };
		for (const prepared of open) {
			const plan = await planner.plan(prepared.request, prepared.products);
			if (plan.lines) round.planned.push({ prepared, lines: plan.lines });
			else if (!plan.short) {
				const advice = 'Correct the sale and run it again: nothing of it was written.';
				this.results.fail(prepared.request, listProblems(plan.problems), advice);
			} else {
				round.shortages.push({ request: prepared.request, problems: plan.problems });
				if (!isDelayed) continue;
				const wait = this.msUntilEnough(rows, plan.short, place, now);
				round.waitMs = Math.max(round.waitMs, wait);
			}
		}
		return round;
	}

	/** Zero when there would be too little even with our own last moves shown. */
	private msUntilEnough(
		rows: readonly LotRow[],
		short: ReadonlyMap<string, number>,
		{ id }: Place,
		now: number,
	): number {
		const place = placeOf(this.connection, id);
		let wait = 0;
		for (const [productId, missing] of short) {
			const own = rows.filter((row) => row.productId === productId);
			const taken = own.reduce((sum, row) => sum + pendingTakes(place, row, now), 0);
			const additions = pendingAdditions(place, productId, now);
			if (taken + additions.quantity < missing) return 0;
			const waits = own.map((row) => msUntilVisible(place, row, now));
			wait = Math.max(wait, additions.waitMs, ...waits);
		}
		return wait;
	}

	private async post(planned: readonly Planned[], place: Place): Promise<void> {
		const open: Array<Planned & { draft: Draft }> = [];
		for (const { prepared, lines } of planned) {
			const draft = toDraft(prepared, lines);
			if (draft.entries.length > 0 && !prepared.request.dryRun)
				open.push({ prepared, lines, draft });
			else {
				const { request } = prepared;
				const booked = plannedLines(lines);
				const isEmpty = draft.entries.length === 0;
				if (isEmpty) booked.warnings.push(NOTHING_TO_POST);
				this.results.set({ request, status: isEmpty ? 'nothingToPost' : 'dryRun', ...booked });
			}
		}
		const outcomes = await postDrafts(
			this.connection,
			place.inventoryId,
			open.map(({ draft }) => draft),
		);
		for (const { prepared, lines, draft } of open) {
			const outcome = outcomes.get(numberKey(draft.number));
			if (outcome) await this.book(prepared, lines, outcome);
		}
	}

	private async book(
		{ request, products }: Prepared,
		lines: readonly PlannedLine[],
		outcome: Outcome,
	): Promise<void> {
		const isNot = outcome.status === 'failed' && outcome.error.outcome !== 'unknown';
		if (!isNot) {
			const isDelayed = supports(await this.connection.serverInfo(), 'availabilityTable');
			this.keep(lines, outcome.status === 'posted', isDelayed);
		}
		if (outcome.status === 'failed') {
			this.results.failWith(request, outcome.error);
			return;
		}
		const { transaction, entries } = outcome;
		if (outcome.status === 'alreadyPosted') {
			const known = [{ request, products, transaction, entries }];
			for (const result of await alreadyPostedResult(this.connection, known))
				this.results.set(result);
			return;
		}
		this.results.set({
			request,
			status: 'posted',
			transactionId: transaction.id,
			...plannedLines(lines),
		});
	}

	/** Whether another execution reserved stock of this plan since it was read. */
	private isOvertaken({ planned }: PlanRound, { id }: Place): boolean {
		const place = placeOf(this.connection, id);
		const now = this.connection.now();
		return picksOf(planned).some(
			({ row }) => pendingTakes(place, row, now) > Math.max(0, row.pending ?? 0),
		);
	}

	private reserveAll(planned: readonly Planned[], { id }: Place): void {
		const place = placeOf(this.connection, id);
		for (const pick of picksOf(planned)) {
			const take = { quantity: pick.quantity, shown: pick.row.onHand };
			this.reservations.set(pick, reserve(place, pick.row, take));
		}
	}

	/** A server that shows writes at once needs no memory of what was posted for certain. */
	private keep(lines: readonly PlannedLine[], isCertain: boolean, isDelayed: boolean): void {
		for (const pick of lines.flatMap(({ plan }) => plan.picks)) {
			if (isCertain && !isDelayed) this.reservations.get(pick)?.release();
			else this.reservations.get(pick)?.keep(this.connection.now());
			this.reservations.delete(pick);
		}
	}
}

/** What is going to be taken for real. */
function picksOf(planned: readonly Planned[]): Pick[] {
	return planned
		.filter(({ prepared }) => !prepared.request.dryRun)
		.flatMap(({ lines }) => lines.flatMap(({ plan }) => plan.picks));
}

function adviceAboutShortage({ movement }: PostingRequest): string {
	const option =
		movement === 'adjustDown' ? 'Allow Negative Stock' : 'If There Is Not Enough Stock';
	return `Nothing of it was written. Correct the stock in OpenBoxes, or change the option "${option}".`;
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
 * posts in arrays and reports what became of each (design rules 2 to 9). In a dry run everything but
 * the writing happens.
 */
export async function postRequests(
	connection: Connection,
	requests: readonly PostingRequest[],
	options: PostingOptions,
): Promise<PostingResult[]> {
	return await new PostingRun(connection, options).run(requests);
}
