import type { INodeParameters } from 'n8n-workflow';
import { Clinic } from '../../clinic';

let clinic: Clinic;
afterEach(async () => await clinic.close());

const get = (transactionId: string): INodeParameters => ({ transactionId });

describe('one transaction', () => {
	it('is read with its dates and its type in the right spelling', async () => {
		clinic = await Clinic.open();
		const { id } = clinic.sandbox.enter({
			type: 'ales',
			createdAt: Date.UTC(2026, 10, 22, 8),
			items: [
				{ sku: 'A', quantity: 2 },
				{ sku: 'B', adjustment: -1 },
			],
		});
		expect(await clinic.output('get', get(String(id)))).toEqual([
			{
				id,
				createdBy: 'account-cashier',
				createdAt: '2026-11-22T08:00:00.000Z',
				type: 'sales',
				typeAsStored: 'ales',
				items: [
					{ sku: 'A', quantity: 2 },
					{ sku: 'B', adjustment: -1 },
				],
				totalQuantity: 1,
			},
		]);
	});

	it('is chosen from the list by a picker', async () => {
		clinic = await Clinic.open();
		const { id } = clinic.sandbox.enter({ type: 'sales' });
		const transactionId = { __rl: true, mode: 'list', value: String(id) };
		expect(await clinic.output('get', { transactionId })).toMatchObject([{ id }]);
	});

	it.each([
		'cut before commit',
		'cut after commit',
		'5xx before commit',
		'truncated JSON',
		'HTML page',
	] as const)('is read again when the server or the line fails: %s', async (kind) => {
		clinic = await Clinic.open();
		const { id } = clinic.sandbox.enter({ type: 'sales' });
		clinic.sandbox.faults.next({ kind });
		expect(await clinic.output('get', get(String(id)))).toMatchObject([{ id }]);
	});

	it('that does not exist is told so, also when its ID would be another address', async () => {
		clinic = await Clinic.open();
		for (const id of ['nowhere', '../users', 'a/b?c']) {
			expect(await clinic.failure('get', get(id))).toMatch(
				/does not have this inventory transaction/,
			);
		}
		expect(clinic.sandbox.received.map(({ url }) => url)).toEqual([
			'/inventory-transactions/nowhere',
			'/inventory-transactions/..%2Fusers',
			'/inventory-transactions/a%2Fb%3Fc',
		]);
	});

	it('asks for an ID when an expression found none', async () => {
		clinic = await Clinic.open();
		expect(await clinic.failure('get', get('={{ $json.none }}'))).toMatch(
			/Node|No inventory transaction|required/,
		);
	});
});

describe('a wrong credential', () => {
	it('is told in words, and the token stands nowhere, although the server echoes it', async () => {
		clinic = await Clinic.open({}, { token: 'no-such-bearer' });
		const run = await clinic.run('get', get('x'));
		expect(run.error?.message).toMatch(/did not accept the API token/);
		expect(JSON.stringify(run.data)).not.toMatch(/no-such-bearer/);
	});

	it.each([
		['', /token.*is empty/],
		['with space', /characters that a token cannot have/],
	])('is refused before anything is sent: "%s"', async (token, words) => {
		clinic = await Clinic.open({}, { token });
		expect(await clinic.failure('get', get('x'))).toMatch(words);
		expect(clinic.sandbox.received).toEqual([]);
	});

	it.each([
		['not an address', /not a web address/],
		['https://user:pass@clinic.example', /must not contain a user name/],
	])('says what is wrong with the base URL "%s"', async (url, words) => {
		clinic = await Clinic.open({}, { url });
		expect(await clinic.failure('get', get('x'))).toMatch(words);
	});

	it('says that the server cannot be reached', async () => {
		clinic = await Clinic.open({}, { url: 'http://127.0.0.1:1' });
		const [{ error }] = (await clinic.run('get', get('x'), { continueOnFail: true })).output.map(
			({ json }) => json,
		);
		expect(error).toMatch(/cannot be reached/);
	});
});
