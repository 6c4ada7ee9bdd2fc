import type { Transaction, TransactionEntry } from '../schemas';
import { contentHash, readMark } from '../rules/content';
import { dayIn } from '../rules/moment';
import { numberKey } from '../rules/transaction-number';
import { postingOf } from '../rules/transaction-type';
import type { Connection } from '../transport/connection';
import { OpenBoxesError } from '../transport/openboxes-error';
import { supports } from '../transport/server';
import { placeOf, readLots } from './availability';
import { alreadyPostedResult, plannedLines } from './booked-lines';
import { whileAlone } from './in-flight';
import { inventoryIdOf } from './inventory-id';
import { LastCounts } from './last-counts';
import { areTwins, countAndCleanUp, keeperOf, type RowsByNumber } from './ledger';
import { LotNames } from './lot-names';
import { LotPlanner, type PlannedLine } from './plan-lots';
import { otherContent, postDrafts, type Draft } from './post';
import type { PostingRequest, PostingResult, RequestedLine } from './posting-request';
import { nameKey } from './product-name';
import { resolveProducts, type ResolvedProduct } from './products';
import { forgetOldTakes, msUntilVisible, noteTaken } from './tally';

/** Milliseconds after which an idle server shows a write (note 02 §1.6), with some room. */
const REFRESH_MS = 7000;

export interface PostingOptions {
	dryRun: boolean;
	/** Ends at the first request that cannot be served, before anything is written. */
	stopOnError: boolean;
	/** Time zone in which a lot expires. */
	zone: string;
}

interface Prepared {
	request: PostingRequest;
	products: Map<RequestedLine, ResolvedProduct>;
	hash: string;
}

function failed(request: PostingRequest, error: OpenBoxesError): PostingResult {
	return { request, status: 'failed', error };
}

function describe(request: PostingRequest): string {
	return `"${request.reference}" was not posted`;
}

/** Takes stock for many requests in few server calls, each posted exactly once. */
class PostingRun {
	private readonly results = new Map<PostingRequest, PostingResult>();

	constructor(
		private readonly connection: Connection,
		private readonly options: PostingOptions,
	) {}

	async run(requests: readonly PostingRequest[]): Promise<PostingResult[]> {
		const server = await this.connection.serverInfo();
		const inventoryId = await inventoryIdOf(this.connection, server.location.id);
		const prepared = this.withoutRepeats(await this.prepare(requests, inventoryId));
		const numbers = prepared.map(({ request }) => request.number);
		if (!this.mustStop()) {
			await whileAlone(this.connection.key, numbers, async () => {
				const open = await this.withoutKnown(prepared, numbers);
				const timely = this.mustStop() ? [] : await this.withoutCounted(open, inventoryId);
				const planned = this.mustStop() ? [] : await this.plan(timely, server.location);
				if (!this.mustStop()) await this.postPlanned(planned, inventoryId, server.location.id);
			});
		}
		this.answerRepeats();
		return requests.flatMap((request) => this.results.get(request) ?? []);
	}

	private readonly repeats = new Map<PostingRequest, PostingRequest>();

	/** Without "continue on fail" one bad request keeps all others from being written. */
	private mustStop(): boolean {
		if (!this.options.stopOnError) return false;
		return [...this.results.values()].some((result) => result.status === 'failed');
	}

	private fail(request: PostingRequest, message: string, description?: string): void {
		this.results.set(
			request,
			failed(request, new OpenBoxesError(`${describe(request)}: ${message}`, { description })),
		);
	}

	private async prepare(
		requests: readonly PostingRequest[],
		inventoryId: string,
	): Promise<Prepared[]> {
		const resolutions = await resolveProducts(
			this.connection,
			requests.flatMap((request) => request.lines),
		);
		return requests.flatMap((request) => {
			const products = new Map<RequestedLine, ResolvedProduct>();
			for (const line of request.lines) {
				const resolution = resolutions.get(nameKey(line));
				if (resolution?.product) products.set(line, resolution.product);
				else if (!this.results.has(request)) {
					this.fail(
						request,
						`line ${line.position}: ${resolution?.reason ?? 'the product was not found'}`,
						'Correct the product in the sale, or add the code or barcode to the product in OpenBoxes.',
					);
				}
			}
			if (this.results.has(request)) return [];
			const lines = request.lines.map((line) => ({
				productId: products.get(line)?.id ?? '',
				quantity: line.quantity,
				lot: line.lot,
				bin: line.bin,
			}));
			const { typeId, sign } = postingOf(request.movement);
			return [
				{
					request,
					products,
					hash: contentHash({ inventoryId, typeId: `${typeId}${sign}`, lines }),
				},
			];
		});
	}

