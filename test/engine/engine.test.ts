import './environment';
import { mkdtempSync, rmSync, tmpdir, join } from '../platform';
import { testCredential } from './credential-test';
import { FileCredentialStore, MemoryCredentialStore } from './credential-store';
import { Engine } from './engine';
import { EngineProcess } from './engine-process';
import { CounterServer } from './fixtures/counter-server';
import { listSearch } from './list-search';
import { PollTrigger } from './poll-trigger';
import { runNode, runWorkflow, type WorkflowDefinition } from './run';
import { savedText } from './run-error';

const packageFolder = join(module.path, 'fixtures/package');
const numbers = (run: { output: Array<{ json: object }> }): object[] =>
	run.output.map(({ json }) => json);

let server: CounterServer;
let engine: Engine;

beforeEach(async () => {
	server = await CounterServer.start();
	engine = await Engine.start({ package: packageFolder, credentials: { url: server.url } });
});
afterEach(async () => await server.close());

it('has the nodes and credentials of this package, from source', async () => {
	const { types } = await Engine.start();
	expect(Object.keys(types.nodes)).toContain('n8n-nodes-openboxes.openBoxes');
	expect(Object.keys(types.credentials).sort()).toEqual(['hapiHubApi', 'openBoxesApi']);
});

describe('a node', () => {
	it('runs once per execution with all its items, paired', async () => {
		const run = await runNode(engine, {
			type: 'counter',
			parameters: { step: '={{ $json.by }}' },
			items: [{ by: 2 }, { by: 3 }],
		});
		expect(run.error).toBeUndefined();
		expect(numbers(run)).toEqual([
			{ by: 2, count: 2 },
			{ by: 3, count: 5 },
		]);
		expect(run.output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('stops the execution with its error, item number and advice', async () => {
		const run = await runNode(engine, {
			type: 'counter',
			parameters: { step: '={{ $json.by }}' },
			items: [{ by: 1 }, { by: -1 }],
		});
		expect(run.status).toBe('error');
		expect(run.error).toMatchObject({
			message: 'A step forward is needed',
			description: 'Give a positive step.',
			itemIndex: 1,
			node: 'Node',
		});
	});

	it('goes on after a bad item when told to, on either output', async () => {
		const options = {
			type: 'counter',
			parameters: { step: '={{ $json.by }}' },
			items: [{ by: -1 }, { by: 1 }],
		};
		const regular = await runNode(engine, { ...options, continueOnFail: true });
		expect(numbers(regular)).toEqual([{ error: 'A step forward is needed' }, { by: 1, count: 1 }]);
		const split = await runNode(engine, { ...options, continueOnFail: 'continueErrorOutput' });
		expect(numbers(split)).toEqual([{ by: 1, count: 2 }]);
		expect(split.errorOutput).toHaveLength(1);
	});

	it('is stopped by the user in the middle of a request', async () => {
		const stop = new AbortController();
		server.onCount = () => stop.abort();
		const run = await runNode(engine, {
			type: 'counter',
			parameters: {},
			items: [{}, {}, {}],
			signal: stop.signal,
		});
		expect(run.status).toBe('canceled');
		expect(server.count).toBeLessThan(3);
	});
});

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

it('a picker searches with the filter, the page and the other fields', async () => {
	const found = await listSearch(engine, {
		type: 'counter',
		method: 'searchPlaces',
		filter: 'shelf',
		paginationToken: '2',
		parameters: { step: 4 },
	});
	expect(found).toEqual({ results: [{ name: 'shelf 4 0', value: '1' }], paginationToken: '2' });
	expect(server.logins).toBe(1);
});

describe('a polling trigger', () => {
	const options = { type: 'counterTrigger', parameters: { emitFrom: 5 } };

	it('kept in memory: forgets at a restart what was seen without an event', async () => {
		const trigger = new PollTrigger(engine, options);
		expect(await trigger.activate()).toBeNull();
		expect(trigger.saved).toEqual({ count: 0 });
		server.count = 3;
		expect(await trigger.poll()).toBeNull();
		expect(trigger.saved).toEqual({ count: 0 });
		server.count = 5;
		expect(await trigger.poll()).toEqual([{ json: { count: 5, last: 3, activation: 'activate' } }]);
		expect(trigger.saved).toEqual({ count: 5 });
		server.count = 3;
		await trigger.poll();
		server.count = 6;
		expect(await trigger.restart()).toEqual([{ json: { count: 6, last: 5, activation: 'init' } }]);
	});

	it('kept durably: saved after each poll, but not by an empty one at activation', async () => {
		const trigger = new PollTrigger(engine, { ...options, scheduler: 'durable' });
		expect(await trigger.activate()).toBeNull();
		expect(trigger.saved).toEqual({});
		server.count = 3;
		expect(await trigger.poll()).toBeNull();
		expect(trigger.saved).toEqual({ count: 3 });
	});

	it.each(['inMemory', 'durable'] as const)('%s: a manual run saves nothing', async (scheduler) => {
		const trigger = new PollTrigger(engine, { ...options, scheduler });
		expect(await trigger.runManually()).toHaveLength(1);
		expect(trigger.saved).toEqual({});
	});
});

describe('a workflow', () => {
	it("runs in n8n's order with stand-ins for n8n's own nodes", async () => {
		const run = await runWorkflow(engine, tillWorkflow(), {
			input: [{ lines: [{ by: 1 }, { by: 10 }, { by: 2 }] }],
		});
		expect(run.error).toBeUndefined();
		expect(run.items.Count[0].map(({ json }) => json)).toEqual([
			{ by: 1, label: 'step 1', count: 1 },
			{ by: 2, label: 'step 2', count: 3 },
		]);
		expect(engine.recorded).toEqual([
			{
				node: 'Tell',
				type: 'n8n-nodes-base.slack',
				parameters: { channel: '#stock', text: 'count is 1' },
			},
			{
				node: 'Tell',
				type: 'n8n-nodes-base.slack',
				parameters: { channel: '#stock', text: 'count is 3' },
			},
		]);
	});

	it('runs with pinned data instead of a node', async () => {
		const run = await runWorkflow(engine, tillWorkflow(), {
			input: [{}],
			pinned: { Lines: [{ by: 4 }] },
		});
		expect(run.items.Count[0].map(({ json }) => json.count)).toEqual([4]);
	});
});

describe('several n8n processes', () => {
	let folder: string;
	let storeFile: string;

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'n8n-openboxes-store-'));
		storeFile = join(folder, 'credentials.json');
		new FileCredentialStore(storeFile, {
			id: '1',
			name: 'Counter',
			type: 'counterApi',
			data: { url: server.url },
		});
	});
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	it('run the package from source', async () => {
		const one = await EngineProcess.start({ storeFile });
		const run = await one.runNode({ type: 'openBoxes', parameters: {} });
		expect(run.error?.message).toContain('Parameter "Reference" is required');
		await one.close();
	});

	it('share the cookie, and a killed one rejects its unfinished runs', async () => {
		const [one, two] = await Promise.all([
			EngineProcess.start({ package: packageFolder, storeFile }),
			EngineProcess.start({ package: packageFolder, storeFile }),
		]);
		const first = await one.runNode({ type: 'counter', parameters: { step: 1 } });
		expect(first.items.Node[0][0].json).toEqual({ count: 1 });
		const failed = await two.runNode({ type: 'counter', parameters: { step: -1 } });
		expect(failed.error).toMatchObject({ name: 'NodeOperationError', itemIndex: 0 });
		const second = await two.runWorkflow(tillWorkflow(), { input: [{ lines: [{ by: 2 }] }] });
		expect(second.items.Count[0][0].json).toMatchObject({ count: 3 });
		expect(server.logins).toBe(1);

		const arrived = new Promise<void>((done) => {
			server.onCount = () => {
				done();
				return new Promise(() => {});
			};
		});
		const unfinished = one.runNode({ type: 'counter', parameters: {} });
		const rejected = expect(unfinished).rejects.toThrow('SIGKILL');
		await arrived;
		await one.kill();
		await rejected;
		await two.close();
	});
});

