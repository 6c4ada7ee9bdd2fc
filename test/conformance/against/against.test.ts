import { startSandbox, type Kind, type Sandbox, type SandboxOptions } from '../../sandbox';
import type { Causes } from './causes';
import { sequenceOf } from './sequence';
import { sideBySide } from './side-by-side';

/** The sandbox beside a second one that plays the other server. */
describe('two servers side by side', () => {
	let other: Sandbox;
	afterEach(async () => await other.close());

	async function compare(kind: Kind, options: SandboxOptions = {}): Promise<Causes> {
		other = await startSandbox({ kind, randomSeed: 99, ...options });
		return await sideBySide({ url: other.url, kind: '0.9.8', seed: 1, sequences: 8, length: 20 });
	}

	it('are equal when they are of one version, whatever ids they give', async () => {
		const causes = await compare('0.9.8');
		expect(causes.all).toEqual([]);
		expect(causes.equal).toBe(8 * 21);
		expect(causes.ownErrors).toEqual([]);
	});

	it.each<[string, Kind, SandboxOptions, RegExp]>([
		['version', '0.9.0', {}, /create and send.*status: expected 404, got 200/],
		['pace', '0.9.8', { refreshDelay: 60_000 }, /^available items: /],
	])('differ by name when they are of another %s', async (_, kind, options, cause) => {
		const causes = await compare(kind, options);
		expect(causes.equal).toBeLessThan(causes.steps);
		expect(causes.all.map(({ what }) => what).join('\n')).toMatch(cause);
	});
});

describe('the requests', () => {
	it('are the same for the same seed', () => {
		const draw = (seed: number) => sequenceOf(seed, 30, '2026-11-22T07:30:00Z');
		expect(draw(5)).toEqual(draw(5));
		expect(draw(5)).not.toEqual(draw(6));
	});
});
