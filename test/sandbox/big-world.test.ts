import { HOSPITAL, SandboxClient } from './client';
import { startSandbox, type Sandbox } from './index';

describe('a generated big hospital', () => {
	let sandbox: Sandbox;
	let till: SandboxClient;

	beforeAll(async () => {
		sandbox = await startSandbox({ size: { products: 1000, transactions: 5000 } });
		till = await SandboxClient.logIn(sandbox);
	});

	afterAll(async () => await sandbox.close());

	const page = async (path: string): Promise<Array<Record<string, unknown>>> =>
		((await till.get(path)).data as { data: Array<Record<string, unknown>> }).data;

	it('lists products beside those of the seed', async () => {
		const answer = await till.get('/api/products?max=1');
		expect(answer.data).toMatchObject({ totalCount: 1013 });
	});

	it('pages through the past newest first, without gap or repetition', async () => {
		const list = '/api/generic/transaction?sort=dateCreated&order=desc&max=100';
		const rows = [...(await page(list)), ...(await page(`${list}&offset=100`))];
		expect(new Set(rows.map((row) => row.id)).size).toBe(200);
		const dates = rows.map((row) => String(row.dateCreated));
		expect([...dates].sort().reverse()).toEqual(dates);
	});

	it('has a stock that follows from its past', async () => {
		const [product] = await page('/api/products?max=1&q=G000007');
		const stock = await till.available(String(product.id));
		const entries = await till.post('/api/generic/transactionEntry/search', {
			searchAttributes: [{ property: 'product.id', value: String(product.id) }],
		});
		expect(stock).toBe(500);
		expect((entries.data as { data: unknown[] }).data).toHaveLength(5);
	});

	it('finds a past number and refuses it', async () => {
		expect(await till.numbered('PAST/4999')).toHaveLength(1);
		const yesterday = Date.now() - 86_400_000;
		expect((await till.debit('past/4999', yesterday)).status).toBe(400);
	});

	it('keeps the seed usable', async () => {
		expect(await till.available(HOSPITAL.gloves)).toBe(5200);
	});
});
