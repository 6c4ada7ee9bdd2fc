import './environment';
import { join } from '../platform';
import { testCredential } from './credential-test';
import { MemoryCredentialStore } from './credential-store';
import { Engine } from './engine';
import { CounterServer } from './fixtures/counter-server';
import { runNode } from './run';
import { savedText } from './run-error';

const packageFolder = join(module.path, 'fixtures/package');

let server: CounterServer;
let engine: Engine;

beforeEach(async () => {
	server = await CounterServer.start();
	engine = await Engine.start({ package: packageFolder, credentials: { url: server.url } });
});
afterEach(async () => await server.close());

describe('the credential', () => {
	const count = { type: 'counter', parameters: {} };

	it('logs in once for many executions', async () => {
		await runNode(engine, count);
		await runNode(engine, count);
		const [{ data }] = engine.store.all();
		expect(server.logins).toBe(1);
		expect(data).toMatchObject({ cookie: 'session=1', greeting: 'hello nobody' });
	});

	it('logs in again for a fresh store, and not for a shared one', async () => {
		await runNode(engine, count);
		const shared = await Engine.start({ package: packageFolder, store: engine.store });
		await runNode(shared, count);
		expect(server.logins).toBe(1);
		const fresh = await Engine.start({ package: packageFolder, credentials: { url: server.url } });
		await runNode(fresh, count);
		expect(server.logins).toBe(2);
	});

	it('logs in again after a 401 and keeps the new cookie', async () => {
		await runNode(engine, count);
		server.cookie = 'session=other';
		const run = await runNode(engine, count);
		expect(run.error).toBeUndefined();
		expect(server.logins).toBe(2);
		expect(engine.store.all()[0].data.cookie).toBe('session=2');
	});

	it('resolves expressions, and does not overwrite them with what a login returned', async () => {
		const store = new MemoryCredentialStore({
			id: '7',
			name: 'By expression',
			type: 'counterApi',
			data: { url: server.url, user: '={{ "an" + "na" }}', greeting: '={{ "fixed" }}' },
		});
		const other = await Engine.start({ package: packageFolder, store });
		expect((await runNode(other, count)).error).toBeUndefined();
		expect(store.all()[0].data).toMatchObject({
			cookie: 'session=1',
			user: '={{ "an" + "na" }}',
			greeting: '={{ "fixed" }}',
		});
	});

	it('does not show in what n8n saves of a failed execution', async () => {
		server.answer = { status: 500, body: { message: 'out of order' } };
		const run = await runNode(engine, count);
		expect(savedText(run)).toContain('out of order');
		expect(savedText(run)).not.toContain('session=1');
	});
});

describe('the credential test', () => {
	it('reports success; as n8n does, it logs in only where no session is stored', async () => {
		const ok = { status: 'OK', message: 'Connection successful!' };
		expect(await testCredential(engine)).toEqual(ok);
		expect(await testCredential(engine)).toEqual(ok);
		expect(server.logins).toBe(1);
	});

	it.each([
		['by status', { status: 403, body: {} }, 'This user may not count.'],
		['by body', { status: 200, body: { server: { name: 'other' } } }, 'Not a counter.'],
		['without a rule', { status: 404, body: {} }, 'Not Found'],
	])('gives the sentence of the rule %s', async (_name, answer, message) => {
		server.answer = answer;
		expect(await testCredential(engine)).toEqual({ status: 'Error', message });
	});

	it('reports a server that is not there', async () => {
		await server.close();
		expect((await testCredential(engine)).status).toBe('Error');
		server = await CounterServer.start();
	});
});
