import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sleep } from '../../../engine/clock';
import { growPharmacy, type LotPlan } from '../../../hospital/grown-pharmacy';
import { costOf } from '../../../hospital/movements';
import { HOSPITAL, SandboxClient } from '../../../sandbox/client';
import { id, Scene } from '../../../hospital/scene';

let scene: Scene;
afterEach(async () => await scene.close());

const sales: INodeParameters = {
	resource: 'transaction',
	operation: 'debit',
	reference: '={{ $json.receipt }}',
	linesFrom: 'json',
	linesJson: '={{ [$json.line] }}',
	options: { source: 'TILL1' },
};

const morphine = (receipt: string, quantity: number): IDataObject => ({
	receipt,
	line: { productCode: '10003', quantity },
});

/** Other tills and people, one line each, newest last. */
async function bookByHand(count: number, lot: string, product: string): Promise<void> {
	const person = await SandboxClient.logIn(scene.sandbox, 'manager');
	const rows = Array.from({ length: count }, (_, index) => ({
		inventory: { id: HOSPITAL.pharmacyInventory },
		transactionType: { id: '2' },
		transactionDate: Date.now() - 1000,
		transactionNumber: `${product}-${lot}-${index}`,
		transactionEntries: [
			{
				product: { id: id.products[product] },
				inventoryItem: { id: id.lots[`${product}/${lot}`] },
				binLocation: { id: HOSPITAL.shelf1 },
				quantity: 1,
			},
		],
	}));
	for (let start = 0; start < count; start += 100) {
		const answer = await person.post('/api/generic/transaction', rows.slice(start, start + 100));
		expect(answer.status).toBe(201);
	}
}

/** Requests for the newest entries of all writers. */
function newestReads(): number {
	const { routes } = scene.sandbox.requests;
	return ['transaction', 'transactionEntry'].reduce(
		(sum, name) => sum + (routes[`GET /api/generic/${name}`] ?? 0),
		0,
	);
}

describe('that nobody takes the same box twice', () => {
	it('costs a day of 500 sales no more than 30 requests in all', async () => {
		const lots: LotPlan[] = [
			{ name: 'A', quantity: 9000, expires: '2098-01-31T00:00:00Z', bin: 'S-1' },
		];
		const { seed, products } = growPharmacy([{ prefix: 'P', count: 200, lots }]);
		scene = await Scene.open({ seed });
		const items = Array.from({ length: 500 }, (_, index) => ({
			receipt: `DAY-${index}`,
			line: { productCode: products[index % products.length].code, quantity: 2 },
		}));
		const cost = await costOf(scene, async () => await scene.output(sales, items));
		expect(cost).toBeLessThanOrEqual(30);
	}, 60_000);

	it.each([1, 20])(
		'costs a batch of %d sales at most four requests',
		async (count) => {
			scene = await Scene.open();
			await scene.output(sales, [morphine('FIRST', 1)]);
			await sleep(120_000);
			const items = Array.from({ length: count }, (_, index) => ({
				receipt: `BATCH-${index}`,
				line: { productCode: '10001', quantity: 1 },
			}));
			const before = newestReads();
			await scene.output(sales, items);
			expect(newestReads() - before).toBeGreaterThan(0);
			expect(newestReads() - before).toBeLessThanOrEqual(4);
		},
		60_000,
	);

	it('reads on where many booked since: what was taken before them is not sold once more', async () => {
		scene = await Scene.open();
		await bookByHand(10, 'MOR-1', '10003');
		await bookByHand(250, 'PCM-1', '10002');
		const [{ json }] = (
			await scene.run(sales, { items: [morphine('SALE', 5)], continueOnFail: true })
		).output;
		expect(json.error).toMatch(/5 wanted, \d in stock/);
	}, 60_000);

	it('tells the stock before and after as it is when the sale had to give way first', async () => {
		scene = await Scene.open();
		const hold = scene.sandbox.overlap.hold({ method: 'POST', path: 'generic/transaction$' }, 1);
		const wish = { ...sales, options: { source: 'TILL1', shortage: 'takeAvailable' } };
		const sale = scene.run(wish, { items: [morphine('SALE', 6)] });
		await hold.reached();
		await bookByHand(8, 'MOR-1', '10003');
		hold.release();
		const { output } = await sale;
		expect(output[0].json.lines).toMatchObject([
			{ lots: [{ quantity: 4, stockBefore: 4, stockAfter: 0 }] },
		]);
		expect(scene.stock()['10003 MOR-1 Shelf 1']).toBe(0);
	}, 60_000);
});
