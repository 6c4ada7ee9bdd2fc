import type { GrownProduct, ProductPlan } from '../hospital/grown-pharmacy';
import { pickFrom, seededRandom, type Random } from '../sandbox/random';

/** What the pharmacy holds: plenty of most products, over lots and bins, and little of some. */
export const STOCK: readonly ProductPlan[] = [
	{
		prefix: 'P',
		count: 60,
		lots: [
			{ name: 'OLD', quantity: 100, expires: '2020-01-31T00:00:00Z', bin: 'S-1' },
			{ name: 'A', quantity: 60, expires: '2098-01-31T00:00:00Z', bin: 'S-1' },
			{ name: 'B', quantity: 150, expires: '2098-06-30T00:00:00Z', bin: 'S-2' },
			{ name: 'C', quantity: 1_000_000, expires: '2099-06-30T00:00:00Z', bin: 'S-1' },
		],
	},
	{
		prefix: 'RARE',
		count: 2,
		lots: [{ name: 'A', quantity: 60, expires: '2098-01-31T00:00:00Z', bin: 'S-2' }],
	},
];

export interface ChaosLine {
	productCode?: string;
	barcode?: string;
	quantity: number;
}

/** A receipt of the till, and the truth about it. */
export interface ChaosSale {
	receipt: string;
	/** ISO text. */
	soldAt: string;
	lines: ChaosLine[];
	/** Units per product code that must leave the stock when it is posted. */
	units: ReadonlyMap<string, number>;
	/**
	 * `plain` must be posted, `wrong` names a product that nobody knows and must be refused, `rare` may be
	 * refused for want of stock.
	 */
	kind: 'plain' | 'wrong' | 'rare';
}

const LATEST_SALE_MS = 60 * 60_000;

function drawKind(random: Random): ChaosSale['kind'] {
	const drawn = random();
	if (drawn < 0.02) return 'wrong';
	return drawn < 0.06 ? 'rare' : 'plain';
}

/** Receipts of a day, the same for the same seed. */
export function drawSales(
	count: number,
	seed: number,
	products: readonly GrownProduct[],
	now: number,
): ChaosSale[] {
	const random = seededRandom(seed);
	const usual = products.filter(({ code }) => code.startsWith('P'));
	const rare = products.filter(({ code }) => code.startsWith('RARE'));
	return Array.from({ length: count }, (_, index): ChaosSale => {
		const kind = drawKind(random);
		const lines: ChaosLine[] = [];
		const units = new Map<string, number>();
		for (let line = Math.ceil(random() * 4); line > 0; line -= 1) {
			const product = pickFrom(random, kind === 'rare' && line === 1 ? rare : usual);
			const quantity = Math.ceil(random() * 6);
			const name = random() < 0.5 ? { productCode: product.code } : { barcode: product.barcode };
			lines.push({ ...name, quantity });
			units.set(product.code, (units.get(product.code) ?? 0) + quantity);
		}
		if (kind === 'wrong') lines.push({ productCode: 'NOBODY-KNOWS', quantity: 1 });
		// Half of them just now, half some time ago: those are compared with the last counts.
		const ageMs = random() < 0.5 ? 0 : random() * LATEST_SALE_MS;
		return {
			receipt: String(index + 1).padStart(5, '0'),
			soldAt: new Date(now - ageMs).toISOString(),
			lines,
			units,
			kind,
		};
	});
}
