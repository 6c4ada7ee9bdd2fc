import { HOSPITAL, SandboxClient } from './client';
import { startSandbox, type Sandbox, type SandboxOptions } from './index';

const CLOCK = '2026-11-22T07:30:00Z';
const YESTERDAY = Date.parse('2026-11-21T10:00:00Z');
const TRANSACTION = { method: 'POST', path: 'generic/transaction$' } as const;
const STALE = expect.stringContaining('Row was updated or deleted by another transaction');

describe('overlapping writes', () => {
	let sandbox: Sandbox;
	let till: SandboxClient;

	async function open(options: SandboxOptions = {}): Promise<void> {
		sandbox = await startSandbox({ clock: CLOCK, frozen: true, ...options });
		till = await SandboxClient.logIn(sandbox);
	}

	const stock = (): number =>
		sandbox
			.state()
			.stock.filter(
				({ product, location }) => product === HOSPITAL.gloves && location === HOSPITAL.pharmacy,
			)
			.reduce((sum, line) => sum + line.quantity, 0);

	const rename = async (name: string) =>
		await till.send('PUT', `/api/generic/product/${HOSPITAL.gloves}`, { name });

	const lot = async (lotNumber: string) =>
		await till.post('/api/generic/inventoryItem', {
			product: { id: HOSPITAL.gloves },
			lotNumber,
		});

	afterEach(async () => await sandbox.close());

	it('saves one number as often as it was sent before the first commit', async () => {
		await open({ overlap: 250 });
		const answers = await Promise.all(
			[1, 2, 3].map(async () => await till.debit('TWIN', YESTERDAY)),
		);
		expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201]);
		expect(await till.numbered('TWIN')).toHaveLength(3);
		expect(stock()).toBe(5197);
		expect((await till.debit('twin', YESTERDAY)).status).toBe(400);
	});

	it('shows a write to nobody before it commits', async () => {
		await open();
		const hold = sandbox.overlap.hold(TRANSACTION, 1);
		const debit = till.debit('HELD', YESTERDAY);
		await hold.reached();
		expect(await till.numbered('HELD')).toHaveLength(0);
		expect(stock()).toBe(5200);
		hold.release();
		expect((await debit).status).toBe(201);
		expect(await till.numbered('HELD')).toHaveLength(1);
		expect(stock()).toBe(5199);
	});

	it('lets availability follow five seconds after the commit, not after the request', async () => {
		await open();
		const hold = sandbox.overlap.hold(TRANSACTION, 1);
		const debit = till.debit('SLOW', YESTERDAY, 200);
		await hold.reached();
		sandbox.advance(8000);
		hold.release();
		await debit;
		expect(await till.available(HOSPITAL.gloves)).toBe(5200);
		sandbox.advance(5100);
		expect(await till.available(HOSPITAL.gloves)).toBe(5000);
	});

	it('gives the later of two that change one row a 500, and keeps nothing of it', async () => {
		await open();
		const hold = sandbox.overlap.hold({ method: 'PUT' });
		const first = rename('Gloves, first');
		await hold.reached(1);
		const second = rename('Gloves, second');
		await hold.reached(2);
		hold.release();
		expect((await first).status).toBe(200);
		expect((await second).status).toBe(500);
		expect((await second).data).toMatchObject({ errorCode: 500, errorMessage: STALE });
		const read = await till.get(`/api/generic/product/${HOSPITAL.gloves}`);
		expect(read.data.data.name).toBe('Gloves, first');
	});

	it('lets a save that changes nothing pass', async () => {
		await open();
		const { data } = await till.get(`/api/generic/product/${HOSPITAL.gloves}`);
		const hold = sandbox.overlap.hold({ method: 'PUT' }, 1);
		const change = rename('Gloves, new');
		await hold.reached();
		expect((await rename(data.data.name as string)).status).toBe(200);
		hold.release();
		expect((await change).status).toBe(200);
	});

	it('refuses a twin where the database has a unique index: a lot number', async () => {
		await open({ overlap: 250 });
		const answers = await Promise.all([lot('LOT-TWIN'), lot('lot-twin')]);
		expect(answers.map((answer) => answer.status).sort()).toEqual([201, 500]);
		expect(String(answers.find((answer) => answer.status === 500)?.data)).toContain(
			'Duplicate entry',
		);
	});

	it('refuses an entry whose lot was deleted meanwhile', async () => {
		await open();
		const made = await lot('GONE');
		const hold = sandbox.overlap.hold(TRANSACTION, 1);
		const body = {
			inventory: { id: HOSPITAL.pharmacyInventory },
			transactionType: { id: '8' },
			transactionNumber: 'CREDIT',
			source: { id: HOSPITAL.central },
			transactionDate: YESTERDAY,
			transactionEntries: [{ inventoryItem: { id: made.data.data.id }, quantity: 1 }],
		};
		const credit = till.post('/api/generic/transaction', body);
		await hold.reached();
		await till.send('DELETE', `/api/generic/inventoryItem/${made.data.data.id}`);
		hold.release();
		expect((await credit).status).toBe(500);
		expect(await till.numbered('CREDIT')).toHaveLength(0);
	});

	it('commits what a client no longer waits for', async () => {
		await open();
		const hold = sandbox.overlap.hold(TRANSACTION, 1);
		sandbox.faults.next({ kind: 'cut after commit', ...TRANSACTION });
		const debit = till.debit('CUT', YESTERDAY);
		const cut = expect(debit).rejects.toThrow();
		await hold.reached();
		hold.release();
		await cut;
		expect(await till.numbered('CUT')).toHaveLength(1);
	});

	it('draws durations from a seed, per route', async () => {
		const durations = async () => {
			await open({
				timeByHand: true,
				overlap: { ms: 0, routes: [{ ...TRANSACTION, ms: 100 }], jitter: 0.5, seed: 7 },
			});
			const seen: number[] = [];
			for (const number of ['A', 'B', 'C']) {
				const debit = till.debit(number, YESTERDAY);
				await sandbox.time.whenWaiting(1);
				seen.push(Math.round(sandbox.time.next));
				sandbox.time.advance(150);
				await debit;
			}
			await sandbox.close();
			return seen;
		};
		const first = await durations();
		expect(new Set(first).size).toBe(3);
		expect(first.every((ms) => ms >= 50 && ms <= 150)).toBe(true);
		expect(await durations()).toEqual(first);
		await open();
	});

	it('takes as long as a real server, before the commit and not once more before the request', async () => {
		await open({ timeByHand: true, overlap: 'real' });
		sandbox.latency = 'real';
		const debit = till.debit('REAL', YESTERDAY);
		await sandbox.time.whenWaiting(1);
		expect(sandbox.time.next).toBe(23);
		sandbox.time.advance(23);
		expect((await debit).status).toBe(201);
	});

	it('is switched on and off by the remote control', async () => {
		await open();
		const control = async (body: unknown) =>
			await till.send('POST', '/../__sandbox/overlap', body, {
				'Content-Type': 'application/json',
			});
		await control({ hold: TRANSACTION });
		const debit = till.debit('REMOTE', YESTERDAY);
		while ((await control({ ms: 5 })).data.held === 0);
		expect((await control({ release: true })).data).toEqual({ held: 0 });
		expect((await debit).status).toBe(201);
		expect(sandbox.overlap.isOn).toBe(true);
		await control({});
		expect(sandbox.overlap.isOn).toBe(false);
	});
});
