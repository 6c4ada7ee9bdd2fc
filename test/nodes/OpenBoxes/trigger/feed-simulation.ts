import type { Envelope } from '../../../../nodes/OpenBoxes/trigger/events';
import type { Feed, FeedRun } from '../../../../nodes/OpenBoxes/trigger/feed';
import { shortKey } from '../../../../nodes/shared/polling/short-hash';
import {
	exactEnvelope,
	timedFeed,
	type Timed,
} from '../../../../nodes/OpenBoxes/trigger/timed-feed';

interface Change {
	id: string;
	/** Epoch seconds of the server's clock when it was made. */
	time: number;
	key: string;
	/** Epoch ms of the true time from which on lists show it. */
	visibleAt: number;
}

/** A list of a server, with true time and the server's idea of it. All without HTTP, to be fast. */
export class SimulatedList {
	/** Ascending by time, the newest of a second first: read backwards, a second comes oldest first. */
	private readonly rows: Change[] = [];

	readonly ids: string[] = [];

	/** True time, epoch ms. */
	now = Date.parse('2026-11-22T08:00:00Z');

	/** How far the server's clock is off, ms. */
	clockError = 0;

	requests = 0;

	private made = 0;

	add(lateBy: number): void {
		const time = Math.floor((this.now + this.clockError) / 1000);
		const id = `row-${this.made++}`;
		const change = { id, time, key: shortKey(id), visibleAt: this.now + lateBy };
		let at = this.rows.length;
		while (at > 0 && this.rows[at - 1].time >= time) at--;
		this.rows.splice(at, 0, change);
		this.ids.push(change.id);
	}

	read(max: number, offset: number): Change[] {
		this.requests++;
		const page: Change[] = [];
		let skipped = 0;
		for (let at = this.rows.length - 1; at >= 0 && page.length < max; at--) {
			if (this.rows[at].visibleAt > this.now) continue;
			if (skipped++ >= offset) page.push(this.rows[at]);
		}
		return page;
	}
}

/** What goes wrong: each is asked before a request, a change, or for more time. */
export interface Trouble {
	readFails: () => boolean;
	tellFails: () => boolean;
	timeIsUp: () => boolean;
}

export const NO_TROUBLE: Trouble = {
	readFails: () => false,
	tellFails: () => false,
	timeIsUp: () => false,
};

export class Failed extends Error {}

export function feedOver(list: SimulatedList, trouble: Trouble): Feed {
	return timedFeed<Change>({
		key: 'simulated',
		read: async (_run, max, offset): Promise<Array<Timed<Change>>> => {
			if (trouble.readFails()) throw new Failed('read');
			return list
				.read(max, offset)
				.map((record) => ({ record, time: record.time, key: record.key }));
		},
		tell: async (_run, { record }): Promise<Envelope[]> => {
			if (trouble.tellFails()) throw new Failed('tell');
			return [
				exactEnvelope('transaction.created', record.id, record.time, { location: null, data: {} }),
			];
		},
	});
}

/** How each of n8n's schedulers keeps a position (n8n.md#polling). */
export class SimulatedN8n {
	private inMemory?: string;

	private saved?: string;

	constructor(
		private readonly feed: Feed,
		private readonly list: SimulatedList,
		private readonly trouble: Trouble,
		private readonly scheduler: 'inMemory' | 'durable',
	) {}

	/** Ids told by one poll; empty when it failed. */
	async poll(): Promise<string[]> {
		const stored = this.scheduler === 'durable' ? this.saved : this.inMemory;
		const run = {
			now: this.list.now,
			room: 20_000,
			hasTime: () => !this.trouble.timeIsUp(),
			watch: {},
		} as unknown as FeedRun;
		try {
			const { envelopes, position } =
				stored === undefined
					? await this.feed.start(run)
					: await this.feed.poll(run, JSON.parse(stored));
			const next = JSON.stringify(position);
			const isActivation = stored === undefined;
			this.inMemory = next;
			if (this.scheduler === 'durable' || envelopes.length > 0 || isActivation) this.saved = next;
			return envelopes.map(({ id }) => id);
		} catch {
			return [];
		}
	}

	restart(): void {
		this.inMemory = this.saved;
	}

	get stateLength(): number {
		return this.inMemory?.length ?? this.saved?.length ?? 0;
	}
}
