import type { ICredentialDataDecryptedObject, INodeCredentialTestResult } from 'n8n-workflow';
import { CredentialDialog } from '../engine/credential-dialog';
import { Engine } from '../engine/engine';
import { runNode } from '../engine/run';
import { LOCATION, tillCredential } from '../hospital/hospital';
import { typedAt, WRONG_CREDENTIALS } from '../hospital/wrong-credentials';
import { startSandbox, type Sandbox } from '../sandbox';
import type { Row } from '../sandbox/store/table';

type Fields = ICredentialDataDecryptedObject;

let sandbox: Sandbox;
let engine: Engine;
beforeEach(async () => {
	sandbox = await startSandbox();
	engine = await Engine.start({ credentials: {} });
	// Pauses before a repeat are as short as they can be.
	jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(async () => {
	jest.restoreAllMocks();
	await sandbox.close();
});

const right = (): Fields => tillCredential(sandbox.url);

/** A credential that was saved, tested green and used. */
async function saved(fields: Fields = right()): Promise<void> {
	expect(await CredentialDialog.create(engine).type(fields).save()).toMatchObject(GREEN);
	expect(await execution()).toBe('worked');
}

const GREEN: Partial<INodeCredentialTestResult> = { status: 'OK' };

async function execution(): Promise<string> {
	const run = await runNode(engine, {
		type: 'openBoxes',
		parameters: { resource: 'product', operation: 'getAll', limit: 1 },
		items: [{}],
	});
	return run.error?.message ?? 'worked';
}

/** What an administrator does on the server meanwhile. */
function change(domain: string, isMeant: (row: Row) => boolean, changes: Partial<Row>): void {
	const { store } = sandbox.world;
	for (const row of store.table(domain).all().filter(isMeant))
		store.update(domain, row, changes as Parameters<typeof store.update>[2]);
}

const storedText = (): string => JSON.stringify(engine.store.all());

const typed = (fields: Fields): Fields => typedAt(sandbox.url, fields);

describe.each(WRONG_CREDENTIALS)('%s', (_, fields, sentence) => {
	it('gets its sentence in a new credential, and is green once it is put right', async () => {
		const dialog = CredentialDialog.create(engine).type({ ...right(), ...typed(fields) });
		expect(await dialog.save()).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(sentence),
		});
		expect(await dialog.type({ keyHeader: 'X-API-Key', ...right() }).save()).toMatchObject(GREEN);
		expect(await execution()).toBe('worked');
	});

	it('gets its sentence in a credential that has worked, is refused when used, and can be put right', async () => {
		await saved();
		const wrong = CredentialDialog.open(engine).type(typed(fields));
		const failed = { status: 'Error', message: expect.stringMatching(sentence) };
		expect(await wrong.save()).toMatchObject(failed);
		expect(await wrong.retry()).toMatchObject(failed);
		expect(await execution()).toMatch(sentence);
		const corrected = CredentialDialog.open(engine).type({ keyHeader: 'X-API-Key', ...right() });
		expect(await corrected.save()).toMatchObject(GREEN);
		expect(await execution()).toBe('worked');
	});
});

describe('a credential that has worked', () => {
	it.each<[string, Fields]>([
		[
			'another location',
			{ location: LOCATION.central, username: 'manager', password: 'manager-pass' },
		],
		['another user', { username: 'manager', password: 'manager-pass' }],
		['a slash at the end of the URL', { url: '{server}/' }],
		['nothing', {}],
	])(
		'is green with %s, in the dialog that is open and when it is opened again',
		async (_, fields) => {
			await saved();
			const dialog = CredentialDialog.open(engine).type(typed(fields));
			expect(await dialog.save()).toMatchObject(GREEN);
			expect(await dialog.retry()).toMatchObject(GREEN);
			expect(await execution()).toBe('worked');
			expect(await CredentialDialog.open(engine).retry()).toMatchObject(GREEN);
			expect(await execution()).toBe('worked');
		},
	);

	it('is red as soon as the server has another password, although the session goes on', async () => {
		await saved();
		change('user', ({ username }) => username === 'till', { password: 'changed' });
		const result = await CredentialDialog.open(engine).retry();
		expect(result).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/refused the password/),
		});
	});

	it('does not open a session of its own at the server for each test', async () => {
		await saved();
		const [{ data }] = engine.store.all();
		for (let test = 0; test < 3; test++) await CredentialDialog.open(engine).retry();
		expect(engine.store.all()[0].data).toEqual(data);
	});

	it('stores nothing that a password could be guessed from without the cookie', async () => {
		await saved();
		const [{ data }] = engine.store.all();
		const { password, sessionToken, ...shown } = data;
		await sandbox.restart();
		await execution();
		const again = engine.store.all()[0].data;
		expect(JSON.stringify(shown)).not.toContain('till-pass');
		expect(again.sessionToken).not.toBe(sessionToken);
		expect(again.sessionProof).not.toBe(data.sessionProof);
		expect(storedText().split(String(password))).toHaveLength(2);
	});
});

describe('the location of a credential', () => {
	it.each([
		['its number', '464QZP'],
		['its number in small letters', ' 464qzp '],
		['its name', 'Hospital Pharmacy'],
		['its ID', LOCATION.pharmacy],
	])('can be given by %s', async (_, location) => {
		await saved({ ...right(), location });
		const [{ data }] = engine.store.all();
		expect(JSON.parse(String(data.sessionServer))).toMatchObject({
			location: { id: LOCATION.pharmacy, name: 'Hospital Pharmacy', number: '464QZP' },
		});
	});

	it('that two places share by name is refused with the IDs of both', async () => {
		change('location', (row) => row.id === LOCATION.ward, { name: 'Hospital Pharmacy' });
		const dialog = CredentialDialog.create(engine).type({
			...right(),
			location: 'Hospital Pharmacy',
		});
		expect((await dialog.save()).message).toMatch(/stands for 2 locations: .*0004.*0006/);
	});

	it('that a renamed place still has by its ID goes on working', async () => {
		await saved();
		change('location', (row) => row.id === LOCATION.pharmacy, { name: 'New Pharmacy' });
		expect(await CredentialDialog.open(engine).retry()).toMatchObject(GREEN);
	});
});