	/** The same number twice in one run: posted once, the second one told so (design rule 4). */
	private withoutRepeats(prepared: readonly Prepared[]): Prepared[] {
		const first = new Map<string, Prepared>();
		return prepared.filter((one) => {
			const before = first.get(numberKey(one.request.number));
			if (!before) {
				first.set(numberKey(one.request.number), one);
				return true;
			}
			if (before.hash === one.hash) this.repeats.set(one.request, before.request);
			else {
				this.fail(
					one.request,
					`the reference also stands in item ${before.request.items[0]} with other content`,
					'Two different sales need two references.',
				);
			}
			return false;
		});
	}

	private async withoutKnown(
		prepared: readonly Prepared[],
		numbers: string[],
	): Promise<Prepared[]> {
		if (numbers.length === 0) return [];
		const rows = await countAndCleanUp(this.connection, numbers);
		const known = prepared.filter(({ request }) => rows.has(numberKey(request.number)));
		const same = known.filter((one) => this.isSameContent(one, rows));
		const answered = await alreadyPostedResult(
			this.connection,
			same.map(({ request, products }) => ({
				request,
				products,
				transaction: keeperOf(rows.get(numberKey(request.number)) ?? []),
			})),
		);
		for (const result of answered) this.results.set(result.request, result);
		return prepared.filter(({ request }) => !rows.has(numberKey(request.number)));
	}

	private isSameContent({ request, hash }: Prepared, rows: RowsByNumber): boolean {
		const same = rows.get(numberKey(request.number)) ?? [];
		if (areTwins(same) && same.every((row) => readMark(row.comment)?.hash === hash)) return true;
		const isForeign = same.some((row) => readMark(row.comment) === undefined);
		const error = otherContent(
			request.number,
			same.map((row) => row.id),
			isForeign
				? `Transaction ${same[0].id} with this number was not made by this node.`
				: undefined,
		);
		this.results.set(request, failed(request, error));
		return false;
	}

	private async withoutCounted(
		open: readonly Prepared[],
		inventoryId: string,
	): Promise<Prepared[]> {
		if (open.length === 0) return [];
		const times = open.map(({ request }) => request.time);
		const counts = await LastCounts.read(this.connection, inventoryId, times);
		return open.filter(({ request, products }) => {
			for (const product of products.values()) {
				const counted = counts.after(product.id, request.time);
				if (counted === undefined) continue;
				this.fail(
					request,
					`${product.code} ${product.name} was counted on ${new Date(counted).toISOString()}, after the time of the transaction (${new Date(request.time).toISOString()})`,
					'OpenBoxes would accept it and not change the stock. If the count did not include it, post it with a time after the count.',
				);
				return false;
			}
			return true;
		});
	}

	private async plan(
		open: readonly Prepared[],
		location: { id: string; name: string },
	): Promise<Array<{ prepared: Prepared; lines: PlannedLine[] }>> {
		if (open.length === 0) return [];
		const first = await this.planOnce(open, location);
		const server = await this.connection.serverInfo();
		const waitMs = supports(server, 'availabilityTable') ? first.waitMs : 0;
		if (first.shortages.length === 0 || waitMs === 0) {
			for (const { request, reason } of first.shortages) this.failShort(request, reason);
			return first.planned;
		}
		// The shortage may only be our own last takes counted twice: look again when they are shown.
		await this.connection.pause(waitMs);
		const second = await this.planOnce(open, location);
		for (const { request, reason } of second.shortages) this.failShort(request, reason);
		return second.planned;
	}

	private failShort(request: PostingRequest, reason: string): void {
		this.fail(
			request,
			reason,
			'Correct the stock in OpenBoxes, or choose another way for "If There Is Not Enough Stock".',
		);
	}

