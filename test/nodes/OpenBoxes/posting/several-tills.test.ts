import { growPharmacy, type LotPlan } from '../../../hospital/grown-pharmacy';
import { id, Scene } from '../../../hospital/scene';
import { SandboxClient, HOSPITAL } from '../../../sandbox/client';
import type { SandboxOptions } from '../../../sandbox';

/** Names of this machine: an n8n that knows the server by its own one shares nothing with the others. */
const NAMES = ['localhost'];

let main: Scene;

async function open(tills: number, options: SandboxOptions): Promise<Scene[]> {
	main = await Scene.open({ overlap: { ms: 30, jitter: 0.3, seed: 7 }, ...options });
	const others = NAMES.slice(0, tills - 1).map(
		async (name) => await Scene.apart(main, 'pharmacy', 'till', name),
	);
	return [main, ...(await Promise.all(others))];
}

afterEach(async () => await main.close());

interface Sale {
	receipt: string;
	productCode: string;
	quantity: number;
	shortage?: string;
}

/** Sells once; `posted`, or why not. */
async function sell(
	till: Scene,
	{ receipt, productCode, quantity, shortage }: Sale,
): Promise<string> {
	const { output, error } = await till.run(
		{
			resource: 'transaction',
			operation: 'debit',
			reference: receipt,
			linesFrom: 'json',
			linesJson: JSON.stringify([{ productCode, quantity }]),
			options: { source: 'TILL1', ...(shortage ? { shortage } : {}) },
		},
		{ continueOnFail: true },
	);
	if (error) return error.message;
	const [{ json }] = output;
	return typeof json.error === 'string' ? json.error : String(json.status);
}

const sellAll = async (tills: Scene[], sales: Sale[]): Promise<string[]> =>
	await Promise.all(
		sales.map(async (sale, index) => await sell(tills[index % tills.length], sale)),
	);

const singles = (count: number, productCode: string, name = 'RUSH'): Sale[] =>
	Array.from({ length: count }, (_, index) => ({
		receipt: `${name}-${index}`,
		productCode,
		quantity: 1,
	}));

function left(productCode: string): number {
	return Object.entries(main.stock())
		.filter(([name]) => name.startsWith(`${productCode} `))
		.reduce((sum, [, quantity]) => sum + quantity, 0);
}

function expectNothingBelowZero(): void {
	const below = Object.entries(main.stock()).filter(([, quantity]) => quantity < 0);
	expect(below).toEqual([]);
}

function tally(outcomes: string[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const outcome of outcomes) {
		const name = /wanted, \d+ in stock/.test(outcome) ? 'not enough' : outcome;
		counts[name] = (counts[name] ?? 0) + 1;
	}
	return counts;
}

describe.each(['0.9.8', '0.9.6', '0.9.0'] as const)('tills of several n8n (%s)', (kind) => {
	it('40 parallel sales of the last 12: 12 are posted, 28 refused with the reason', async () => {
		const tills = await open(2, { kind });
		const outcomes = await sellAll(tills, singles(40, '10003'));
		expect(tally(outcomes)).toEqual({ posted: 12, 'not enough': 28 });
		expect(left('10003')).toBe(0);
		expectNothingBelowZero();
	}, 60_000);

	it('what a person books at the same moment is never taken twice', async () => {
		const tills = await open(2, { kind });
		const person = await SandboxClient.logIn(main.sandbox, 'manager');
		const [outcomes] = await Promise.all([
			sellAll(tills, singles(20, '10003')),
			person.post('/api/generic/transaction', {
				inventory: { id: HOSPITAL.pharmacyInventory },
				transactionType: { id: '2' },
				transactionDate: Date.now() - 1000,
				transactionNumber: 'BY-HAND',
				transactionEntries: [
					{
						product: { id: id.products['10003'] },
						inventoryItem: { id: id.lots['10003/MOR-1'] },
						binLocation: { id: HOSPITAL.shelf1 },
						quantity: 5,
					},
				],
			}),
		]);
		expect(tally(outcomes)).toEqual({ posted: 7, 'not enough': 13 });
		expect(left('10003')).toBe(0);
		expectNothingBelowZero();
	}, 60_000);
});

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
		const tills = await open(2, { seed, overlap: { ms: 30, jitter: 0.3, seed: day } });
		const sales = Array.from({ length: SALES }, (_, index) => ({
			receipt: `DAY-${index}`,
			productCode: products[(index * 7 + day) % products.length].code,
			quantity: 1 + ((index + day) % 2),
		}));
		const outcomes = await sellAll(tills, sales);
		const { posted = 0, 'not enough': refused = 0, ...others } = tally(outcomes);
		expect(others).toEqual({});
		expect(posted + refused).toBe(SALES);
		expectNothingBelowZero();
		const needless = sales.filter(
			({ productCode, quantity }, index) =>
				outcomes[index] !== 'posted' && left(productCode) >= quantity,
		);
		expect(needless.length).toBeLessThanOrEqual(SALES * 0.02);
	}, 120_000);
});
