import { PollContext } from 'n8n-core';
import { LoggerProxy, type Logger } from 'n8n-workflow';
import { WatchedHospital, type WatchOptions } from './watched-hospital';

const logged: string[] = [];
const note =
	(level: string) =>
	(text: string): void => {
		logged.push(`${level}: ${text}`);
	};
const logger = {
	debug: note('debug'),
	info: note('info'),
	warn: note('warn'),
	error: note('error'),
} as unknown as Logger;

let hospital: WatchedHospital;
beforeAll(() => {
	Object.defineProperty(PollContext.prototype, 'logger', { configurable: true, get: () => logger });
});
afterAll(() => {
	Reflect.deleteProperty(PollContext.prototype, 'logger');
});
beforeEach(() => {
	logged.length = 0;
});
afterEach(async () => {
	const [{ data }] = hospital.engine.store.all();
	const text = logged.join('\n');
	for (const secret of ['manager-pass', String(data.sessionToken).split('=')[1]])
		expect(text).not.toContain(secret);
	expect(text).not.toMatch(/JSESSIONID|searchAttributes/);
	await hospital.close();
});

async function open(events: string[], options: WatchOptions = {}): Promise<WatchedHospital> {
	hospital = await WatchedHospital.open(events, { at: 'pharmacy', ...options });
	await hospital.activate();
	return hospital;
}

const said = (words: RegExp): void => {
	expect(logged).toContainEqual(expect.stringMatching(words));
};

describe("what the trigger swallows stands in n8n's log", () => {
	it('a stored position that is damaged', async () => {
		await open(['transaction.created']);
		hospital.trigger.replaceSaved({ openBoxesTrigger: 'damaged' });
		await hospital.poll();
		said(/^warn: OpenBoxes: the stored position of "Trigger" is damaged/);
	});

	it('a change that cannot be told yet, behind one that can', async () => {
		const { day } = await open(['transaction.created']);
		await day.book('2', 1);
		day.pass(5);
		await day.book('2', 1);
		day.pass(5);
		hospital.failOn('generic/transactionEntry', { kind: '5xx before commit', skip: 1 });
		const told = await hospital.poll();
		hospital.stopFailing();
		expect(told).toHaveLength(1);
		said(/^warn: OpenBoxes: a change could not be told yet/);
		expect(await hospital.poll()).toHaveLength(1);
	});

	it('lots that cannot be read at once and are read one by one', async () => {
		const { day } = await open(['transaction.created']);
		await day.bookManyLots(60);
		day.pass(5);
		hospital.failOn('stockTransfers|availableItems|lots', { kind: '5xx before commit' });
		await hospital.poll().catch(() => []);
		said(/^warn: OpenBoxes: lots are read one by one: OpenBoxes failed to answer/);
	});

	it('a session that was gone, and an answer that was asked for again', async () => {
		await open(['transaction.created']);
		await hospital.sandbox.restart();
		await hospital.poll();
		said(/^warn: OpenBoxes: the session was gone: logging in again/);
		hospital.sandbox.faults.next({ kind: '5xx before commit', path: 'generic' });
		await hospital.poll();
		said(/^warn: OpenBoxes: the server failed: trying again/);
	});

	it('a poll that is left out, because others failed', async () => {
		await open(['transaction.created']);
		hospital.failOn('generic', { kind: '5xx before commit' });
		for (let times = 0; times < 4; times++) await hospital.poll().catch(() => []);
		expect(await hospital.poll()).toEqual([]);
		said(/^debug: OpenBoxes: a poll of "Trigger" is left out: \d failed in a row/);
	});

	it('a poll that is left out, because the one before is under way', async () => {
		await open(['transaction.created']);
		await Promise.all([hospital.poll(), hospital.poll()]);
		said(/^debug: OpenBoxes: a poll of "Trigger" is left out: the one before is still under way/);
	});
});

describe("what the credential swallows stands in n8n's log", () => {
	it('a session that was gone right after the login', async () => {
		await open(['transaction.created']);
		// A credential has no log of its own; n8n's own one is set up by its engine.
		LoggerProxy.init(logger);
		await hospital.sandbox.restart();
		hospital.sandbox.faults.next({ kind: 'session expired 401', path: 'getAppContext' });
		await hospital.poll();
		said(/^warn: OpenBoxes: the session was gone right after the login: logging in again/);
	});
});
