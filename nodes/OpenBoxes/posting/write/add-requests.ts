import { LARGEST_QUANTITY } from '../../lines/cells';
import { withLotDates } from '../../lines/lot-dates';
import type { Read } from '../../values/read';
import { postingOf } from '../rules/transaction-type';
import type { Connection } from '../../transport/connection';
import { toOpenBoxesError } from '../../transport/openboxes-error';
import { whileAlone } from '../../once/in-flight';
import { inventoryIdOf } from '../../catalogue/inventory-id';
import { LotNames } from '../../stock/lot-names';
import { ensureLot, type Lot, type NewLot } from '../../stock/lots';
import { lotObjection, LotPlacer, type PlacedLine } from '../plan/place-lots';
import type { PlanPlace } from '../plan/plan-requests';
import { readStockToAdd } from '../plan/seen-stock';
import { postPlanned, type PlannedPosting } from './post-planned';
import type { PostingOptions } from './post-requests';
import type { BookedLine, PostingRequest, PostingResult, RequestedLine } from './posting-request';
import { PostingResults } from './posting-results';
import {
	prepareRequests,
	withoutCounted,
	withoutKnown,
	withoutRepeats,
	type Prepared,
} from '../plan/prepare-requests';
import { textKey } from '../../values/same-text';

interface Placed {
	prepared: Prepared;
	lines: PlacedLine[];
}

/** Adds stock for many requests in few server calls, each posted exactly once. */
class AddingRun {
	private readonly results: PostingResults;

	/** Lots that this run created or found right before creating them. */
	private readonly ensured = new Map<string, Lot>();

	constructor(
		private readonly connection: Connection,
		options: PostingOptions,
	) {
		this.results = new PostingResults(options.stopOnError);
	}

	async run(requests: readonly PostingRequest[]): Promise<PostingResult[]> {
		const { connection, results } = this;
		const { location } = await connection.serverInfo();
		const inventoryId = await inventoryIdOf(connection, location.id);
		const prepared = await prepareRequests(connection, requests, inventoryId, results);
		const distinct = withoutRepeats(prepared, results);
		const numbers = distinct.map(({ request }) => request.number);
		await whileAlone(connection.key, numbers, async () => {
			if (results.mustStop) return;
			const unknown = await withoutKnown(connection, distinct, results);
			if (results.mustStop) return;
			const timely = await withoutCounted(connection, unknown, inventoryId, results);
			if (results.mustStop) return;
			const placed = await this.place(timely, { ...location, inventoryId });
			if (results.mustStop) return;
			await this.post(placed, inventoryId);
		});
		return results.inOrder(requests);
	}

	private async place(open: readonly Prepared[], location: PlanPlace): Promise<Placed[]> {
		const productIds = open.flatMap(({ products }) => [...products.values()].map(({ id }) => id));
		const rows = await readStockToAdd(this.connection, location, productIds);
		const names = new LotNames(this.connection, location);
		const placer = new LotPlacer(this.connection, rows, names);
		const placed: Placed[] = [];
		for (const prepared of open) {
			const { request, products } = prepared;
			const lines: PlacedLine[] = [];
			const units = request.lines.reduce((sum, { quantity }) => sum + quantity, 0);
			const dates = lotDates(request.lines, products);
			if (dates.reason !== undefined) this.results.fail(request, dates.reason);
			for (const [index, line] of request.lines.entries()) {
				const product = products.get(line);
				if (!product || !this.results.isOpen(request)) continue;
				const dated = { ...line, expirationDate: dates.value?.[index] };
				const place = await placer.place(dated, product, request.createsLots === true);
				const reason = place.found
					? await lotObjection(this.connection, place.found)
					: place.reason;
				const after = (place.found?.before ?? 0) + units;
				if (place.found && reason === undefined && after <= LARGEST_QUANTITY)
					lines.push(place.found);
				else
					this.results.fail(
						request,
						`line ${line.position} (${product.code} ${product.name}): ${reason ?? `${after} units are more than OpenBoxes can store`}`,
					);
			}
			if (this.results.isOpen(request)) placed.push({ prepared, lines });
		}
		return placed;
	}

	private async post(placed: readonly Placed[], inventoryId: string): Promise<void> {
		const planned: PlannedPosting[] = [];
		for (const { prepared, lines } of placed) {
			try {
				planned.push(await this.plan(prepared, lines));
			} catch (error) {
				this.results.failWith(prepared.request, toOpenBoxesError(error));
			}
			if (this.results.mustStop) return;
		}
		await postPlanned(this.connection, inventoryId, planned, this.results);
	}

	/** Creates missing lots, unless in a dry run, and drafts the transaction. */
	private async plan(prepared: Prepared, lines: readonly PlacedLine[]): Promise<PlannedPosting> {
		const { request, hash } = prepared;
		const { typeId, sign } = postingOf(request.movement);
		const warnings = lines.flatMap((line) => line.warnings);
		const entries: PlannedPosting['draft']['entries'] = [];
		const booked: BookedLine[] = [];
		for (const { line, product, lot, bin, before } of lines) {
			if (!('id' in lot)) warnings.push(`The lot "${lot.number}" of ${product.code} is new`);
			const lotId = 'id' in lot ? lot.id : request.dryRun ? '' : await this.idOf(lot);
			entries.push({
				productId: product.id,
				lotId,
				binId: bin?.id,
				quantity: sign * line.quantity,
				comment: line.comment ?? '',
				reasonCode: request.reasonCode,
			});
			booked.push({
				product,
				requested: line.quantity,
				booked: line.quantity,
				missing: 0,
				lots: [
					{
						lotId,
						lotNumber: lot.number,
						expirationDate: lot.expiry,
						binLocationId: bin?.id,
						binLocation: bin?.name,
						quantity: line.quantity,
						stockBefore: before,
						stockAfter: before + line.quantity,
					},
				],
			});
		}
		const { number, time, comment } = request;
		const draft = { number, hash, typeId, time, comment, entries };
		return { prepared, draft, lines: booked, warnings };
	}

	private async idOf(lot: NewLot): Promise<string> {
		const key = `${lot.productId}|${textKey(lot.number)}`;
		const known = this.ensured.get(key) ?? (await ensureLot(this.connection, lot));
		this.ensured.set(key, known);
		return known.id;
	}
}

/** The expiration date of the lot of each line, which is one for all lines of a lot. */
function lotDates(
	lines: readonly RequestedLine[],
	products: Prepared['products'],
): Read<Array<string | undefined>> {
	const named = lines.map((line) => ({ ...line, id: products.get(line)?.id ?? '' }));
	const given = named.map(({ expirationDate: expiry, ...line }) => ({ ...line, expiry }));
	const dated = withLotDates(given, ({ id }) => id);
	return dated.reason === undefined ? { value: dated.value.map(({ expiry }) => expiry) } : dated;
}

/**
 * Posts requests that add stock to lots and bins, and creates missing lots where a request asks for
 * it: searched first, then created, then booked (stock-rules.md).
 */
export async function addRequests(
	connection: Connection,
	requests: readonly PostingRequest[],
	options: PostingOptions,
): Promise<PostingResult[]> {
	return await new AddingRun(connection, options).run(requests);
}
