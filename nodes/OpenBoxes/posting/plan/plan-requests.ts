import { listProblems } from '../../values/problems';
import type { Connection } from '../../transport/connection';
import { supports } from '../../transport/server';
import { placeOf } from '../../stock/availability';
import { whileAlone } from '../../once/in-flight';
import { LotNames } from '../../stock/lot-names';
import { textKey } from '../../values/same-text';
import { readNewestMoves, type NewestMoves } from '../read/newest-moves';
import { LotPlanner, type PlannedLine } from './plan-lots';
import {
	msUntilSettled,
	msUntilStrangersShown,
	promisedThoughLeft,
	readStock,
	type SeenStock,
} from './seen-stock';
import type { PostingRequest } from '../write/posting-request';
import type { PostingResults } from '../write/posting-results';
import type { Prepared } from './prepare-requests';
import { msUntilVisible, pendingAdditions, reserve, type Reservation } from '../../stock/tally';

/** Looks at the stock: at once, when takes should be shown, when others gave theirs back, when all is shown for sure. */
const MOST_LOOKS = 4;
/** After this time a server with live figures has settled what was posted while we read. */
const LIVE_MS = 500;

export interface PlanPlace {
	id: string;
	name: string;
	inventoryId: string;
}

/** A request with its lots, reserved against all other executions of this process. */
export interface Planned {
	prepared: Prepared;
	lines: PlannedLine[];
	/** None for a dry run. */
	reservations: Reservation[];
	/** The stock that its lots were chosen from. */
	seen: SeenStock;
}

interface Round {
	seen: SeenStock;
	planned: Array<Omit<Planned, 'reservations'>>;
	shortages: Array<{ request: PostingRequest; problems: string[] }>;
	/** Milliseconds until a second look may find enough, when our own takes may be counted twice. */
	waitMs: number;
}

/** Chooses lots from what is there and what no other execution of this process is about to take. */
class RequestPlanning {
	private readonly key: string;

	private isDelayed = false;

	constructor(
		private readonly connection: Connection,
		private readonly place: PlanPlace,
		private readonly zone: string,
		private readonly results: PostingResults,
		private readonly takenBack: ReadonlySet<PostingRequest>,
	) {
		this.key = placeOf(connection, place.id);
	}

	async run(open: readonly Prepared[]): Promise<Planned[]> {
		this.isDelayed = supports(await this.connection.serverInfo(), 'availabilityTable');
		for (let look = 1; ; look++) {
			const { round, planned } = await whileAlone(
				this.key,
				['planning'],
				async () => await this.planAlone(open, look === MOST_LOOKS),
			);
			if (planned) {
				for (const { request, problems } of round.shortages)
					this.results.fail(
						request,
						listProblems(problems),
						adviceAboutShortage(request, this.takenBack.has(request)),
					);
				return planned;
			}
			await this.connection.pause(round.waitMs);
		}
	}

	/**
	 * Reads, chooses and reserves while no other execution does: two that read at the same time would
	 * choose the same boxes.
	 *
	 * @returns nothing planned when waiting may end a shortage
	 */
	private async planAlone(
		open: readonly Prepared[],
		isLast: boolean,
	): Promise<{ round: Round; planned?: Planned[] }> {
		// Before the figures: what is booked in between is then counted twice, and never not at all.
		const ledger = await readNewestMoves(this.connection, this.place.inventoryId);
		const round = await this.planOnce(open, ledger);
		return round.waitMs > 0 && !isLast ? { round } : { round, planned: this.reserve(round) };
	}

	private async planOnce(
		open: readonly Prepared[],
		ledger: NewestMoves | undefined,
	): Promise<Round> {
		const { connection, place } = this;
		const now = connection.now();
		const ids = open.flatMap(({ products }) => [...products.values()].map(({ id }) => id));
		const seen = await readStock(connection, place.id, ids, ledger);
		const names = new LotNames(connection, place);
		const planner = new LotPlanner(seen.rows, names, this.zone);
		const round: Round = { seen, planned: [], shortages: [], waitMs: 0 };
		const plans = await planner.plan(open);
		for (const [index, prepared] of open.entries()) {
			const { request } = prepared;
			const plan = plans[index];
			if (plan.lines) round.planned.push({ prepared, lines: plan.lines, seen });
			else if (plan.short) round.shortages.push({ request, problems: plan.problems });
			else {
				const advice = 'Correct the line and run it again: nothing of it was written.';
				this.results.fail(request, listProblems(plan.problems), advice);
			}
			const waitMs = this.msUntilEnough(seen, plan.short ?? new Map(), now);
			round.waitMs = Math.max(round.waitMs, waitMs);
		}
		return round;
	}

	/** Zero when there would be too little even with all last moves shown, and what others give back. */
	private msUntilEnough(seen: SeenStock, short: ReadonlyMap<string, number>, now: number): number {
		let wait = 0;
		for (const [productId, missing] of short) {
			const own = seen.rows.filter((row) => row.productId === productId);
			// What may be there at most is what the server shows.
			const taken = own.reduce((sum, row) => {
				const { available, pending = 0 } = row;
				const most = available + pending + promisedThoughLeft(seen, row, now).quantity;
				return sum + Math.max(0, most) - Math.max(0, available);
			}, 0);
			const additions = pendingAdditions(this.key, productId, now);
			if (taken + (this.isDelayed ? additions.quantity : 0) < missing) {
				const settledMs = msUntilSettled(seen, productId, now, this.isDelayed);
				if (settledMs === 0) return 0;
				wait = Math.max(wait, settledMs);
				continue;
			}
			const waits = this.isDelayed
				? [
						additions.waitMs,
						...own.map((row) => msUntilVisible(this.key, row, now)),
						...own.map((row) => msUntilStrangersShown(seen, row, now)),
					]
				: [LIVE_MS, ...own.map((row) => promisedThoughLeft(seen, row, now).waitMs)];
			wait = Math.max(wait, ...waits);
		}
		return wait;
	}

	private reserve({ planned }: Round): Planned[] {
		return planned.map(({ prepared, lines, seen }): Planned => {
			const number = textKey(prepared.request.number);
			const picks = prepared.request.dryRun ? [] : picksOf(lines);
			const reservations = picks.map(({ row, quantity }) =>
				reserve(this.key, row, { quantity, shown: row.onHand, number }),
			);
			return { prepared, lines, reservations, seen };
		});
	}
}

function picksOf(lines: readonly PlannedLine[]): PlannedLine['plan']['picks'] {
	return lines.flatMap(({ plan }) => plan.picks);
}

function adviceAboutShortage({ movement }: PostingRequest, isTakenBack: boolean): string {
	const option =
		movement === 'adjustDown' ? 'Allow Negative Stock' : 'If There Is Not Enough Stock';
	const written = isTakenBack
		? 'It was posted and taken back again, because others took the same stock at the same moment.'
		: 'Nothing of it was written.';
	return `${written} Correct the stock in OpenBoxes, or change the option "${option}".`;
}

/**
 * Chooses lots and bins for all requests together and reserves them; whoever calls this keeps or
 * releases every reservation. A request that cannot be served is failed with the reason, a shortage
 * only when it does not end with what this process took or brought in last.
 */
export async function planRequests(
	connection: Connection,
	open: readonly Prepared[],
	place: PlanPlace,
	zone: string,
	results: PostingResults,
	takenBack: ReadonlySet<PostingRequest>,
): Promise<Planned[]> {
	if (open.length === 0) return [];
	return await new RequestPlanning(connection, place, zone, results, takenBack).run(open);
}
