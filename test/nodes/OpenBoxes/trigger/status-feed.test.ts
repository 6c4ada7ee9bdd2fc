import type { FeedRun } from '../../../../nodes/OpenBoxes/trigger/feed';
import { pollEnvelope } from '../../../../nodes/OpenBoxes/trigger/poll-envelope';
import type { StatusRow } from '../../../../nodes/OpenBoxes/trigger/status-changes';
import { statusFeed } from '../../../../nodes/OpenBoxes/trigger/status-feed';
import { seededRandom } from '../../../sandbox/random';

const STEPS = 10_000;

/** Orders of a server that sorts by change and by creation, but shows neither time. */
class OrderList {
	private readonly rows: StatusRow[] = [];
	private readonly changedLast: StatusRow[] = [];
	readonly events: string[] = [];

	add(mark: string, isNews = true): void {
		const row = { id: `order-${this.rows.length}`, mark };
		this.rows.push(row);
		this.changedLast.push(row);
		if (!isNews) return;
		this.events.push(`purchaseOrder.created:${row.id}`);
		if (mark === 'a') this.events.push(`purchaseOrder.approved:${row.id}`);
	}

	/** Approves a random order that waits, or touches one without changing its status. */
	change(at: number, isApproval: boolean): void {
		const rows = isApproval ? this.rows.filter(({ mark }) => mark === 'p') : this.rows;
		const row = rows[Math.floor(at * rows.length)];
		if (!row) return;
		this.changedLast.splice(this.changedLast.indexOf(row), 1);
		this.changedLast.push(row);
		if (!isApproval) return;
		row.mark = 'a';
		this.events.push(`purchaseOrder.approved:${row.id}`);
	}

	changed(max: number): StatusRow[] {
		return this.changedLast
			.slice(-max)
			.reverse()
			.map((row) => ({ ...row }));
	}

	made(max: number): StatusRow[] {
		return this.rows.slice(-max).map((row) => ({ ...row }));
	}

	waiting(): StatusRow[] {
		return this.rows.filter(({ mark }) => mark === 'p').map((row) => ({ ...row }));
	}
}

async function runSchedule(
	seed: number,
): Promise<{ told: string[]; list: OrderList; state: number }> {
	const random = seededRandom(seed);
	const list = new OrderList();
	for (let order = 0; order < 3000; order++) list.add(random() < 0.03 ? 'p' : 'a', false);
	let isCalm = true;
	const fails = (share: number): void => {
		if (!isCalm && random() < share) throw new Error('down');
	};
	const feed = statusFeed<StatusRow>({
		key: 'orders',
		read: async (_run, max) => {
			fails(0.05);
			const rows = list.changed(max);
			return { rows, isWhole: rows.length < max };
		},
		alsoKnown: async () => [...list.waiting(), ...list.made(100)],
		isNew: async (_run, row) => list.made(100).some(({ id }) => id === row.id),
		tell: async (run, { row, before, count }, isNew) => {
			fails(0.02);
			const told = [
				...(isNew ? (['purchaseOrder.created'] as const) : []),
				...(row.mark === 'a' && (isNew || before === 'p')
					? (['purchaseOrder.approved'] as const)
					: []),
			];
			const content = { location: null, data: {} };
			return { envelopes: told.map((event) => pollEnvelope(run, event, row.id, content)), count };
		},
		existing: async () => [],
		madeAt: () => undefined,
		forget: 'ap',
	});
	const run = {
		now: 0,
		room: 7000,
		hasTime: () => isCalm || random() > 0.02,
		watch: {},
	} as unknown as FeedRun;
	let stored = JSON.stringify((await feed.start(run)).position);
	const told: string[] = [];
	const poll = async (): Promise<void> => {
		try {
			const { envelopes, position } = await feed.poll(run, JSON.parse(stored));
			stored = JSON.stringify(position);
			told.push(...envelopes.map(({ id }) => id));
		} catch {
			// A failed poll leaves the position as it was.
		}
	};
	isCalm = false;
	for (let step = 0; step < STEPS; step++) {
		const dice = random();
		if (dice < 0.2) list.add(random() < 0.7 ? 'p' : 'a');
		else if (dice < 0.45) list.change(random(), true);
		else if (dice < 0.5) list.change(random(), false);
		else await poll();
	}
	isCalm = true;
	for (let last = 0; last < 3; last++) await poll();
	return { told, list, state: stored.length };
}

describe('orders, whose list shows no times', () => {
	it.each([1, 2])(
		'are each told once when they are made and when they are approved (schedule %i)',
		async (seed) => {
			const { told, list, state } = await runSchedule(seed);
			const made = new Set(list.events);
			const once = new Set(told);
			expect([...made].filter((id) => !once.has(id)).slice(0, 5)).toEqual([]);
			expect(told.filter((id) => !made.has(id)).slice(0, 5)).toEqual([]);
			expect(told).toHaveLength(once.size);
			expect(state).toBeLessThan(7500);
		},
		60_000,
	);
});
