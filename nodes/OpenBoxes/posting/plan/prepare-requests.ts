import type { Transaction } from '../../schemas';
import { contentHash, readMark } from '../rules/content';
import { listProblems } from '../../values/problems';
import { isReversalNumber, toReversalNumber } from '../rules/transaction-number';
import { postingOf } from '../rules/transaction-type';
import type { Connection } from '../../transport/connection';
import { alreadyPostedResult } from '../read/booked-lines';
import { LastCounts } from './last-counts';
import { areTwins, countAndCleanUp, findByNumbers, type RowsByNumber } from '../read/ledger';
import type { PostingRequest, RequestedLine } from '../write/posting-request';
import { otherContent } from '../write/posting-failures';
import type { PostingResults } from '../write/posting-results';
import { nameKey } from '../../catalogue/product-name';
import { resolveProducts, type ResolvedProduct } from '../../catalogue/products';
import { textKey } from '../../values/same-text';
import { keeperOf } from '../../once/rules/keeper';

/** Age up to which a row may still have rivals under way, clocks a little apart included. */
const YOUNG_MS = 20_000;
const YOUNG_LOOKS = 2;
const YOUNG_SETTLE_MS = 600;

/** A request whose products are known. */
export interface Prepared {
	request: PostingRequest;
	products: Map<RequestedLine, ResolvedProduct>;
	hash: string;
}

/** Finds the products of all lines of all requests together and hashes what is asked for. */
export async function prepareRequests(
	connection: Connection,
	requests: readonly PostingRequest[],
	inventoryId: string,
	results: PostingResults,
): Promise<Prepared[]> {
	const resolutions = await resolveProducts(
		connection,
		requests.flatMap((request) => request.lines),
	);
	return requests.flatMap((request) => {
		const products = new Map<RequestedLine, ResolvedProduct>();
		const problems: string[] = [];
		for (const line of request.lines) {
			const resolution = resolutions.get(nameKey(line));
			if (resolution?.product) products.set(line, resolution.product);
			else {
				const reason = resolution?.reason ?? 'the product was not found';
				problems.push(`line ${line.position}: ${reason}`);
			}
		}
		if (problems.length > 0) {
			results.fail(
				request,
				listProblems(problems),
				'Correct the product in the line, or add the code or barcode to the product in OpenBoxes.',
			);
		}
		if (!results.isOpen(request)) return [];
		return [{ request, products, hash: hashOf(request, products, inventoryId) }];
	});
}

function hashOf(
	request: PostingRequest,
	products: ReadonlyMap<RequestedLine, ResolvedProduct>,
	inventoryId: string,
): string {
	const { typeId, sign } = postingOf(request.movement);
	return contentHash({
		inventoryId,
		typeId: `${typeId}${sign > 0 ? '+' : '-'}`,
		lines: request.lines.map((line) => ({
			productId: products.get(line)?.id ?? '',
			quantity: line.quantity,
			lot: line.lot,
			bin: line.bin,
		})),
	});
}

/** The same number twice in one run: posted once, the second one told so (stock-rules.md#twins). */
export function withoutRepeats(prepared: readonly Prepared[], results: PostingResults): Prepared[] {
	const first = new Map<string, Prepared>();
	return prepared.filter((one) => {
		// A dry run answers for nothing that is to be posted.
		const key = `${one.request.dryRun}|${textKey(one.request.number)}`;
		const before = first.get(key);
		if (!before) {
			first.set(key, one);
			return true;
		}
		if (before.hash === one.hash) results.repeat(one.request, before.request);
		else {
			results.fail(
				one.request,
				`the reference also stands in item ${before.request.items[0]} with other content`,
				'Two different sales need two references.',
			);
		}
		return false;
	});
}

/**
 * Counts rows by number. A row that was made just now may have rivals that are not visible yet and
 * that were begun before it, so such numbers are counted again before their keeper is reported.
 */
async function countSettled(
	connection: Connection,
	numbers: readonly string[],
): Promise<RowsByNumber> {
	const rows = await countAndCleanUp(connection, numbers);
	const young = [...rows.values()].flat().filter((row) => isYoung(row, connection.serverNow()));
	const youngNumbers = [...new Set(young.map((row) => row.transactionNumber ?? ''))];
	for (let look = 0; look < YOUNG_LOOKS && youngNumbers.length > 0; look++) {
		await connection.pause(YOUNG_SETTLE_MS);
		for (const [key, same] of await countAndCleanUp(connection, youngNumbers)) rows.set(key, same);
	}
	return rows;
}

