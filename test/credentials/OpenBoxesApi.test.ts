import {
	createServer,
	type RequestListener,
	type Server,
	createTlsServer,
	once,
	type AddressInfo,
} from '../platform';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { testCredential } from '../engine/credential-test';
import { Engine } from '../engine/engine';
import { runNode } from '../engine/run';
import { LOCATION, tillCredential } from '../hospital/hospital';
import { startSandbox, type Sandbox } from '../sandbox';
import { CERTIFICATE } from './self-signed';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(async () => await sandbox.close());

async function sentence(changes: ICredentialDataDecryptedObject = {}): Promise<string> {
	const engine = await Engine.start({ credentials: tillCredential(sandbox.url, changes) });
	const { status, message } = await testCredential(engine);
	return `${status}: ${message}`;
}

/** Runs a test against a server that is no OpenBoxes. */
async function whileServing(
	server: Server,
	scheme: 'http' | 'https',
	work: (url: string) => Promise<void>,
): Promise<void> {
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	try {
		await work(`${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`);
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

const page: RequestListener = (_, response) => {
	response.setHeader('Content-Type', 'text/html');
	response.setHeader('Set-Cookie', 'JSESSIONID=0123456789ABCDEF; Path=/');
	response.end('<html><body><form action="login">Please log in</form></body></html>');
};

describe('the credential test says what to do', () => {
	it('when all is well', async () => {
		expect(await sentence()).toMatch(/^OK/);
	});

	it.each<[string, ICredentialDataDecryptedObject, RegExp]>([
		['a wrong password', { password: 'wrong' }, /refused the password of "till".*Check user name/],
		['an unknown user', { username: 'nobody' }, /refused the password of "nobody"/],
		[
			'an unknown location',
			{ location: 'nowhere' },
			/does not know the location "nowhere".*ID of the location/,
		],
		['no location', { location: '' }, /has no location. Enter the ID/],
		[
			'an inactive user',
			{ username: 'former', password: 'former-pass' },
			/probably inactive.*administrator/,
		],
		[
			'no role at the location',
			{ username: 'norole', password: 'norole-pass' },
			/no role at location/,
		],
		[
			'a role at another location only',
			{ username: 'local', password: 'local-pass', location: LOCATION.central },
			/no role at location/,
		],
		['a URL that is none', { url: 'not a url' }, /is not a web address/],
		['nobody listening', { url: 'http://127.0.0.1:9' }, /cannot be reached.*server is running/],
		[
			'an unknown host',
			{ url: 'http://openboxes.invalid' },
			/name of the OpenBoxes server cannot be found/,
		],
	])('with %s', async (_, changes, words) => {
		expect(await sentence(changes)).toMatch(words);
	});

	it('with a server that is no OpenBoxes', async () => {
		await whileServing(
			createServer((_, response) => response.writeHead(404).end('Not found')),
			'http',
			async (url) =>
				expect(await sentence({ url })).toMatch(
					/No OpenBoxes answered at .*usually ends in \/openboxes/,
				),
		);
	});

	it('with a login page in front of the server', async () => {
		await whileServing(createServer(page), 'http', async (url) =>
			expect(await sentence({ url })).toMatch(/answered the login with a web page/),
		);
	});

	it('with a certificate that nobody signed', async () => {
		await whileServing(
			createTlsServer(CERTIFICATE, page) as unknown as Server,
			'https',
			async (url) => {
				expect(await sentence({ url })).toMatch(/certificate.*not trusted.*Ignore TLS Errors/);
				expect(await sentence({ url, ignoreTlsErrors: true })).toMatch(/web page/);
			},
		);
	});

	it('with an API key that the server does not take', async () => {
		expect(
			await sentence({ authentication: 'apiKey', apiKey: 'wrong', keyHeader: 'X-API-Key' }),
		).toMatch(/did not accept the key/);
	});
});

describe('the server URL', () => {
	it.each([
		...[
			'',
			'/',
			'/openboxes',
			'/openboxes/',
			'/openboxes/api',
			'/openboxes/api/',
			'/openboxes/API',
		],
		...['?lang=en', '/openboxes?lang=en', '/openboxes/#/stockMovement', '/openboxes/api/?a=/b/'],
		'/'.repeat(20_000),
	])('may end in "%.40s"', async (end) => {
		const origin = sandbox.url.replace(/\/openboxes$/, '');
		expect(await sentence({ url: `${origin}${end}` })).toMatch(/^OK/);
	});

	it('may have blanks around it and stand for another spelling of the same server', async () => {
		expect(await sentence({ url: ` ${sandbox.url}/ ` })).toMatch(/^OK/);
		expect(await sentence({ url: sandbox.url.replace('http', 'HTTP') })).toMatch(/^OK/);
	});

	it('may be given without http, which then means https', async () => {
		await whileServing(
			createTlsServer(CERTIFICATE, page) as unknown as Server,
			'https',
			async (url) =>
				expect(await sentence({ url: url.replace('https://', ''), ignoreTlsErrors: true })).toMatch(
					/web page/,
				),
		);
	});
});

describe('a number that an expression gives for a field', () => {
	it('is taken as its digits', async () => {
		expect(await sentence({ location: 1 })).toMatch(/^OK/);
		expect(await sentence({ username: 7 })).toMatch(/refused the password of "7"/);
		expect(await sentence({ password: 7 })).toMatch(/refused the password of "till"/);
	});
});

describe('the cookie', () => {
	const read = async (engine: Engine): Promise<string | undefined> => {
		const run = await runNode(engine, {
			type: 'openBoxes',
			parameters: { resource: 'product', operation: 'getAll', limit: 1 },
			items: [{}],
		});
		return run.error?.message;
	};

	it('serves all executions until the server drops it', async () => {
		const engine = await Engine.start({ credentials: tillCredential(sandbox.url) });
		for (let execution = 0; execution < 5; execution++) expect(await read(engine)).toBeUndefined();
		expect(sandbox.requests.logins).toBe(1);
		await sandbox.restart();
		for (let execution = 0; execution < 5; execution++) expect(await read(engine)).toBeUndefined();
		expect(sandbox.requests.logins).toBe(2);
	});

	it.each([
		['location', { location: LOCATION.central }],
		['user', { username: 'manager', password: 'manager-pass' }],
	])('is not reused when the %s of the credential changed', async (_, changes) => {
		const engine = await Engine.start({ credentials: tillCredential(sandbox.url) });
		await read(engine);
		const [row] = engine.store.all();
		engine.store.save({ ...row, data: { ...row.data, ...changes } });
		expect(await read(engine)).toBeUndefined();
		expect(sandbox.requests.logins).toBe(2);
	});

	it('is not asked for again and again when the user is inactive', async () => {
		const engine = await Engine.start({
			credentials: tillCredential(sandbox.url, { username: 'former', password: 'former-pass' }),
		});
		expect(await read(engine)).toMatch(/inactive/);
		expect(sandbox.requests.logins).toBeLessThanOrEqual(2);
	});

	it('is fetched once by executions that start together', async () => {
		const engine = await Engine.start({ credentials: tillCredential(sandbox.url) });
		expect(await Promise.all(Array.from({ length: 10 }, async () => await read(engine)))).toEqual(
			Array.from({ length: 10 }, () => undefined),
		);
		expect(sandbox.requests.logins).toBe(1);
	});
});
