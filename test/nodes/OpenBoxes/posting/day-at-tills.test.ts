import { growPharmacy, type LotPlan } from '../../../hospital/grown-pharmacy';
import { tally, Tills } from './tills';

let tills: Tills;

afterEach(async () => await tills.close());

/** Days, each with other sales and another race; set higher for a campaign. */
const DAYS = 1;
const SALES = 48;

const LOTS: LotPlan[] = [
	{ name: 'A', quantity: 3, expires: '2098-01-31T00:00:00Z', bin: 'S-1' },
	{ name: 'B', quantity: 4, expires: '2099-01-31T00:00:00Z', bin: 'S-2' },
];

describe.each(Array.from({ length: DAYS }, (_, day) => day + 1))('day %i', (day) => {
	it('many products run out at several tills: all that was there is sold, and no lot is below zero', async () => {
		const { seed, products } = growPharmacy([{ prefix: 'P', count: SALES / 16, lots: LOTS }]);
		tills = await Tills.open(2, { seed, overlap: { ms: 30, jitter: 0.3, seed: day } });
		const sales = Array.from({ length: SALES }, (_, index) => ({
			receipt: `DAY-${index}`,
			productCode: products[(index * 7 + day) % products.length].code,
			quantity: 1 + ((index + day) % 2),
		}));
		const outcomes = await tills.sellAll(sales);
		const { posted = 0, 'not enough': refused = 0, ...others } = tally(outcomes);
		expect(others).toEqual({});
		expect(posted + refused).toBe(SALES);
		expect(tills.belowZero).toEqual([]);
		const needless = sales.filter(
			({ productCode, quantity }, index) =>
				outcomes[index] !== 'posted' && tills.left(productCode) >= quantity,
		);
		expect(needless.length).toBeLessThanOrEqual(SALES * 0.02);
	}, 120_000);
});