/** Rows of all requests; those of a dry run are only looked at, since even twins stay as they are. */
async function countKnown(
	connection: Connection,
	prepared: readonly Prepared[],
): Promise<RowsByNumber> {
	const numbers = (dryRun: boolean): string[] =>
		prepared
			.filter(({ request }) => request.dryRun === dryRun)
			.map(({ request }) => request.number);
	const rows = await findByNumbers(connection, numbers(true));
	for (const [key, same] of await countSettled(connection, numbers(false))) rows.set(key, same);
	return rows;
}

function isYoung(row: Transaction, now: number): boolean {
	return !(Date.parse(row.dateCreated ?? '') < now - YOUNG_MS);
}

/** A transaction that OpenBoxes has already under the number of a request, with the same content. */
export interface Found {
	prepared: Prepared;
	transaction: Transaction;
}

/**
 * Answers requests whose number OpenBoxes has already, and leaves the others open.
 *
 * @param check looks at what is found first
 * @returns also those whose transaction it took back
 */
export async function withoutKnown(
	connection: Connection,
	prepared: readonly Prepared[],
	results: PostingResults,
	check?: (found: readonly Found[]) => Promise<ReadonlySet<Prepared>>,
): Promise<Prepared[]> {
	if (prepared.length === 0) return [];
	const rows = await countKnown(connection, prepared);
	const known = prepared.filter(({ request }) => rows.has(textKey(request.number)));
	const standing = await withoutReversed(connection, known, results);
	const same = standing.filter((one) => isSameContent(one, rows, results));
	const found = same.map((one): Found => {
		const transaction = keeperOf(rows.get(textKey(one.request.number)) ?? []);
		return { prepared: one, transaction };
	});
	const takenBack = (await check?.(found)) ?? new Set();
	const answered = await alreadyPostedResult(
		connection,
		found
			.filter(({ prepared: one }) => !takenBack.has(one) && results.isOpen(one.request))
			.map(({ prepared: one, transaction }) => ({ ...one, transaction })),
	);
	for (const result of answered) results.set(result);
	return prepared.filter((one) => takenBack.has(one) || !rows.has(textKey(one.request.number)));
}

/** What was reversed is not "already posted": its stock is back where it was. */
async function withoutReversed(
	connection: Connection,
	known: readonly Prepared[],
	results: PostingResults,
): Promise<Prepared[]> {
	const reversals = new Map<Prepared, string>();
	for (const one of known) {
		const { number } = isReversalNumber(one.request.number)
			? { number: undefined }
			: toReversalNumber(one.request.number);
		if (number !== undefined) reversals.set(one, number);
	}
	if (reversals.size === 0) return [...known];
	const rows = await findByNumbers(connection, [...reversals.values()]);
	return known.filter((one) => {
		const number = reversals.get(one) ?? '';
		if (!rows.has(textKey(number))) return true;
		results.fail(
			one.request,
			`it was posted before and then reversed (${number})`,
			'Use another reference to post it anew.',
		);
		return false;
	});
}

function isSameContent(
	{ request, hash }: Prepared,
	rows: RowsByNumber,
	results: PostingResults,
): boolean {
	const same = rows.get(textKey(request.number)) ?? [];
	if (areTwins(same) && same.every((row) => readMark(row.comment)?.hash === hash)) return true;
	const isForeign = same.some((row) => readMark(row.comment) === undefined);
	const ids = same.map((row) => row.id);
	results.failWith(
		request,
		otherContent(
			request.number,
			ids,
			isForeign
				? `Transaction ${ids.join(' and ')} with this number was not made by this node.`
				: undefined,
		),
	);
	return false;
}

/** Refuses what lies before a count of one of its products: OpenBoxes would take and ignore it. */
export async function withoutCounted(
	connection: Connection,
	open: readonly Prepared[],
	inventoryId: string,
	results: PostingResults,
): Promise<Prepared[]> {
	if (open.length === 0) return [];
	const times = open.map(({ request }) => request.time);
	const counts = await LastCounts.read(connection, inventoryId, times);
	return open.filter(({ request, products }) => {
		for (const product of products.values()) {
			const counted = counts.after(product.id, request.time);
			if (counted === undefined) continue;
			results.fail(
				request,
				`${product.code} ${product.name} was counted on ${new Date(counted).toISOString()}, after the time of the transaction (${new Date(request.time).toISOString()})`,
				'OpenBoxes would accept it and not change the stock. If the count did not include it, post it with a time after the count.',
			);
			return false;
		}
		return true;
	});
}
