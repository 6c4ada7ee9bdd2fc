import { LOCATION } from '../hospital/hospital';
import { startSandbox, type Sandbox } from '../sandbox';
import { checkContract, type Checked } from './contract';

let sandbox: Sandbox;
afterEach(async () => await sandbox.close());

async function check(writeAt?: string): Promise<Checked[]> {
	const access = {
		url: sandbox.url,
		user: 'manager',
		password: 'manager-pass',
		location: LOCATION.pharmacy,
	};
	const all: Checked[] = [];
	for await (const one of checkContract(access, writeAt)) all.push(one);
	return all;
}

const stock = (): string => JSON.stringify(sandbox.state().stock);

it.each(['0.9.0', '0.9.6', '0.9.8'] as const)('agrees with the sandbox of %s', async (kind) => {
	sandbox = await startSandbox({ kind });
	const before = stock();
	const all = await check('Hospital Pharmacy');
	expect(all.filter(({ outcome }) => outcome !== 'agrees')).toEqual([]);
	expect(stock()).toBe(before);
});

it('only reads, unless the location is named', async () => {
	sandbox = await startSandbox();
	for (const name of [undefined, 'Central Depot']) {
		const all = await check(name);
		expect(all.some(({ outcome }) => outcome === 'not tested')).toBe(true);
	}
	const written = Object.keys(sandbox.requests.routes).filter(
		(route) => !route.startsWith('GET ') && route !== 'POST /api/login',
	);
	expect(written).toEqual([]);
});

it('tells what is different', async () => {
	sandbox = await startSandbox({ rateLimit: 60 });
	const all = await check();
	expect(all).toContainEqual(
		expect.objectContaining({ outcome: 'differs', detail: expect.stringMatching(/^60 a minute/) }),
	);
});
