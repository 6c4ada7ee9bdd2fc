import { growPharmacy, type GrownProduct, type ProductPlan } from '../../hospital/grown-pharmacy';
import { pickFrom, seededRandom } from '../../sandbox/random';
import type { Seed } from '../../sandbox/store/seed';

/** Of this source are the receipts. */
export const SOURCE = 'TILL1';

/** One receipt with one line. */
export interface TillSale {
	receipt: string;
	productCode: string;
	quantity: number;
}

/** What several tills are to sell, and what the pharmacy holds. */
export interface Day {
	hospital: Seed;
	sales: TillSale[];
	/** Of which there is less than is asked for. */
	scarce: GrownProduct[];
}

/** Of three products one runs out. */
const PLANS: readonly ProductPlan[] = [
	{
		prefix: 'FEW',
		count: 20,
		lots: [
			{ name: 'A', quantity: 4, expires: '2098-01-31T00:00:00Z', bin: 'S-1' },
			{ name: 'B', quantity: 6, expires: '2099-01-31T00:00:00Z', bin: 'S-2' },
		],
	},
	{
		prefix: 'MANY',
		count: 40,
		lots: [
			{ name: 'A', quantity: 5, expires: '2098-01-31T00:00:00Z', bin: 'S-1' },
			{ name: 'B', quantity: 5000, expires: '2099-01-31T00:00:00Z', bin: 'S-2' },
		],
	},
];
/** Share of the sales that want what runs out. */
const SCARCE_SHARE = 0.6;
const MOST_UNITS = 3;

/** The same for the same seed. */
export function drawDay(count: number, seed: number): Day {
	const random = seededRandom(seed);
	const { seed: hospital, products } = growPharmacy(PLANS);
	const scarce = products.filter(({ code }) => code.startsWith('FEW'));
	const usual = products.filter(({ code }) => code.startsWith('MANY'));
	const sales = Array.from({ length: count }, (_, index): TillSale => ({
		receipt: String(index + 1).padStart(5, '0'),
		productCode: pickFrom(random, random() < SCARCE_SHARE ? scarce : usual).code,
		quantity: 1 + Math.floor(random() * MOST_UNITS),
	}));
	return { hospital, sales, scarce };
}
