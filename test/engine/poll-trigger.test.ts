import './environment';
import { join } from '../platform';
import { Engine } from './engine';
import { CounterServer } from './fixtures/counter-server';
import { PollTrigger } from './poll-trigger';

const packageFolder = join(module.path, 'fixtures/package');

let server: CounterServer;
let engine: Engine;

beforeEach(async () => {
	server = await CounterServer.start();
	engine = await Engine.start({ package: packageFolder, credentials: { url: server.url } });
});
afterEach(async () => await server.close());

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
