import { process } from '../../../platform';
import type { IDataObject } from 'n8n-workflow';
import { seededRandom } from '../../../sandbox/random';
import { setClock, WatchedHospital } from './watched-hospital';

/**
 * `TRIGGER_SCHEDULES=500 npx jest test/nodes/OpenBoxes/trigger/schedules.test.ts` tries more of them, half with each
 * scheduler; with `-t 'schedule 45\)'` one of them again.
 */
const SCHEDULES = Number(process.env.TRIGGER_SCHEDULES ?? 4);
const STEPS = 14;
const DAY_MS = 86_400_000;
/** Lines of a large transaction; one schedule in fifty has one of 5,000. */
const MANY = 40;
const VERY_MANY = 5000;

interface Outcome {
	made: string[];
	told: string[];
	isDamaged: boolean;
}

const DAMAGE: ReadonlyArray<(saved: IDataObject) => IDataObject> = [
	() => ({ openBoxesTrigger: 'damaged' }),
	() => ({ openBoxesTrigger: null }),
	(saved) => ({
		...saved,
		openBoxesTrigger: { ...(saved.openBoxesTrigger as object), readAt: null },
	}),
	(saved) => ({
		...saved,
		openBoxesTrigger: {
			...(saved.openBoxesTrigger as object),
			positions: { transactions: { newest: 1e99, floor: null } },
		},
	}),
	(saved) => ({ ...saved, openBoxesTriggerFailures: { inRow: 1e9, until: 1e15 } }),
];

async function runSchedule(seed: number, scheduler: 'inMemory' | 'durable'): Promise<Outcome> {
	const random = seededRandom(seed);
	const chance = (share: number): boolean => random() < share;
	const hospital = await WatchedHospital.open(['transaction.created'], {
		at: 'pharmacy',
		scheduler,
		budgetMs: 4000,
	});
	const { day, trigger } = hospital;
	const outcome: Outcome = { made: [], told: [], isDamaged: false };
	const note = (items: Array<{ json: IDataObject }> | null): void => {
		for (const { json } of items ?? []) outcome.told.push(String(json.id));
	};
	const poll = async (): Promise<void> => {
		note(await trigger.poll().catch(() => null));
	};
	/** After it n8n starts again; its durable scheduler makes no poll of its own then. */
	const killPoll = async (): Promise<void> => {
		await trigger.pollAndDie().catch(() => undefined);
		if (scheduler === 'inMemory') note(await trigger.restart().catch(() => null));
	};
	const pass = (seconds: number): void => {
		day.pass(seconds);
		setClock(Date.now() + seconds * 1000);
	};
	const book = async (lots = 0): Promise<void> => {
		const made = lots > 0 ? await day.bookManyLots(lots) : await day.book('2', 1);
		outcome.made.push(`transaction.created:${made}`);
	};
	try {
		note(await trigger.activate());
		await book();
		// The first poll fails, comes late, meets a killed n8n, is killed itself, or is as it should be.
		const first = Math.floor(random() * 5);
		if (first === 0) hospital.failOn('generic/transaction', { kind: '5xx before commit' });
		if (first === 1) pass(3600);
		if (first === 2 && scheduler === 'inMemory') note(await trigger.restart());
		pass(5);
		if (first === 3) await killPoll();
		await poll();
		hospital.stopFailing();
		const large = seed % 50 === 0 ? Math.floor(random() * STEPS) : -1;
		for (let step = 0; step < STEPS; step++) {
			if (step === large) await book(VERY_MANY);
			const dice = random();
			if (dice < 0.35) await book();
			else if (dice < 0.4) await book(MANY);
			else if (dice < 0.7) await poll();
			else if (dice < 0.76) {
				const kind = chance(0.5) ? '5xx before commit' : 'truncated JSON';
				hospital.failOn('generic', { kind });
				await poll();
				hospital.stopFailing();
			} else if (dice < 0.82) {
				// n8n's own clock is days ahead for a while, then put right.
				const right = Date.now();
				setClock(right + (1 + Math.floor(random() * 9)) * DAY_MS);
				if (chance(0.5)) hospital.failOn('generic', { kind: '5xx before commit' });
				for (let times = 0; times < 4; times++) await poll();
				hospital.stopFailing();
				setClock(right + 1000);
			} else if (dice < 0.88) {
				// So is the server's, or behind; what is booked meanwhile bears its dates.
				const days = (1 + Math.floor(random() * 9)) * (chance(0.5) ? 1 : -1);
				await day.passDays(days);
				if (chance(0.7)) await book();
				if (chance(0.7)) await poll();
				await day.passDays(-days);
			} else if (dice < 0.92) await killPoll();
			else if (dice < 0.95) {
				const spoil = DAMAGE[Math.floor(random() * DAMAGE.length)];
				trigger.replaceSaved(spoil(trigger.saved));
				outcome.isDamaged = true;
			}
			pass(1 + Math.floor(random() * 90));
		}
		for (let times = 0; times < 4; times++) {
			pass(1000);
			await poll();
		}
		return outcome;
	} finally {
		await hospital.close();
	}
}

describe.each(['durable', 'inMemory'] as const)('random days in the %s scheduler', (scheduler) => {
	it.each(Array.from({ length: SCHEDULES / 2 }, (_, index) => index + 1))(
		'lose nothing (schedule %i)',
		async (seed) => {
			jest.spyOn(Math, 'random').mockReturnValue(0);
			const { made, told, isDamaged } = await runSchedule(seed, scheduler);
			expect(made.filter((id) => !told.includes(id))).toEqual([]);
			expect(told.filter((id) => !made.includes(id))).toEqual([]);
			if (scheduler === 'durable' && !isDamaged) expect(new Set(told).size).toBe(told.length);
		},
		300_000,
	);
});
