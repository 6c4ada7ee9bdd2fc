import { ExecuteContext } from 'n8n-core';
import { OPERATIONS } from '../../../hospital/steps';
import { Scene } from '../../../hospital/scene';

type Level = 'debug' | 'info' | 'warn' | 'error';

const logged: Array<{ level: Level; text: string }> = [];
const texts = (level: Level): string[] =>
	logged.filter((line) => line.level === level).map(({ text }) => text);

const note =
	(level: Level) =>
	(...words: unknown[]): void => {
		logged.push({ level, text: JSON.stringify(words) });
	};

/** Nothing that a user wrote, and no secret: a method, a path, a state and a time. */
const ASKED =
	/^\["OpenBoxes: (GET|POST|PUT|DELETE) \/[\w/.-]* (answered \d{3} in|got no answer after) \d+ ms"\]$/;

describe("n8n's log", () => {
	let scene: Scene;
	beforeAll(async () => {
		const logger = Object.fromEntries(
			(['debug', 'info', 'warn', 'error'] as const).map((level) => [level, note(level)]),
		);
		Object.defineProperty(ExecuteContext.prototype, 'logger', {
			configurable: true,
			get: () => logger,
		});
		scene = await Scene.open();
		await scene.run({ resource: 'product', operation: 'getAll', limit: 1 });
	});
	afterAll(async () => {
		Reflect.deleteProperty(ExecuteContext.prototype, 'logger');
		await scene.close();
	});
	beforeEach(() => {
		logged.length = 0;
	});

	const secrets = (): string[] => {
		const { password, sessionToken } = scene.engine.store.all()[0].data;
		return [String(password), String(sessionToken), String(sessionToken).split('=')[1]];
	};

	it.each(OPERATIONS.map((operation, index) => ({ ...operation, index })))(
		'$name: says at debug what was asked and at warn what was repaired, without bodies or secrets',
		async ({ plain, index }) => {
			const before = scene.sandbox.requests;
			scene.sandbox.faults.next({ kind: 'session expired 401' });
			await scene.run({ ...plain(index), comment: 'a-private-remark' });
			const { total, logins } = scene.sandbox.requests;
			scene.sandbox.faults.clear();
			if (total === before.total) {
				expect(logged).toEqual([]);
				return;
			}
			// Logging in is a dialogue of several requests, which the credential has by itself.
			expect(logins - before.logins).toBe(1);
			for (const line of texts('debug')) expect(line).toMatch(ASKED);
			expect(texts('debug').length).toBeGreaterThan(0);
			expect(texts('debug').length).toBeLessThanOrEqual(total - before.total);
			expect(texts('warn')).toContainEqual(expect.stringMatching(/session/i));
			const all = logged.map(({ text }) => text).join('\n');
			for (const secret of [...secrets(), 'a-private-remark', 'searchAttributes'])
				expect(all).not.toContain(secret);
			expect([...texts('info'), ...texts('error')]).toEqual([]);
		},
	);
});
