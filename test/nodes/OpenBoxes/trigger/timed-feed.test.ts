import { seededRandom } from '../../../sandbox/random';
import { feedOver, NO_TROUBLE, SimulatedList, SimulatedN8n, type Trouble } from './feed-simulation';

const STEPS = 10_000;

interface Schedule {
	told: string[];
	list: SimulatedList;
	longestState: number;
}

/**
 * Changes, polls, failures, restarts and steps of the server's clock in random order. Rows become
 * visible up to four minutes late; several share a second.
 */
async function runSchedule(seed: number, scheduler: 'inMemory' | 'durable'): Promise<Schedule> {
	const random = seededRandom(seed);
	const chance = (share: number): boolean => random() < share;
	let isCalm = false;
	const trouble: Trouble = {
		readFails: () => !isCalm && chance(0.05),
		tellFails: () => !isCalm && chance(0.01),
		timeIsUp: () => !isCalm && chance(0.05),
	};
	const list = new SimulatedList();
	const n8n = new SimulatedN8n(feedOver(list, trouble), list, trouble, scheduler);
	for (let row = 0; row < 150; row++) {
		list.add(0);
		list.now += 7000;
	}
	// What was made before the activation is no news; one calm poll takes the position.
	isCalm = true;
	await n8n.poll();
	isCalm = false;
	const before = list.ids.length;
	const told: string[] = [];
	let longestState = 0;
	for (let step = 0; step < STEPS; step++) {
		const dice = random();
		if (dice < 0.45) {
			const rows = 1 + Math.floor(random() * 4);
			for (let row = 0; row < rows; row++) list.add(chance(0.2) ? random() * 240_000 : 0);
			list.now += Math.floor(random() * 1500);
		} else if (dice < 0.88) {
			told.push(...(await n8n.poll()));
			longestState = Math.max(longestState, n8n.stateLength);
			list.now += Math.floor(random() * 20_000);
		} else if (dice < 0.9) list.now += Math.floor(random() * 1_200_000);
		else if (dice < 0.93) n8n.restart();
		else if (dice < 0.935) list.clockError = Math.floor((random() - 0.5) * 2 * 3_600_000);
	}
	isCalm = true;
	for (let poll = 0; poll < 12; poll++) {
		list.now += 900_000;
		told.push(...(await n8n.poll()));
	}
	list.ids.splice(0, before);
	return { told, list, longestState };
}

/** The first few ids that were lost, told more than once, or never made. */
function mistakes(told: string[], list: SimulatedList): Record<string, string[]> {
	const made = new Set(list.ids.map((id) => `transaction.created:${id}`));
	const once = new Set<string>();
	const twice = told.filter((id) => once.has(id) || !once.add(id));
	return {
		lost: [...made].filter((id) => !once.has(id)).slice(0, 5),
		twice: twice.slice(0, 5),
		invented: told.filter((id) => !made.has(id)).slice(0, 5),
	};
}

const NONE = { lost: [], twice: [], invented: [] };

describe('changes of a list with times', () => {
	it.each([1, 2, 3])(
		'are each told once, whatever happens, in the durable scheduler (schedule %i)',
		async (seed) => {
			const { told, list, longestState } = await runSchedule(seed, 'durable');
			expect(mistakes(told, list)).toEqual(NONE);
			expect(longestState).toBeLessThan(22_000);
		},
		60_000,
	);

	it.each([11, 12])(
		'are none lost and at worst repeated with the same id in the in-memory scheduler (schedule %i)',
		async (seed) => {
			const { told, list } = await runSchedule(seed, 'inMemory');
			expect(mistakes([...new Set(told)], list)).toEqual(NONE);
		},
		60_000,
	);
});

describe('an idle list', () => {
	it.each([3, 150, 20_000])('costs one request per poll with %i rows', async (rows) => {
		const list = new SimulatedList();
		for (let row = 0; row < rows; row++) {
			list.add(0);
			list.now += 40;
		}
		const n8n = new SimulatedN8n(feedOver(list, NO_TROUBLE), list, NO_TROUBLE, 'durable');
		await n8n.poll();
		const perPoll: number[] = [];
		for (let poll = 0; poll < 200; poll++) {
			list.now += 60_000;
			const before = list.requests;
			expect(await n8n.poll()).toEqual([]);
			perPoll.push(list.requests - before);
		}
		expect(new Set(perPoll)).toEqual(new Set([1]));
	});

	it('costs one request per poll when all rows share one second', async () => {
		const list = new SimulatedList();
		for (let row = 0; row < 20_000; row++) list.add(0);
		const n8n = new SimulatedN8n(feedOver(list, NO_TROUBLE), list, NO_TROUBLE, 'durable');
		await n8n.poll();
		list.requests = 0;
		await n8n.poll();
		expect(list.requests).toBe(1);
	});
});

describe('many changes at once', () => {
	it('are all told, oldest first, in several polls', async () => {
		const list = new SimulatedList();
		const n8n = new SimulatedN8n(feedOver(list, NO_TROUBLE), list, NO_TROUBLE, 'durable');
		list.add(0);
		await n8n.poll();
		list.ids.splice(0);
		list.now += 60_000;
		for (let row = 0; row < 30_000; row++) {
			list.add(0);
			list.now += 100;
		}
		const told: string[] = [];
		for (let poll = 0; poll < 40; poll++) {
			list.now += 60_000;
			told.push(...(await n8n.poll()));
			expect(n8n.stateLength).toBeLessThan(22_000);
		}
		expect(mistakes(told, list)).toEqual(NONE);
		expect(told).toHaveLength(30_000);
		expect(told.slice(0, 3)).toEqual(list.ids.slice(0, 3).map((id) => `transaction.created:${id}`));
	});

	it('are all told when they share one second', async () => {
		const list = new SimulatedList();
		const n8n = new SimulatedN8n(feedOver(list, NO_TROUBLE), list, NO_TROUBLE, 'durable');
		list.add(0);
		await n8n.poll();
		list.ids.splice(0);
		list.now += 60_000;
		for (let row = 0; row < 12_000; row++) list.add(0);
		const told: string[] = [];
		for (let poll = 0; poll < 20; poll++) {
			list.now += 60_000;
			told.push(...(await n8n.poll()));
			expect(n8n.stateLength).toBeLessThan(22_000);
		}
		expect(mistakes(told, list)).toEqual(NONE);
	});
});
