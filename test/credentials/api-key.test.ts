import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { testCredential } from '../engine/credential-test';
import { Engine } from '../engine/engine';
import { runNode, type NodeRun } from '../engine/run';
import { savedText } from '../engine/run-error';
import { LOCATION } from '../hospital/hospital';
import { startSandbox, type Sandbox } from '../sandbox';

const KEY = 'sandbox-key';
let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox({ kind: 'documented' });
});
afterEach(async () => await sandbox.close());

const withKey = async (changes: ICredentialDataDecryptedObject = {}): Promise<Engine> =>
	await Engine.start({
		credentials: {
			url: sandbox.url,
			authentication: 'apiKey',
			apiKey: KEY,
			keyHeader: 'X-API-Key',
			location: LOCATION.pharmacy,
			...changes,
		} as Record<string, string>,
	});

async function sell(engine: Engine, receipt = 'K-1'): Promise<NodeRun> {
	return await runNode(engine, {
		type: 'openBoxes',
		parameters: {
			resource: 'transaction',
			operation: 'debit',
			reference: receipt,
			linesFrom: 'json',
			linesJson: '[{"productCode": "10001", "quantity": 50}]',
			options: { source: 'TILL1' },
		},
		items: [{}],
	});
}

const ibuprofen = (): number =>
	sandbox
		.state()
		.stock.filter((row) => row.location === LOCATION.pharmacy && row.productCode === '10001')
		.reduce((sum, row) => sum + row.quantity, 0);

describe('an API key instead of a password', () => {
	it('debits a sale once, without any login', async () => {
		const before = ibuprofen();
		const engine = await withKey();
		expect((await testCredential(engine)).status).toBe('OK');
		const run = await sell(engine);
		expect(run.error).toBeUndefined();
		expect(run.output[0].json).toMatchObject({ status: 'posted' });
		const again = await sell(engine);
		expect(again.output[0].json).toMatchObject({ alreadyPosted: true });
		expect(ibuprofen()).toBe(before - 50);
		expect(sandbox.requests.logins).toBe(0);
		expect(savedText(run)).not.toContain(KEY);
		expect(engine.store.all()[0].data).not.toHaveProperty('sessionFor');
	});

	it('works with blanks and a line end around it, as a copied key has them', async () => {
		const engine = await withKey({ apiKey: ` ${KEY}\n`, keyHeader: ' X-API-Key ' });
		expect((await testCredential(engine)).status).toBe('OK');
		expect((await sell(engine)).error).toBeUndefined();
	});

	it.each<[string, ICredentialDataDecryptedObject, RegExp]>([
		['a wrong key', { apiKey: 'wrong-key-123' }, /key/i],
		['a wrong header', { keyHeader: 'X-Other' }, /key/i],
		['a header that is none', { keyHeader: 'X API Key:' }, /cannot be the name of a header/],
		['no header', { keyHeader: '' }, /cannot be the name of a header/],
		['no key', { apiKey: '' }, /API key .* is empty/],
		['a key with a line in the middle', { apiKey: 'sandbox\nkey' }, /characters that a key/],
	])('says what to do with %s', async (_, changes, words) => {
		const engine = await withKey(changes);
		const run = await sell(engine);
		expect(`${run.error?.message} ${run.error?.description ?? ''}`).toMatch(words);
		expect(savedText(run)).not.toContain(KEY);
		expect(savedText(run)).not.toContain('wrong-key-123');
		expect(savedText(run)).not.toContain('password');
		expect((await testCredential(engine)).message).not.toMatch(/Connection successful/);
	});

	it('keeps two people with one key from selling the same box', async () => {
		await sell(await withKey());
		const second = await sell(await withKey(), 'K-2');
		expect(second.output[0].json).toMatchObject({ lines: [{ lots: [{ lotNumber: 'IBU-B' }] }] });
	});
});
