import {
	allocateLine,
	release,
	WorkingStock,
	type LinePlan,
	type ShortageMode,
} from '../../stock/rules/allocate';
import { lotKey, type LotRow } from '../../stock/rules/lot';
import { makeRoom } from '../../stock/rules/make-room';
import { dayIn } from '../../values/moment';
import { textKey } from '../../values/same-text';
import { exactLot, strictestFirst, type NamedPlace } from '../../stock/rules/named-places';
import type { LotNames, Named, NamedLot } from '../../stock/lot-names';
import type { PostingRequest, RequestedLine } from '../write/posting-request';
import type { ResolvedProduct } from '../../catalogue/products';
import { addTo } from '../../../shared/sums';

export interface PlannedLine {
	line: RequestedLine;
	product: ResolvedProduct;
	plan: LinePlan;
}

/** `short` = by product, how many units more would change it, when nothing else is wrong with the request. */
type RequestPlan =
	| { lines: PlannedLine[]; problems?: undefined; short: ReadonlyMap<string, number> }
	| { lines?: undefined; problems: string[]; short?: ReadonlyMap<string, number> };

/** A request whose lots are to be chosen. */
interface OpenRequest {
	request: PostingRequest;
	products: ReadonlyMap<RequestedLine, ResolvedProduct>;
}

/** A line with what it names found. */
interface Wish {
	line: RequestedLine;
	product: ResolvedProduct;
	place: NamedPlace;
}

/** A request whose names are found, as far as they are. */
interface Wanted {
	request: PostingRequest;
	wishes: Wish[];
	problems: Problem[];
}

interface Problem {
	line: RequestedLine;
	text: string;
}

function label(line: RequestedLine, product: ResolvedProduct): string {
	return `line ${line.position} (${[product.code, product.name].filter((text) => text !== '').join(' ')})`;
}

/** Chooses lots for requests, all from the same working stock. */
export class LotPlanner {
	private stock: WorkingStock;

	/** Named lots that hold nothing so far, to be booked below zero if that is allowed. */
	private readonly empty: LotRow[] = [];

	constructor(
		private readonly rows: readonly LotRow[],
		private readonly names: LotNames,
		/** The workflow's, which tells the day of each request. */
		private readonly zone: string,
	) {
		this.stock = new WorkingStock(rows);
	}

	/**
	 * The lines of each request, or why it cannot be served. The lines of all requests choose together, those that
	 * name a lot or bin first, so that the order of lines and of requests decides nothing but who fails.
	 */
	async plan(open: readonly OpenRequest[]): Promise<RequestPlan[]> {
		const wanted: Wanted[] = [];
		for (const one of open) wanted.push(await this.find(one));
		const plans = new Map<Wanted, RequestPlan>();
		let able = wanted.filter(({ problems }) => problems.length === 0);
		for (;;) {
			this.stock = new WorkingStock(this.rows, this.empty);
			const together = this.allocate(able);
			for (const [one, plan] of together) plans.set(one, plan);
			const served = able.filter((one) => together.get(one)?.lines);
			if (served.length === able.length) break;
			// What the others took stands in nobody's way.
			able = served;
		}
		for (const one of wanted) {
			if (able.includes(one)) continue;
			// Alone it may still be served with what is left.
			const [[, plan]] = this.allocate([one]);
			plans.set(one, plan);
		}
		return wanted.flatMap((one) => plans.get(one) ?? []);
	}

	private async find({ request, products }: OpenRequest): Promise<Wanted> {
		const wishes: Wish[] = [];
		const problems: Problem[] = [];
		for (const line of request.lines) {
			const product = products.get(line);
			if (!product) continue;
			const place = await this.choose(line, product, request);
			if (place.reason === undefined) wishes.push({ line, product, place: place.found });
			else problems.push({ line, text: `${label(line, product)}: ${place.reason}` });
		}
		return { request, wishes, problems };
	}

	/** Plans of requests that choose together; what cannot be served is given back. */
	private allocate(wanted: readonly Wanted[]): Map<Wanted, RequestPlan> {
		const chosen = new Map(wanted.map((one) => [one, new Map<RequestedLine, LinePlan>()]));
		const inTurn = wanted
			.flatMap((one) => one.wishes.map((wish) => ({ one, wish })))
			.sort((a, b) => strictestFirst(a.wish.place, b.wish.place));
		const inOrder: LinePlan[] = [];
		for (const { one, wish } of inTurn) {
			const { line, product, place } = wish;
			const { choice, shortage, time } = one.request;
			const plan = allocateLine(
				this.stock,
				{ productId: product.id, quantity: line.quantity, ...place },
				// What expired since a sale was still good when it was sold.
				{ choice, today: dayIn(this.zone, time), shortage },
			);
			chosen.get(one)?.set(line, plan);
			inOrder.push(plan);
		}
		makeRoom(this.stock, inOrder);
		return new Map(wanted.map((one) => [one, this.judge(one, chosen.get(one) ?? new Map())]));
	}

