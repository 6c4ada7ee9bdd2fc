import { type ClientRequest, subscribe, unsubscribe, setTimeout } from '../platform';

/**
 * The clock of a test file. `Date.now()` is real time plus what was skipped, so the node and the sandbox, which
 * live in one process, always agree. A node that waits sleeps here: nobody waits in real time, but as soon as no
 * request is under way the clock moves on to the moment at which the first sleeper wakes. What two runs do at once
 * thus keeps its order, as a request always takes less time than a pause.
 */
const realNow = Date.now.bind(Date);
let skipped = 0;

/** Something that happens when its moment has come. */
interface Due {
	at: number;
	happen: () => void;
}

/** Who waits for time to pass; and the ends of time limits, for which no time is skipped. */
const sleepers: Due[] = [];
const limits: Due[] = [];
const underWay = new Set<ClientRequest>();
let lastActivity = 0;

/** So long no request may have been under way before time is skipped, ms of real time. */
const QUIET_MS = 6;
const LOOK_MS = 2;

Date.now = () => realNow() + skipped;

const STARTED = 'http.client.request.start';

const onStart = (message: unknown): void => {
	const { request } = message as { request: ClientRequest };
	underWay.add(request);
	request.once('close', () => {
		underWay.delete(request);
		lastActivity = realNow();
	});
};
subscribe(STARTED, onStart);

/** At the end of a test file: the channel belongs to the process and would keep every file's clock and modules. */
export function stopClock(): void {
	unsubscribe(STARTED, onStart);
}

/** Takes the place of n8n's own `sleep` in tests. */
export async function sleep(ms: number): Promise<void> {
	await new Promise<void>((happen) => {
		add(sleepers, { at: Date.now() + ms, happen });
		lastActivity = realNow();
		if (sleepers.length === 1) watch();
	});
}

/** A time limit ends on this clock as well, or when so much real time has passed. */
AbortSignal.timeout = (ms) => {
	const controller = new AbortController();
	const happen = (): void => controller.abort(new DOMException('The time is up', 'TimeoutError'));
	add(limits, { at: Date.now() + ms, happen });
	setTimeout(happen, ms).unref();
	return controller.signal;
};

function add(list: Due[], due: Due): void {
	list.push(due);
	list.sort((a, b) => a.at - b.at);
}

function watch(): void {
	setTimeout(() => {
		const isQuiet = underWay.size === 0 && realNow() - lastActivity >= QUIET_MS;
		const next = limits.length > 0 && limits[0].at < sleepers[0].at ? limits : sleepers;
		if (isQuiet || next[0].at <= Date.now()) {
			const due = next.shift() as Due;
			skipped += Math.max(0, due.at - Date.now());
			lastActivity = realNow();
			due.happen();
		}
		if (sleepers.length > 0) watch();
	}, LOOK_MS);
}
