import { HOSPITAL, SandboxClient } from './client';
import { startSandbox, type Sandbox, type SandboxOptions } from './index';

const CLOCK = '2026-11-22T07:30:00Z';
const YESTERDAY = Date.parse('2026-11-21T10:00:00Z');
const TRANSACTION = { method: 'POST', path: 'generic/transaction$' } as const;
const TYPES = '/api/generic/transactionType?max=1';

describe('faults of the sandbox', () => {
	let sandbox: Sandbox;
	let till: SandboxClient;

	async function open(options: SandboxOptions = {}): Promise<void> {
		sandbox = await startSandbox({ clock: CLOCK, frozen: true, ...options });
		till = await SandboxClient.logIn(sandbox);
	}

	const saved = (number: string): number =>
		sandbox.state().transactions.filter((one) => one.transactionNumber === number).length;

	afterEach(async () => await sandbox.close());

	it.each([
		['cut before commit', 0],
		['cut after commit', 1],
	] as const)('%s: the client sees a broken connection, %i rows are saved', async (kind, rows) => {
		await open();
		sandbox.faults.next({ kind, ...TRANSACTION });
		await expect(till.debit('CUT', YESTERDAY)).rejects.toThrow();
		expect(saved('CUT')).toBe(rows);
		expect((await till.get(TYPES)).status).toBe(200);
		expect(sandbox.state().faults).toEqual({ [kind]: 1 });
	});

	it.each([
		['5xx before commit', 502, 0],
		['5xx after commit', 502, 1],
		['429', 429, 0],
	] as const)('%s: answers %i, %i rows are saved', async (kind, status, rows) => {
		await open();
		sandbox.faults.next({ kind, ...TRANSACTION, retryAfter: 7 });
		const answer = await till.debit('X', YESTERDAY);
		expect(answer.status).toBe(status);
		expect(saved('X')).toBe(rows);
		if (kind === '429') expect(answer.headers['retry-after']).toBe('7');
	});

	it.each([
		['session expired 401', 401, undefined],
		['session expired 302', 302, '/openboxes/errors/handleUnauthorized'],
		['session expired page', 200, undefined],
	] as const)('%s: answers %i and the session is gone', async (kind, status, path) => {
		await open();
		sandbox.faults.next({ kind });
		const answer = await till.get(TYPES);
		expect(answer.status).toBe(status);
		if (path) expect(String(answer.headers.location)).toContain(path);
		expect((await till.get(TYPES)).status).toBe(302);
	});

	it('cuts JSON short and sends pages instead', async () => {
		await open();
		sandbox.faults.next({ kind: 'truncated JSON' });
		sandbox.faults.next({ kind: 'HTML page' });
		expect(typeof (await till.get(TYPES)).data).toBe('string');
		expect((await till.get(TYPES)).headers['content-type']).toContain('text/html');
	});

	it('draws random faults from a seed, the same each time', async () => {
		const run = async () => {
			await open({ faults: { random: { seed: 7, rates: { '429': 0.3 }, path: 'generic' } } });
			const statuses: number[] = [];
			for (let at = 0; at < 20; at += 1) statuses.push((await till.get(TYPES)).status);
			await sandbox.close();
			return statuses;
		};
		const first = await run();
		expect(first).toContain(429);
		expect(await run()).toEqual(first);
		await open();
	});

	it('drops the session of every third request', async () => {
		await open();
		sandbox.faults.set({ dropSessionEvery: 3 });
		const statuses = [await till.get(TYPES), await till.get(TYPES), await till.get(TYPES)];
		expect(statuses.map((answer) => answer.status)).toEqual([200, 200, 302]);
	});

	it('limits requests per minute', async () => {
		await open({ rateLimit: 3 });
		await till.get(TYPES);
		await till.get(TYPES);
		const answer = await till.get(TYPES);
		expect(answer.status).toBe(429);
		expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
		expect(answer.headers['x-ratelimit-limit']).toBe('3');
	});

	it('keeps its data over a restart, but no session', async () => {
		await open();
		await till.debit('KEPT', YESTERDAY);
		await sandbox.restart();
		expect((await till.get(TYPES)).status).toBe(302);
		till = await SandboxClient.logIn(sandbox);
		expect(await till.numbered('KEPT')).toHaveLength(1);
	});

	it('refuses a user without a role at the login location', async () => {
		await open();
		const local = await SandboxClient.logIn(sandbox, 'local', HOSPITAL.central);
		const answer = await local.get(TYPES);
		expect([answer.status, answer.headers.location]).toEqual([
			302,
			expect.stringContaining('/errors/handleForbidden'),
		]);
	});
});
