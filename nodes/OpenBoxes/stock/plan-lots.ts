import { allocateLine, release, WorkingStock, type LinePlan } from '../rules/allocate';
import { lotKey, type LotRow } from '../rules/lot';
import type { Named, LotNames } from './lot-names';
import type { PostingRequest, RequestedLine } from './posting-request';
import type { ResolvedProduct } from './products';

export interface PlannedLine {
	line: RequestedLine;
	product: ResolvedProduct;
	plan: LinePlan;
}

export type RequestPlan =
	| { lines: PlannedLine[]; reason?: undefined }
	| { lines?: undefined; reason: string; isShortage: boolean };

interface Choices {
	lotId?: string;
	binId?: string;
	/** A lot or bin that holds nothing so far, to be booked below zero if that is allowed. */
	added?: LotRow;
}

function label(line: RequestedLine, product: ResolvedProduct): string {
	return `line ${line.position} (${[product.code, product.name].filter((text) => text !== '').join(' ')})`;
}

/** Chooses lots for requests one after the other, all from the same working stock. */
export class LotPlanner {
	private stock: WorkingStock;

	private readonly added: LotRow[] = [];

	constructor(
		private readonly rows: readonly LotRow[],
		private readonly names: LotNames,
		private readonly today: string,
	) {
		this.stock = new WorkingStock(rows);
	}

	/** All lines of a request, or why it cannot be served; then nothing of it stays reserved. */
	async plan(
		request: PostingRequest,
		products: ReadonlyMap<RequestedLine, ResolvedProduct>,
	): Promise<RequestPlan> {
		const lines: PlannedLine[] = [];
		for (const line of request.lines) {
			const product = products.get(line);
			if (!product) continue;
			const choices = await this.choose(line, product, request);
			if (choices.reason !== undefined) {
				this.releaseAll(lines);
				return { reason: `${label(line, product)}: ${choices.reason}`, isShortage: false };
			}
			const { lotId, binId } = choices.found;
			const plan = allocateLine(
				this.stock,
				{ productId: product.id, quantity: line.quantity, lotId, binId },
				{ choice: request.choice, today: this.today, shortage: request.shortage },
			);
			lines.push({ line, product, plan });
			if (plan.missing > 0 && request.shortage !== 'takeAvailable') {
				this.releaseAll(lines);
				return { reason: this.shortageText(line, product, plan), isShortage: true };
			}
		}
		return { lines };
	}

	private releaseAll(lines: readonly PlannedLine[]): void {
		for (const { plan } of lines) release(this.stock, plan);
	}

	private shortageText(line: RequestedLine, product: ResolvedProduct, plan: LinePlan): string {
		const there = line.quantity - plan.missing;
		const where = [line.lot && `lot ${line.lot}`, line.bin && `bin ${line.bin}`]
			.filter(Boolean)
			.join(', ');
		const notes = [
			plan.excluded.expired > 0 ? `${plan.excluded.expired} more are expired` : '',
			plan.excluded.withheld > 0 ? `${plan.excluded.withheld} more are on hold or recalled` : '',
			plan.excluded.unexpired > 0 ? `${plan.excluded.unexpired} more are not expired yet` : '',
		].filter((note) => note !== '');
		return `${label(line, product)}: ${line.quantity} wanted, ${there} in stock${where ? ` in ${where}` : ''}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
	}

	private async choose(
		line: RequestedLine,
		product: ResolvedProduct,
		request: PostingRequest,
	): Promise<Named<Choices>> {
		const rows = [...this.rows, ...this.added].filter((row) => row.productId === product.id);
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
		if (this.added.some((one) => lotKey(one) === lotKey(row))) return;
		this.added.push(row);
		this.stock.add(row);
	}
}
