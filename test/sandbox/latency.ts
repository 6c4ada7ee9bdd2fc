/** A request as its duration depends on it. */
export interface TimedRequest {
	method: string;
	/** Path and query. */
	url: string;
	body: string;
}

/** What a request carries. */
interface Load {
	/** Documents in an array, else 1. */
	documents: number;
	/** Their lines, altogether. */
	lines: number;
	/** Rows that a list may answer. */
	rows: number;
	status: string;
}

interface Pace {
	method: string;
	path: RegExp;
	ms: (load: Load) => number;
}

/**
 * Medians of a real 0.9.8 (two cores, loaded, small data): an array of so many transactions with one line
 * each, and with two. Between them straight lines, beyond them the last one goes on.
 */
const ARRAYS_OF_ONE_LINE = [
	[1, 23],
	[50, 290],
	[100, 1400],
] as const;
const ARRAYS_OF_TWO_LINES = [
	[1, 29],
	[10, 101],
	[50, 730],
	[100, 2000],
] as const;

type Curve = ReadonlyArray<readonly [number, number]>;

function on(curve: Curve, at: number): number {
	const next = curve.findIndex(([size]) => size >= at);
	const end = next < 0 ? curve.length - 1 : Math.max(1, next);
	const [[x1, y1], [x2, y2]] = [curve[end - 1], curve[end]];
	return y1 + ((y2 - y1) * (at - x1)) / (x2 - x1);
}

function transactions({ documents, lines }: Load): number {
	const one = on(ARRAYS_OF_ONE_LINE, documents);
	const second = on(ARRAYS_OF_TWO_LINES, documents) - one;
	return one + second * (lines / documents - 1);
}

const list =
	(base: number, perRow: number) =>
	({ rows }: Load): number =>
		base + perRow * rows;

/** The first that fits. Writes of documents are set so that the node's operations take what they were measured to. */
const PACES: Pace[] = [
	{ method: 'POST', path: /\/api\/login/, ms: () => 11 },
	{ method: 'GET', path: /\/api\/getAppContext/, ms: () => 26 },
	{ method: 'GET', path: /availableItems/, ms: () => 31 },
	{ method: 'GET', path: /\/api\/products\?/, ms: list(12, 0.14) },
	{ method: 'POST', path: /\/api\/generic\/\w+\/search/, ms: () => 13 },
	{ method: 'POST', path: /\/api\/generic\/transaction$/, ms: transactions },
	{ method: 'POST', path: /\/api\/generic\/order$/, ms: ({ lines }) => 70 + 20 * lines },
	{ method: 'GET', path: /\/api\/generic\/\w+(\?|$)/, ms: list(12, 0.1) },
	{ method: 'GET', path: /\/api\/generic\//, ms: () => 12 },
	{ method: 'GET', path: /\/api\/stockMovements\?/, ms: list(14, 0.2) },
	{ method: 'GET', path: /reorderReport/, ms: () => 38 },
	{ method: 'GET', path: /partialReceiving/, ms: () => 35 },
	{
		method: 'POST',
		path: /partialReceiving/,
		ms: ({ status, lines }) => (status === 'COMPLETED' ? 150 : 70) + 10 * lines,
	},
	{ method: 'POST', path: /createCombinedShipments/, ms: ({ lines }) => 120 + 10 * lines },
	{ method: 'POST', path: /\/api\/fulfillments$/, ms: ({ lines }) => 240 + 20 * lines },
	{
		method: 'POST',
		path: /stockMovements\/[^/]+\/status/,
		ms: ({ status }) => (/ISSUED|DISPATCHED/.test(status) ? 200 : 110),
	},
];

const OTHER = { read: 25, write: 60 };
const USUAL_ROWS = 10;

/** Milliseconds that a real server needs: for benches that shall feel like it. */
export function realLatency({ method, url, body }: TimedRequest): number {
	const path = url.split('?')[0];
	const known = PACES.find(
		(one) => one.method === method && (one.path.test(url) || one.path.test(path)),
	);
	if (known) return known.ms(loadOf(url, body));
	return method === 'GET' ? OTHER.read : OTHER.write;
}

/** The server that was measured had two: a third request at the same time waits for one of them. */
const CORES = 2;

/** When the cores of a server are free again. */
export class Cores {
	private readonly freeAt = Array<number>(CORES).fill(-Infinity);

	/** How long a request takes that needs a core for so many ms and comes now. */
	occupy(now: number, ms: number): number {
		const core = this.freeAt.indexOf(Math.min(...this.freeAt));
		const start = Math.max(now, this.freeAt[core]);
		this.freeAt[core] = start + ms;
		return start + ms - now;
	}
}

const LINES = [
	'transactionEntries',
	'shipmentItems',
	'lineItems',
	'packingList',
	'orderItems',
	'containers',
];

function loadOf(url: string, body: string): Load {
	const rows = Number(/[?&]max=(\d+)/.exec(url)?.[1] ?? USUAL_ROWS);
	const content = parsed(body);
	const documents = Array.isArray(content) ? content.length : 1;
	const status = content as { status?: unknown; receiptStatus?: unknown } | undefined;
	return {
		rows,
		documents,
		lines: linesOf(content),
		status: String(status?.status ?? status?.receiptStatus ?? ''),
	};
}

function linesOf(content: unknown): number {
	if (Array.isArray(content))
		return content.reduce((sum: number, one) => sum + Math.max(1, linesOf(one)), 0);
	if (typeof content !== 'object' || content === null) return 0;
	return Object.entries(content)
		.filter(([name]) => LINES.includes(name))
		.reduce((sum, [, value]) => sum + linesOf(value), 0);
}

function parsed(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}
