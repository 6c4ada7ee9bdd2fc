import { SandboxClient } from './client';
import { startSandbox, type Sandbox } from './index';

describe('the server of the hosted vendor’s documents', () => {
	let sandbox: Sandbox;
	let till: SandboxClient;

	beforeAll(async () => {
		sandbox = await startSandbox({ kind: 'documented' });
		till = await SandboxClient.logIn(sandbox);
	});

	afterAll(async () => await sandbox.close());

	const withKey = async (key: string) =>
		await till.send('GET', '/api/getAppContext', undefined, { 'X-API-Key': key, Cookie: '' });

	it('does not tell its version', async () => {
		const { data } = (await till.get('/api/getAppContext')).data as { data: object };
		expect(data).toMatchObject({ user: { username: 'till' } });
		expect(data).not.toHaveProperty('appVersion');
	});

	it('takes an API key instead of a session, and refuses a wrong one', async () => {
		const right = await withKey('sandbox-key');
		expect([right.status, right.headers['set-cookie']]).toEqual([200, undefined]);
		expect((await withKey('wrong')).status).toBe(401);
	});

	it('names the next page of a list until it ends', async () => {
		let path: string | undefined = '/api/products?max=5';
		let rows = 0;
		while (path) {
			const page = (await till.get(path)).data as { data: unknown[]; next?: string };
			rows += page.data.length;
			path = page.next?.slice(sandbox.url.length);
		}
		expect(rows).toBe(13);
	});

	it.each(['/api/internalLocations/search', '/api/stockTransfers/candidates'])(
		'does not have %s, which no document names',
		async (path) => expect((await till.get(path)).status).toBe(404),
	);
});