	private judge(
		{ request, wishes, problems }: Wanted,
		plans: ReadonlyMap<RequestedLine, LinePlan>,
	): RequestPlan {
		const { shortage } = request;
		const all = [...problems];
		const short = new Map<string, number>();
		const lines = wishes.flatMap(({ line, product }): PlannedLine[] => {
			const plan = plans.get(line);
			return plan ? [{ line, product, plan }] : [];
		});
		for (const { line, product, plan } of lines) {
			if (plan.missing === 0) continue;
			const needed = shortage === 'takeAvailable' ? 1 : plan.missing;
			addTo(short, product.id, needed);
			if (shortage === 'takeAvailable') continue;
			all.push({ line, text: this.shortageText(line, product, plan, shortage) });
		}
		if (all.length === 0) return { lines, short };
		for (const { plan } of lines) release(this.stock, plan);
		const texts = all.sort((a, b) => a.line.position - b.line.position).map(({ text }) => text);
		return { problems: texts, short: problems.length === 0 ? short : undefined };
	}

	private shortageText(
		line: RequestedLine,
		product: ResolvedProduct,
		plan: LinePlan,
		shortage: ShortageMode,
	): string {
		const there = line.quantity - plan.missing;
		const where = [line.lot && `lot ${line.lot}`, line.bin && `bin ${line.bin}`]
			.filter(Boolean)
			.join(', ');
		const notes = [
			plan.excluded.expired > 0 ? `${plan.excluded.expired} more are expired` : '',
			plan.excluded.withheld > 0 ? `${plan.excluded.withheld} more are on hold or recalled` : '',
			plan.excluded.unexpired > 0 ? `${plan.excluded.unexpired} more are not expired yet` : '',
		].filter((note) => note !== '');
		const noLot =
			shortage === 'allowNegative'
				? ', and no lot to book the rest on: name the lot in the line'
				: '';
		return `${label(line, product)}: ${line.quantity} wanted, ${there} in stock${where ? ` in ${where}` : ''}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}${noLot}`;
	}

	private async choose(
		line: RequestedLine,
		product: ResolvedProduct,
		request: PostingRequest,
	): Promise<Named<NamedPlace>> {
		const rows = this.stock.rowsOf(product.id);
		const lots =
			line.lot === undefined ? undefined : await this.names.lots(product, line.lot, rows);
		if (lots?.reason !== undefined) return { reason: lots.reason };
		const lotIds = lots?.found.map(({ lotId }) => lotId);
		const bin = line.bin === undefined ? undefined : await this.names.bin(line.bin, this.rows);
		if (bin?.reason !== undefined) return { reason: bin.reason };
		const places = rows
			.filter((row) => lotIds === undefined || lotIds.includes(row.lotId))
			.filter((row) => bin === undefined || (row.binId ?? '') === bin.found.id);
		if (request.needsExactLot && places.length > 1) {
			const known = places.map((row) => {
				const isTwin = places.some(
					({ lotId, lotNumber }) =>
						lotId !== row.lotId && textKey(lotNumber) === textKey(row.lotNumber),
				);
				const name = isTwin ? exactLot(row) : row.lotNumber || 'no lot number';
				return `${name} / ${row.binName ?? 'no bin'}`;
			});
			return { reason: `say which lot and bin: ${known.join('; ')}` };
		}
		if (places.length === 0)
			for (const lot of lots?.found ?? []) this.addEmpty(product, lot, bin?.found);
		return { found: { lotIds, binId: bin?.found.id } };
	}

	/** A named lot without stock in the bin becomes a row of zero, so that `allowNegative` can book on it. */
	private addEmpty(
		product: ResolvedProduct,
		{ lotId, lotNumber, expiry }: NamedLot,
		bin?: { id: string; name: string },
	): void {
		const row: LotRow = {
			productId: product.id,
			lotId,
			lotNumber,
			expiry,
			binId: bin?.id || undefined,
			binName: bin?.id ? bin.name : undefined,
			available: 0,
			onHand: 0,
			status: 'NOT_AVAILABLE',
		};
		if (!this.empty.some((one) => lotKey(one) === lotKey(row))) this.empty.push(row);
	}
}
