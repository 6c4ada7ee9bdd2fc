import { type ClientRequest, setImmediate, setTimeout, subscribe, unsubscribe } from '../platform';

/**
 * The clock of a test file. `Date.now()` is real time plus what was skipped, so the node and the sandbox, which
 * live in one process, always agree. A node that waits sleeps here: nobody waits in real time, but as soon as no
 * request is under way the clock moves on to the moment at which the first sleeper wakes. What two runs do at once
 * thus keeps its order, as a request always takes less time than a pause.
 */
const { now } = Date;
const { timeout } = AbortSignal;
const realNow = now.bind(Date);
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
let looks = 0;
/** While one is woken: whether it has gone to sleep again. */
let sleptOn: boolean | undefined;

/** So long no request may have been under way before time is skipped: ms of real time, and rounds of the event loop. */
const QUIET_MS = 6;
const QUIET_LOOKS = 3;
const LOOK_MS = 2;

let passed = realNow;
Date.now = () => passed() + skipped;

const STARTED = 'http.client.request.start';

const onStart = (message: unknown): void => {
	const { request } = message as { request: ClientRequest };
	underWay.add(request);
	request.once('close', () => {
		underWay.delete(request);
		noteActivity();
	});
};
subscribe(STARTED, onStart);

/** Where what comes out is written down, days must not depend on the day of the run. Before anything has asked for the time. */
export function startClockAt(moment: string): void {
	skipped = Date.parse(moment) - passed();
}

/** What is longer between two looks at the clock was no work of ours. */
const LONGEST_STEP_MS = 5;

/**
 * From now on time does not count in which the machine let this process wait. Else a request takes seconds on a loaded
 * machine; sales that race then meet more others than a sale looks for, and who is refused depends on the machine.
 */
export function leaveOutStalls(): void {
	let counted = passed();
	let last = realNow();
	passed = () => {
		const now = realNow();
		counted += Math.min(Math.max(0, now - last), LONGEST_STEP_MS);
		last = now;
		return counted;
	};
}

/** Requests that are held until the test goes on: no time is needed for them. */
export function leaveOutRequestsUnderWay(): void {
	underWay.clear();
	noteActivity();
}

/** At the end of a test file: the next one in this process has a clock of its own. */
export function stopClock(): void {
	unsubscribe(STARTED, onStart);
	Date.now = now;
	AbortSignal.timeout = timeout;
}

/** Takes the place of n8n's own `sleep` in tests. */
export async function sleep(ms: number): Promise<void> {
	await new Promise<void>((happen) => {
		add(sleepers, { at: Date.now() + ms, happen });
		if (sleptOn === undefined) noteActivity();
		else sleptOn = true;
		if (sleepers.length === 1 && sleptOn === undefined) watch();
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

function noteActivity(): void {
	lastActivity = realNow();
	looks = 0;
}

function watch(): void {
	setTimeout(() => {
		looks += 1;
		const isStill = looks >= QUIET_LOOKS && realNow() - lastActivity >= QUIET_MS;
		const isQuiet = underWay.size === 0 && isStill;
		if (isQuiet || next()[0].at <= Date.now()) wake(isQuiet);
		else watch();
	}, LOOK_MS);
}

function next(): Due[] {
	return limits.length > 0 && limits[0].at < sleepers[0].at ? limits : sleepers;
}

/**
 * A long wait is slept in slices, so that it can be cancelled. Who wakes only to sleep on has done nothing: when all
 * was quiet it still is, and the next moment comes at once.
 */
function wake(wasQuiet: boolean): void {
	const due = next().shift() as Due;
	skipped += Math.max(0, due.at - Date.now());
	sleptOn = false;
	due.happen();
	setImmediate(() => {
		const isStillQuiet = wasQuiet && sleptOn === true && underWay.size === 0;
		sleptOn = undefined;
		if (isStillQuiet) {
			wake(true);
			return;
		}
		noteActivity();
		if (sleepers.length > 0) watch();
	});
}
