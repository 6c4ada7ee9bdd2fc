import './environment';
import { join } from '../platform';
import { Engine } from './engine';
import { CounterServer } from './fixtures/counter-server';
import { tillWorkflow } from './fixtures/till-workflow';
import { listSearch } from './list-search';
import { runNode, runWorkflow } from './run';

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
