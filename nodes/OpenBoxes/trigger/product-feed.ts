import { listSchema, productSchema, type Product } from '../schemas';
import { apiPath } from '../transport/base-url';
import { epochSeconds, type Envelope } from './events';
import type { Feed, FeedRun } from './feed';
import { shortKey } from '../../shared/polling/short-hash';
import { exactEnvelope, timedFeed, type Timed } from './timed-feed';
import { hashOf } from '../../shared/hash';

interface ProductChange {
	product: Product;
	kind: 'created' | 'updated';
	created: number;
	updated: number;
	/** Hash of what a person can change. */
	content: string;
}

type Row = Timed<ProductChange>;

/** What the job that assigns codes changes by itself (feeds.md#feeds). */
const JOB_FIELDS = ['productCode', 'lastUpdated', 'updatedBy'];

function contentOf(product: Product): string {
	const fields = Object.entries(product)
		.filter(([name]) => !JOB_FIELDS.includes(name))
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return hashOf(JSON.stringify(fields), 8, 'hex');
}

/** The job that assigns codes runs at second 0 of each minute and takes a few seconds. */
const JOB_SECONDS = 5;
/** A product has its code after a minute; one that still has none after two gets none. */
const NUMBERED_AFTER_MS = 120_000;

/** Whether the last change may have been made by the job that assigns codes: it leaves no user. */
function mayBeNumbered({ product, updated }: ProductChange): boolean {
	return (product.updatedBy ?? null) === null && updated % 60 < JOB_SECONDS;
}

/** A new product is told with its code: in its first minute the server has not numbered it yet. */
function isUnripe({ record, time }: Row, now: number): boolean {
	const { product, kind, created, updated } = record;
	const isNew = kind === 'created' || updated === created;
	if (!isNew || (product.productCode ?? '') !== '') return false;
	return Math.abs(now - time * 1000) < NUMBERED_AFTER_MS;
}

function updateKey(change: ProductChange): string {
	const { product, created, updated, content } = change;
	// Same key as the product had when it was new: a code alone is no change.
	const state = updated === created || mayBeNumbered(change) ? 'new' : String(updated);
	return shortKey(`updated|${product.id}|${state}|${content}`);
}

function readSortedBy(
	sort: 'dateCreated' | 'lastUpdated',
): (run: FeedRun, max: number, offset: number) => Promise<Row[]> {
	return async (run, max, offset) => {
		// Without inactive products a deactivation would be invisible (feeds.md#feeds).
		const query = { sort, order: 'desc', includeInactive: true, max, offset };
		const page = listSchema.parse(
			await run.connection.get(apiPath('products'), query, { priority: 'bulk' }),
		);
		return page.data.map((data) => toRow(productSchema.parse(data), sort));
	};
}

function toRow(product: Product, sort: 'dateCreated' | 'lastUpdated'): Row {
	const created = epochSeconds(product.dateCreated) ?? 0;
	const updated = epochSeconds(product.lastUpdated) ?? created;
	const record: ProductChange = {
		product,
		kind: sort === 'dateCreated' ? 'created' : 'updated',
		created,
		updated,
		content: contentOf(product),
	};
	return sort === 'dateCreated'
		? creation(record)
		: { record, time: updated, key: updateKey(record) };
}

function creation(record: ProductChange): Row {
	const key = shortKey(`created|${record.product.id}`);
	return { record: { ...record, kind: 'created' }, time: record.created, key };
}

/** Products whose creation came to light in a poll: the code they got meanwhile belongs to it. */
const createdIn = new WeakMap<FeedRun, Set<string>>();

async function tell(run: FeedRun, { record, time }: Row): Promise<Envelope[]> {
	const { product, kind, created, updated, content } = record;
	const fresh = createdIn.get(run) ?? new Set();
	createdIn.set(run, fresh);
	if (kind === 'created') fresh.add(product.id);
	const isNews =
		kind === 'created' ||
		(updated !== created && !(mayBeNumbered(record) && fresh.has(product.id)));
	const event = kind === 'created' ? 'product.created' : 'product.updated';
	if (!isNews || !run.watch.events.has(event)) return [];
	const { category } = product;
	const isWanted = await run.filters.pass({
		categories: async () => (typeof category === 'string' ? [category] : []),
	});
	if (!isWanted) return [];
	const subject =
		kind === 'created' ? product.id : `${product.id}:${product.lastUpdated}:${content}`;
	const data = run.watch.slim
		? { productId: product.id, productCode: product.productCode ?? null }
		: { productId: product.id, ...product };
	return [exactEnvelope(event, subject, time, { location: null, data })];
}

/** New products only: changes of many products cost nothing here. */
export const newProductFeed: Feed = timedFeed({
	key: 'newProducts',
	read: readSortedBy('dateCreated'),
	isUnripe,
	tell,
});

/** New and changed products from one list. */
export const productFeed: Feed = timedFeed({
	key: 'products',
	read: readSortedBy('lastUpdated'),
	changes: (rows) => rows.flatMap((row) => [creation(row.record), row]),
	isUnripe,
	tell,
});
