import { Workflow, type ICredentialDataDecryptedObject, type INode } from 'n8n-workflow';
import { Engine } from '../engine/engine';
import { runNode } from '../engine/run';
import { LOCATION, tillCredential } from '../hospital/hospital';
import { startSandbox, type Sandbox } from '../sandbox';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(async () => await sandbox.close());

/** Headers that n8n's HTTP Request node would send with this credential. */
async function headersOf(
	engine: Engine,
	credential: ICredentialDataDecryptedObject,
): Promise<Record<string, unknown>> {
	const node: INode = {
		id: 'http',
		name: 'HTTP Request',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const nodeTypes = engine.nodeTypes([node]);
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	await workflow.expression.acquireIsolate();
	try {
		const options = { url: `${sandbox.url}/api/products`, headers: {} };
		const helper = engine.credentialsHelper();
		const sent = await helper.authenticate(credential, 'openBoxesApi', options, workflow, node);
		return sent.headers as Record<string, unknown>;
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

describe('the credential in the HTTP Request node', () => {
	let engine: Engine;
	let stored: ICredentialDataDecryptedObject;
	beforeEach(async () => {
		engine = await Engine.start({ credentials: tillCredential(sandbox.url) });
		await runNode(engine, {
			type: 'openBoxes',
			parameters: { resource: 'product', operation: 'getAll', limit: 1 },
			items: [{}],
		});
		stored = engine.store.all()[0].data;
	});

	it('sends the cookie that the last login brought', async () => {
		expect((await headersOf(engine, stored)).Cookie).toBe(stored.sessionToken);
		expect(stored.sessionToken).toMatch(/^JSESSIONID=/);
	});

	it.each<[string, ICredentialDataDecryptedObject]>([
		['server', { url: 'https://elsewhere.example.org/openboxes' }],
		['user', { username: 'manager' }],
		['location', { location: LOCATION.central }],
		['way to log in', { authentication: 'apiKey', apiKey: 'a-key', keyHeader: 'X-API-Key' }],
	])('sends no cookie of before when the %s was changed', async (_, changes) => {
		const headers = await headersOf(engine, { ...stored, ...changes });
		expect(headers.Cookie).toBe('');
		expect(JSON.stringify(headers)).not.toContain('JSESSIONID');
	});

	it('sends a key in its header, and no password', async () => {
		const key = { authentication: 'apiKey', apiKey: ' a-key\n', keyHeader: ' X-Key ' };
		const headers = await headersOf(engine, { ...stored, ...key });
		expect(headers).toMatchObject({ 'X-Key': 'a-key' });
		expect(JSON.stringify(headers)).not.toContain('till-pass');
	});
});
