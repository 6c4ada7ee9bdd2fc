/**
 * Milliseconds a real 0.9.8 needs (median of one client on two cores, small data; design, section 6):
 * for benches that shall feel like the real server.
 */
const MEDIANS: Array<{ method: string; path: RegExp; ms: (elements: number) => number }> = [
	{ method: 'POST', path: /\/api\/login/, ms: () => 11 },
	{ method: 'GET', path: /\/api\/getAppContext/, ms: () => 26 },
	{ method: 'GET', path: /availableItems/, ms: () => 31 },
	{ method: 'GET', path: /\/api\/products\?/, ms: () => 26 },
	{ method: 'POST', path: /\/api\/generic\/\w+\/search/, ms: () => 13 },
	{
		method: 'POST',
		path: /\/api\/generic\/transaction/,
		ms: (elements) => (elements <= 1 ? 22 : 8 + 3 * elements),
	},
	{ method: 'GET', path: /\/api\/stockMovements\?/, ms: () => 16 },
	{ method: 'GET', path: /reorderReport/, ms: () => 38 },
];

const OTHER = 20;

export function realLatency(method: string, url: string, body: string): number {
	const known = MEDIANS.find((one) => one.method === method && one.path.test(url));
	if (!known) return OTHER;
	return known.ms(
		body.trimStart().startsWith('[') ? (body.match(/"transactionType"/g) ?? []).length : 1,
	);
}
