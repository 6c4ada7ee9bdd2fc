import { debitBody, HOSPITAL, SandboxClient } from './client';
import { startSandbox, type Sandbox, type SandboxOptions } from './index';

const CLOCK = '2026-11-22T07:30:00Z';
const YESTERDAY = Date.parse('2026-11-21T10:00:00Z');

describe('transactions of the sandbox', () => {
	let sandbox: Sandbox;
	let till: SandboxClient;

	async function open(options: SandboxOptions = {}): Promise<void> {
		sandbox = await startSandbox({ clock: CLOCK, frozen: true, ...options });
		till = await SandboxClient.logIn(sandbox);
	}

	const trueStock = (product: string): number =>
		sandbox
			.state()
			.stock.filter((line) => line.product === product && line.location === HOSPITAL.pharmacy)
			.reduce((sum, line) => sum + line.quantity, 0);

	afterEach(async () => await sandbox.close());

	it('saves more than one of ten simultaneous debits with one number, each with a clean 201', async () => {
		await open({ saveWindow: 20 });
		const answers = await Promise.all(
			Array.from({ length: 10 }, async () => await till.debit('TILL/1', YESTERDAY)),
		);
		const saved = answers.filter((answer) => answer.status === 201).length;
		expect(saved).toBeGreaterThan(1);
		expect(await till.numbered('TILL/1')).toHaveLength(saved);
		expect(answers.filter((answer) => answer.status === 400)).toHaveLength(10 - saved);
		expect(trueStock(HOSPITAL.gloves)).toBe(5200 - saved);
	});

	it('refuses a number that was saved before, in other case and with blanks around', async () => {
		await open();
		await till.debit('TILL/2', YESTERDAY);
		const again = await till.debit(' till/2 ', YESTERDAY);
		expect(again.status).toBe(400);
		expect(again.data).toMatchObject({
			errorMessages: [
				'Property [Transaction Number] of class [Transaction] with value [till/2] must be unique',
			],
		});
	});

	it('refuses a search with an empty criterion, without a mistake of its own', async () => {
		await open();
		const answer = await till.post('/api/generic/transaction/search', { searchAttributes: [null] });
		expect(answer.status).toBe(500);
		expect(sandbox.state().ownErrors).toEqual([]);
	});

	it('saves one number twice inside one array', async () => {
		await open();
		const answer = await till.post('/api/generic/transaction', [
			debitBody('TWIN', YESTERDAY),
			debitBody('TWIN', YESTERDAY),
		]);
		expect(answer.status).toBe(201);
		expect(await till.numbered('TWIN')).toHaveLength(2);
	});

	it('saves none of an array when one element is refused', async () => {
		await open();
		await till.debit('KNOWN', YESTERDAY);
		const answer = await till.post('/api/generic/transaction', [
			debitBody('NEW-1', YESTERDAY),
			debitBody('KNOWN', YESTERDAY),
		]);
		expect(answer.status).toBe(400);
		expect(await till.numbered('NEW-1')).toHaveLength(0);
		expect(trueStock(HOSPITAL.gloves)).toBe(5199);
	});

	it('shows old figures for five seconds after a write, while the truth changes at once', async () => {
		await open();
		await till.debit('LATE', YESTERDAY, 100);
		expect(trueStock(HOSPITAL.gloves)).toBe(5100);
		expect(await till.available(HOSPITAL.gloves)).toBe(5200);
		sandbox.advance(4000);
		expect(await till.available(HOSPITAL.gloves)).toBe(5200);
		sandbox.advance(1100);
		expect(await till.available(HOSPITAL.gloves)).toBe(5100);
	});

	it('shows new figures at once on 0.9.6', async () => {
		await open({ kind: '0.9.6' });
		await till.debit('LIVE', YESTERDAY, 100);
		expect(await till.available(HOSPITAL.gloves)).toBe(5100);
	});

	it('takes a debit dated before the last count and ignores it', async () => {
		await open();
		const count = { ...debitBody('COUNT', YESTERDAY, 5000), transactionType: { id: '12' } };
		await till.post('/api/generic/transaction', count);
		const before = await till.debit('BEFORE', YESTERDAY - 1000, 7);
		const after = await till.debit('AFTER', YESTERDAY + 1000, 3);
		expect([before.status, after.status]).toEqual([201, 201]);
		expect(trueStock(HOSPITAL.gloves)).toBe(4997);
	});

	it('hides late commits from searches for a while, and lets their number be used again', async () => {
		await open({ lateCommits: 2000 });
		await till.debit('HIDDEN', YESTERDAY);
		expect(await till.numbered('HIDDEN')).toHaveLength(0);
		expect((await till.debit('HIDDEN', YESTERDAY)).status).toBe(201);
		sandbox.advance(2001);
		expect(await till.numbered('HIDDEN')).toHaveLength(2);
	});

	it('loses the time of a text date on 0.9.0, but not of epoch milliseconds', async () => {
		await open({ kind: '0.9.0' });
		const body = debitBody('TEXT', 0);
		await till.post('/api/generic/transaction', {
			...body,
			transactionDate: '11/20/2026 10:15:30 +00:00',
		});
		await till.debit('NUMBER', YESTERDAY);
		const dates = sandbox
			.state()
			.transactions.filter((one) => ['TEXT', 'NUMBER'].includes(one.transactionNumber ?? ''))
			.map((one) => one.transactionDate);
		expect(dates).toEqual(['2026-11-20T00:00:00Z', '2026-11-21T10:00:00Z']);
	});
});
