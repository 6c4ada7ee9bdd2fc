/** Status of a purchase order in the five words of the vendor's documents, plus what they leave out. */
export type OrderStatus = 'pending' | 'placed' | 'partiallyReceived' | 'received' | 'canceled';

/** The server's words behind each of ours (orders-and-receiving.md#order-status). */
const SERVER_WORDS: Record<OrderStatus, readonly string[]> = {
	pending: ['PENDING'],
	placed: ['APPROVED', 'PLACED', 'PARTIALLY_SHIPPED', 'SHIPPED'],
	partiallyReceived: ['PARTIALLY_RECEIVED'],
	received: ['RECEIVED', 'COMPLETED'],
	canceled: ['CANCELED', 'REJECTED'],
};

/** Invoices hide what was received: the counters of lines tell then. */
const INVOICED = ['INVOICED', 'PARTIALLY_INVOICED'];

/** What the list says of the lines of an order. */
interface LineCounters {
	ordered?: number;
	received?: number;
}

/** The server's words to ask its list for. */
export function serverWords(status: OrderStatus): string[] {
	const hidden = ['placed', 'partiallyReceived', 'received'].includes(status) ? INVOICED : [];
	return [...SERVER_WORDS[status], ...hidden];
}

/** Our word for a status of the list; an invoiced order is judged by its lines. */
export function toOrderStatus(word: string, counters: LineCounters = {}): OrderStatus {
	if (INVOICED.includes(word)) {
		const { ordered = 0, received = 0 } = counters;
		if (received === 0) return 'placed';
		return received >= ordered ? 'received' : 'partiallyReceived';
	}
	const known = Object.entries(SERVER_WORDS).find(([, words]) => words.includes(word));
	return (known?.[0] ?? 'placed') as OrderStatus;
}

/** True status of an order from its lines: the server calls it received when one line got too much. */
export function statusFromLines(
	word: string,
	lines: ReadonlyArray<{ received: number; remaining: number; isCanceled: boolean }>,
): OrderStatus {
	const said = toOrderStatus(word);
	if (said === 'canceled') return said;
	const open = lines.filter((line) => !line.isCanceled);
	const hasReceived = open.some((line) => line.received > 0);
	if (open.length > 0 && open.every((line) => line.remaining === 0)) return 'received';
	if (hasReceived) return 'partiallyReceived';
	return said === 'pending' ? 'pending' : 'placed';
}

/** Whether goods of an order in this stored status may be received. */
export function isReceivable(storedStatus: string): boolean {
	return ['APPROVED', 'PLACED', 'PARTIALLY_RECEIVED', 'RECEIVED', 'COMPLETED'].includes(
		storedStatus,
	);
}