	private async planOnce(open: readonly Prepared[], location: { id: string; name: string }) {
		const now = this.connection.now();
		const productIds = open.flatMap(({ products }) =>
			[...products.values()].map((product) => product.id),
		);
		const rows = await readLots(this.connection, location.id, productIds);
		const place = placeOf(this.connection, location.id);
		const planner = new LotPlanner(
			rows,
			new LotNames(this.connection, location),
			dayIn(this.options.zone, now),
		);
		const planned: Array<{ prepared: Prepared; lines: PlannedLine[] }> = [];
		const shortages: Array<{ request: PostingRequest; reason: string }> = [];
		let waitMs = 0;
		for (const prepared of open) {
			const plan = await planner.plan(prepared.request, prepared.products);
			if (plan.lines) planned.push({ prepared, lines: plan.lines });
			else if (plan.isShortage) {
				shortages.push({ request: prepared.request, reason: plan.reason });
				const ids = new Set([...prepared.products.values()].map((product) => product.id));
				for (const row of rows) {
					if (ids.has(row.productId))
						waitMs = Math.max(waitMs, msUntilVisible(place, row, now, REFRESH_MS));
				}
			} else this.fail(prepared.request, plan.reason);
		}
		return { planned, shortages, waitMs };
	}

	private async postPlanned(
		planned: ReadonlyArray<{ prepared: Prepared; lines: PlannedLine[] }>,
		inventoryId: string,
		locationId: string,
	): Promise<void> {
		const drafts = new Map<PostingRequest, Draft>();
		for (const { prepared, lines } of planned) {
			const draft = toDraft(prepared, lines);
			if (draft.entries.length === 0 || this.options.dryRun) {
				const status = draft.entries.length === 0 ? 'nothingToPost' : 'dryRun';
				this.results.set(prepared.request, {
					request: prepared.request,
					status,
					...plannedLines(lines),
				});
			} else drafts.set(prepared.request, draft);
		}
		const outcomes = await postDrafts(this.connection, inventoryId, [...drafts.values()]);
		for (const { prepared, lines } of planned) {
			const outcome = drafts.has(prepared.request)
				? outcomes.get(numberKey(prepared.request.number))
				: undefined;
			if (!outcome) continue;
			if (outcome.status === 'failed')
				this.results.set(prepared.request, failed(prepared.request, outcome.error));
			else await this.book(prepared, lines, outcome, locationId);
		}
		forgetOldTakes(this.connection.now());
	}

	private async book(
		{ request, products }: Prepared,
		lines: readonly PlannedLine[],
		outcome: {
			status: 'posted' | 'alreadyPosted';
			transaction: Transaction;
			entries: TransactionEntry[];
		},
		locationId: string,
	): Promise<void> {
		const { transaction, entries } = outcome;
		if (outcome.status === 'alreadyPosted') {
			const known = [{ request, products, transaction, entries }];
			for (const result of await alreadyPostedResult(this.connection, known))
				this.results.set(request, result);
			return;
		}
		const place = placeOf(this.connection, locationId);
		for (const pick of lines.flatMap(({ plan }) => plan.picks)) {
			noteTaken(place, pick.row, {
				quantity: pick.quantity,
				shown: pick.row.onHand,
				time: this.connection.now(),
			});
		}
		this.results.set(request, {
			request,
			status: 'posted',
			transactionId: transaction.id,
			...plannedLines(lines),
		});
	}

	private answerRepeats(): void {
		for (const [repeat, original] of this.repeats) {
			const result = this.results.get(original);
			if (!result) continue;
			if (result.status === 'failed') this.results.set(repeat, failed(repeat, result.error));
			else {
				const status = result.status === 'posted' ? 'alreadyPosted' : result.status;
				this.results.set(repeat, { ...result, request: repeat, status });
			}
		}
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
 * posts in arrays and reports what became of each (design rules 2 to 9). In a dry run everything but
 * the posting happens.
 */
export async function postRequests(
	connection: Connection,
	requests: readonly PostingRequest[],
	options: PostingOptions,
): Promise<PostingResult[]> {
	return await new PostingRun(connection, options).run(requests);
}
