import './environment';
import { mkdtempSync, rmSync, tmpdir, join } from '../platform';
import { FileCredentialStore } from './credential-store';
import { EngineProcess } from './engine-process';
import { CounterServer } from './fixtures/counter-server';
import { tillWorkflow } from './fixtures/till-workflow';

const packageFolder = join(module.path, 'fixtures/package');

let server: CounterServer;

beforeEach(async () => {
	server = await CounterServer.start();
});
afterEach(async () => await server.close());

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
		const run = await one.runNode({
			type: 'openBoxes',
			parameters: { resource: 'transaction', operation: 'debit' },
		});
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
