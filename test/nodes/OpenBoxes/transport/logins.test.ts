import { Engine } from '../../../engine/engine';
import { runNode } from '../../../engine/run';
import { savedText } from '../../../engine/run-error';
import { tillCredential } from '../../../hospital/hospital';
import { startSandbox, type Sandbox } from '../../../sandbox';

const READ = { resource: 'product', operation: 'getAll', limit: 1 };

let sandbox: Sandbox;
afterEach(async () => await sandbox.close());

async function engineFor(changes: Record<string, unknown> = {}): Promise<Engine> {
	return await Engine.start({ credentials: tillCredential(sandbox.url, changes) });
}

describe('the requests of a login', () => {
	it('count in the limit of requests per minute like any other', async () => {
		sandbox = await startSandbox({ rateLimit: 12 });
		const engine = await engineFor({ requestsPerMinute: 12 });
		const began = Date.now();
		for (let execution = 0; execution < 10; execution++) {
			const run = await runNode(engine, { type: 'openBoxes', parameters: READ, items: [{}] });
			expect(run.error).toBeUndefined();
			// Every execution has to log in anew.
			const [row] = engine.store.all();
			engine.store.save({ ...row, data: { ...row.data, sessionToken: '' } });
		}
		const { total, logins } = sandbox.requests;
		expect(logins).toBe(10);
		expect(total).toBeGreaterThanOrEqual(30);
		// 12 in the first minute, 12 in the second, and so on: none was refused.
		expect(Date.now() - began).toBeGreaterThan(Math.floor((total - 1) / 12) * 60_000);
		expect(sandbox.state().rateLimited).toBe(0);
	});
});

describe('the cookie of an earlier login', () => {
	it.each<[string, (cookie: string) => string]>([
		['as it was', (cookie) => cookie],
		['in small letters', (cookie) => cookie.toLowerCase()],
		['in base64', (cookie) => Buffer.from(cookie).toString('base64')],
	])('does not show, when the server writes it back %s', async (_, encode) => {
		sandbox = await startSandbox();
		const engine = await engineFor();
		const read = async () =>
			await runNode(engine, { type: 'openBoxes', parameters: READ, items: [{}] });
		await read();
		const first = String(engine.store.all()[0].data.sessionToken).split('=')[1];
		await sandbox.restart();
		await read();
		expect(engine.store.all()[0].data.sessionToken).not.toContain(first);
		jest.spyOn(sandbox.world.json, 'of').mockImplementation(() => {
			throw new Error(`The session ${encode(first)} is over`);
		});
		const run = await read();
		jest.restoreAllMocks();
		expect(run.error?.message).toMatch(/The session \*\*\*\S{0,3} is over/);
		expect(savedText(run).toLowerCase()).not.toContain(encode(first).toLowerCase());
	});
});
