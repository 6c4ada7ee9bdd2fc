import { growPharmacy, type ProductPlan } from '../hospital/grown-pharmacy';
import type { SandboxOptions } from '../sandbox';
import { drawDay, type Job } from './jobs';

export type CaseName =
	'day' | 'sales' | 'dayAgain' | 'dayLimited' | 'bigDay' | 'products' | 'stock' | 'idlePoll';

/** Fewest requests that do a job, and what they are. */
export type Least = Array<{ what: string; requests: number }>;

export interface BenchCase {
	name: CaseName;
	title: string;
	job: Job;
	sandbox: SandboxOptions;
	/** Limit of the server, requests per minute. */
	perMinute?: number;
	/** The same job was done right before, by the same contender. */
	isRepeated?: boolean;
	/** Only our node does it: it would only say again what a smaller case says of the others. */
	isOursOnly?: boolean;
	least: Least;
}

const LOTS: ProductPlan['lots'] = [
	{ name: 'A', quantity: 20, expires: '2098-01-31T00:00:00Z', bin: 'S-1' },
	{ name: 'B', quantity: 1_000_000, expires: '2099-01-31T00:00:00Z', bin: 'S-2' },
];

/** Ids of 32 characters that fit into one URL of 7 kB, each with its parameter's name. */
const IDS_PER_URL = Math.floor(7000 / ('&product.id='.length + 32));
const TRANSACTIONS_PER_ARRAY = 50;
const SERVER_PAGE = 1000;

const LOGIN = { what: 'login', requests: 1 };

/** stock-rules.md: one search or list for all, arrays of 50, one count, one read-back. */
function leastForDay(receipts: number, products: number): Least {
	return [
		LOGIN,
		{ what: 'id of the inventory', requests: 1 },
		{ what: 'products, as one list', requests: 1 },
		{ what: 'numbers that are there already, by their common start', requests: 1 },
		{ what: 'lots, ids in URLs below 8 kB', requests: Math.ceil(products / IDS_PER_URL) },
		{ what: 'posts in arrays of 50', requests: Math.ceil(receipts / TRANSACTIONS_PER_ARRAY) },
		{ what: 'count of rows by number', requests: 1 },
		{ what: 'read-back of the lines', requests: 1 },
		{ what: 'newest moves of all writers, before and after', requests: 3 },
	];
}

const LEAST_FOR_DAY_AGAIN: Least = [
	LOGIN,
	{ what: 'id of the inventory', requests: 1 },
	{ what: 'products, as one list', requests: 1 },
	{ what: 'numbers that are there already, by their common start', requests: 1 },
	{ what: 'lines of what is there', requests: 1 },
];

function pharmacy(products: number): {
	seed: SandboxOptions['seed'];
	products: ReturnType<typeof growPharmacy>['products'];
} {
	return growPharmacy([{ prefix: 'P', count: products, lots: LOTS }]);
}

/** A day at a pharmacy with so many products. */
function day(
	receipts: number,
	lines: number,
	products: number,
): Pick<BenchCase, 'job' | 'sandbox'> {
	const { seed, products: grown } = pharmacy(products);
	return {
		job: { kind: 'debit', receipts: drawDay(receipts, lines, grown, Date.now()) },
		sandbox: { seed },
	};
}

/** All cases, or the named ones. */
export function benchCases(only?: readonly string[]): BenchCase[] {
	const makers: Record<CaseName, () => Omit<BenchCase, 'name'>> = {
		day: () => ({
			title: 'A day of 500 sales, 1,200 lines, 200 products',
			...day(500, 1200, 200),
			least: leastForDay(500, 200),
		}),
		sales: () => {
			const { seed, products } = pharmacy(20);
			return {
				title: '20 sales of 40 lines, each in an execution of its own',
				job: { kind: 'debit', receipts: drawDay(20, 40, products, Date.now()), isOneByOne: true },
				sandbox: { seed },
				isOursOnly: true,
				least: [
					LOGIN,
					{ what: 'id of the inventory', requests: 1 },
					{ what: 'of one sale', requests: 20 * 9 },
				],
			};
		},
		dayAgain: () => ({
			title: 'The same day sent again',
			...day(500, 1200, 200),
			isRepeated: true,
			least: LEAST_FOR_DAY_AGAIN,
		}),
		dayLimited: () => ({
			title: 'The day on a server that allows 60 requests a minute',
			...day(500, 1200, 200),
			perMinute: 60,
			least: leastForDay(500, 200),
		}),
		bigDay: () => ({
			title: 'A day of 8,000 sales, 25,000 lines, 2,000 products',
			...day(8000, 25_000, 2000),
			isOursOnly: true,
			least: leastForDay(8000, 2000),
		}),
		products: () => ({
			title: 'Get Many of 20,000 products',
			job: { kind: 'products', pageSize: SERVER_PAGE },
			sandbox: { size: { products: 20_000, transactions: 20_000 } },
			least: [LOGIN, { what: 'pages of 1,000', requests: 21 }],
		}),
		stock: () => {
			const { seed, products } = pharmacy(500);
			return {
				title: 'Get Stock of 500 products',
				job: { kind: 'stock', productCodes: products.map(({ code }) => code) },
				sandbox: { seed },
				least: [
					LOGIN,
					{ what: 'products, as one list', requests: 1 },
					{ what: 'lots, ids in URLs below 8 kB', requests: Math.ceil(500 / IDS_PER_URL) },
				],
			};
		},
		idlePoll: () => ({
			title: 'A poll for new products that finds none among 100,000 (logged in)',
			job: { kind: 'poll' },
			sandbox: { size: { products: 100_000, transactions: 100_000 } },
			least: [{ what: 'newest products', requests: 1 }],
		}),
	};
	return (Object.keys(makers) as CaseName[])
		.filter((name) => only === undefined || only.includes(name))
		.map((name) => ({ name, ...makers[name]() }));
}
