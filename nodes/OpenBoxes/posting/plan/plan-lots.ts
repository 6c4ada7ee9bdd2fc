import {
	allocateLine,
	release,
	WorkingStock,
	type LinePlan,
	type ShortageMode,
} from '../../stock/rules/allocate';
import type { LotRow } from '../../stock/rules/lot';
import { dayIn } from '../../values/moment';
import type { Named, LotNames } from '../../stock/lot-names';
import type { PostingRequest, RequestedLine } from '../write/posting-request';
import type { ResolvedProduct } from '../../catalogue/products';

export interface PlannedLine {
	line: RequestedLine;
	product: ResolvedProduct;
	plan: LinePlan;
}

type RequestPlan =
	| { lines: PlannedLine[]; problems?: undefined }
	/** `short` = what is missing, by product, when nothing else is wrong with the request. */
	| { lines?: undefined; problems: string[]; short?: ReadonlyMap<string, number> };

interface Choices {
	lotId?: string;
	binId?: string;
	/** A lot or bin that holds nothing so far, to be booked below zero if that is allowed. */
	added?: LotRow;
}

function label(line: RequestedLine, product: ResolvedProduct): string {
	return `line ${line.position} (${[product.code, product.name].filter((text) => text !== '').join(' ')})`;
}

/** How much of its place a line names: 2 = lot and bin. */
function boundness({ lot, bin }: RequestedLine): number {
	return Number(lot !== undefined) + Number(bin !== undefined);
}

/**
 * Lines that name a lot or bin first, so that no other line takes it away; then by what they say, so that their
 * order in the request decides nothing.
 */
function boundFirst(lines: readonly RequestedLine[]): RequestedLine[] {
	const contentOf = (line: RequestedLine): string => JSON.stringify({ ...line, position: 0 });
	return [...lines].sort(
		(a, b) => boundness(b) - boundness(a) || (contentOf(a) < contentOf(b) ? -1 : 1),
	);
}

/** The same for requests. */
export function isBound({ lines }: PostingRequest): boolean {
	return lines.some((line) => boundness(line) > 0);
}

/** Chooses lots for requests one after the other, all from the same working stock. */
export class LotPlanner {
	private stock: WorkingStock;

	constructor(
		private readonly rows: readonly LotRow[],
		private readonly names: LotNames,
		/** The workflow's, which tells the day of each request. */
		private readonly zone: string,
	) {
		this.stock = new WorkingStock(rows);
	}

	/** All lines of a request, or why it cannot be served; then nothing of it stays reserved. */
	async plan(
		request: PostingRequest,
		products: ReadonlyMap<RequestedLine, ResolvedProduct>,
	): Promise<RequestPlan> {
		const lines: PlannedLine[] = [];
		const problems: Array<{ line: RequestedLine; text: string }> = [];
		const short = new Map<string, number>();
		let isOnlyShort = true;
		// What expired since a sale was still good when it was sold.
		const today = dayIn(this.zone, request.time);
		for (const line of boundFirst(request.lines)) {
			const product = products.get(line);
			if (!product) continue;
			const choices = await this.choose(line, product, request);
			if (choices.reason !== undefined) {
				problems.push({ line, text: `${label(line, product)}: ${choices.reason}` });
				isOnlyShort = false;
				continue;
			}
			const { lotId, binId } = choices.found;
			const plan = allocateLine(
				this.stock,
				{ productId: product.id, quantity: line.quantity, lotId, binId },
				{ choice: request.choice, today, shortage: request.shortage },
			);
			lines.push({ line, product, plan });
			if (plan.missing === 0 || request.shortage === 'takeAvailable') continue;
			problems.push({ line, text: this.shortageText(line, product, plan, request.shortage) });
			short.set(product.id, (short.get(product.id) ?? 0) + plan.missing);
		}
		lines.sort((a, b) => a.line.position - b.line.position);
		if (problems.length === 0) return { lines };
		this.releaseAll(lines);
		problems.sort((a, b) => a.line.position - b.line.position);
		const texts = problems.map(({ text }) => text);
		return { problems: texts, short: isOnlyShort ? short : undefined };
	}

	private releaseAll(lines: readonly PlannedLine[]): void {
		for (const { plan } of lines) release(this.stock, plan);
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
	): Promise<Named<Choices>> {
		const rows = this.stock.rowsOf(product.id);
		const lot = line.lot === undefined ? undefined : await this.names.lot(product, line.lot, rows);
		if (lot?.reason !== undefined) return { reason: lot.reason };
		const bin = line.bin === undefined ? undefined : await this.names.bin(line.bin, this.rows);
		if (bin?.reason !== undefined) return { reason: bin.reason };
		const places = rows
			.filter((row) => lot === undefined || row.lotId === lot.found.id)
			.filter((row) => bin === undefined || (row.binId ?? '') === bin.found.id);
		if (request.needsExactLot && places.length > 1) {
			const known = places.map((row) =>
				[row.lotNumber || 'no lot number', row.binName ?? 'no bin'].join(' / '),
			);
			return { reason: `say which lot and bin: ${known.join('; ')}` };
		}
		if (places.length === 0 && lot !== undefined) this.add(product, lot.found, bin?.found);
		return { found: { lotId: lot?.found.id, binId: bin?.found.id } };
	}

	/** A named lot without stock in the bin becomes a row of zero, so that `allowNegative` can book on it. */
	private add(
		product: ResolvedProduct,
		lot: { id: string; number: string; expiry?: string },
		bin?: { id: string; name: string },
	): void {
		const row: LotRow = {
			productId: product.id,
			lotId: lot.id,
			lotNumber: lot.number,
			expiry: lot.expiry,
			binId: bin?.id || undefined,
			binName: bin?.id ? bin.name : undefined,
			available: 0,
			onHand: 0,
			status: 'NOT_AVAILABLE',
		};
		this.stock.add(row);
	}
}
