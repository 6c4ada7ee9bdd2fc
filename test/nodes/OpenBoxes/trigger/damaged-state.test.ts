import type { IDataObject } from 'n8n-workflow';
import { EVENTS } from '../../../../nodes/OpenBoxes/trigger/events';
import { process } from '../../../platform';
import { seededRandom, type Random } from '../../../sandbox/random';
import { WatchedHospital } from './watched-hospital';

/** `DAMAGES=200 npx jest test/nodes/OpenBoxes/trigger/damaged-state.test.ts` tries more of them. */
const DAMAGES = Number(process.env.DAMAGES ?? 15);

const ODD: readonly unknown[] = [
	...[null, true, 0, -1, 1.5, 9e15, 1e300, '', 'x', '\u0000', 'a'.repeat(50_000)],
	...[[], [null], [[]], {}, { a: null }],
	...[[[1, 2, 'abc']], [[5, 1, 'abcdef']], [[1e9, 2e9, 'x'.repeat(7)]]],
];

/** The value with one thing in it, however deep, that nobody wrote. */
function damaged(value: unknown, random: Random, isWhole = true): unknown {
	const odd = ODD[Math.floor(random() * ODD.length)];
	if (typeof value !== 'object' || value === null || (!isWhole && random() < 0.15)) return odd;
	const keys = Object.keys(value);
	const key = keys[Math.floor(random() * keys.length)];
	if (key === undefined) return odd;
	const changed = damaged((value as IDataObject)[key], random, false);
	if (Array.isArray(value)) return value.map((one, at) => (String(at) === key ? changed : one));
	return { ...value, [key]: random() < 0.1 ? undefined : changed };
}

describe.each(['0.9.8', 'documented'] as const)('the position of all events on %s', (kind) => {
	it('may be damaged anywhere: no poll fails, and what comes next is told', async () => {
		const hospital = await WatchedHospital.open(Object.keys(EVENTS), {
			kind,
			scheduler: 'durable',
			budgetMs: 20_000,
		});
		await hospital.activate();
		hospital.day.pass(60);
		await hospital.pollLater();
		const good = hospital.trigger.saved;
		const state = good.openBoxesTrigger as IDataObject;
		for (let seed = 1; seed <= DAMAGES; seed++) {
			const random = seededRandom(seed);
			// Most of all that is kept are the positions of the lists.
			const positions = damaged(state.positions, random);
			const spoilt = random() < 0.7 ? { ...state, positions } : damaged(state, random);
			hospital.trigger.replaceSaved({ ...good, openBoxesTrigger: spoilt as IDataObject });
			await hospital.pollLater();
			const booked = await hospital.day.book('2', 1);
			hospital.day.pass(60);
			const told = (await hospital.pollLater()).map(({ id }) => id);
			expect([seed, told]).toEqual([
				seed,
				expect.arrayContaining([`transaction.created:${booked}`]),
			]);
		}
		await hospital.close();
	}, 120_000);
});
