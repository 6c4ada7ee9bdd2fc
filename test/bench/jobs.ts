import type { GrownProduct } from '../hospital/grown-pharmacy';
import { pickFrom, seededRandom } from '../sandbox/random';

/** One receipt of a till. */
export interface Receipt {
	receipt: string;
	/** ISO text. */
	soldAt: string;
	lines: Array<{ productCode: string; quantity: number }>;
}

/** What a contender is asked to do, by whatever means it has. */
export type Job =
	| {
			kind: 'debit';
			receipts: Receipt[];
			/** Each in an execution of its own, one after the other. */
			isOneByOne?: boolean;
	  }
	| { kind: 'products'; pageSize: number }
	| { kind: 'stock'; productCodes: string[] }
	| { kind: 'poll' };

/** Where it is to be done. */
export interface Place {
	url: string;
	location: string;
	inventory: string;
	username: string;
	password: string;
	/** What the credential says; 0 = no limit. */
	requestsPerMinute: number;
}

/** What a contender says of itself; everything else is measured from outside. */
export interface Finished {
	seconds: number;
	/** Of the whole process, at its highest. */
	peakMemoryMB: number;
	/** Of the whole process, right before the job. */
	idleMemoryMB: number;
	/** Items that came out: receipts, products, rows. */
	results: number;
}

const DAY_MS = 10 * 60 * 60_000;

/** Receipts of one day, the same for the same figures; they have `lines` lines altogether. */
export function drawDay(
	receipts: number,
	lines: number,
	products: readonly GrownProduct[],
	now: number,
): Receipt[] {
	const random = seededRandom(receipts);
	const day = Array.from({ length: receipts }, (_, index): Receipt => ({
		receipt: String(index + 1).padStart(6, '0'),
		soldAt: new Date(now - DAY_MS + (index * (DAY_MS - 120_000)) / receipts).toISOString(),
		lines: [],
	}));
	for (let line = 0; line < lines; line += 1) {
		const receipt = line < receipts ? day[line] : pickFrom(random, day);
		// Each product is sold at least once.
		const product = line < products.length ? products[line] : pickFrom(random, products);
		receipt.lines.push({ productCode: product.code, quantity: 1 + Math.floor(random() * 5) });
	}
	return day;
}