function tillWorkflow(): WorkflowDefinition {
	const base = { typeVersion: 1, position: [0, 0] as [number, number] };
	const to = (
		node: string,
	): { main: Array<Array<{ node: string; type: 'main'; index: number }>> } => ({
		main: [[{ node, type: 'main', index: 0 }]],
	});
	return {
		name: 'Till',
		nodes: [
			{
				...base,
				id: '1',
				name: 'Till',
				type: 'n8n-nodes-base.webhook',
				parameters: { path: 'sale' },
			},
			{
				...base,
				id: '2',
				name: 'Lines',
				type: 'n8n-nodes-base.splitOut',
				parameters: { fieldToSplitOut: 'lines' },
			},
			{
				...base,
				id: '3',
				name: 'Small',
				type: 'n8n-nodes-base.filter',
				typeVersion: 2,
				parameters: {
					conditions: {
						options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
						combinator: 'and',
						conditions: [
							{
								id: 'a',
								leftValue: '={{ $json.by }}',
								rightValue: 9,
								operator: { type: 'number', operation: 'lt' },
							},
						],
					},
				},
			},
			{
				...base,
				id: '4',
				name: 'Label',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				parameters: {
					includeOtherFields: true,
					assignments: {
						assignments: [
							{ id: 'b', name: 'label', type: 'string', value: '=step {{ $json.by }}' },
						],
					},
				},
			},
			{
				...base,
				id: '5',
				name: 'Count',
				type: 'n8n-nodes-counter.counter',
				parameters: { step: '={{ $json.by }}' },
			},
			{
				...base,
				id: '6',
				name: 'Tell',
				type: 'n8n-nodes-base.slack',
				parameters: { channel: '#stock', text: '=count is {{ $json.count }}' },
			},
		],
		connections: {
			Till: to('Lines'),
			Lines: to('Small'),
			Small: to('Label'),
			Label: to('Count'),
			Count: to('Tell'),
		},
	};
}
