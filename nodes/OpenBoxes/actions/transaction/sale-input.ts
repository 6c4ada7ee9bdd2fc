import { jsonParse, type IDataObject } from 'n8n-workflow';
import {
	check,
	saleLineSchema,
	saleLinesSchema,
	type Mismatch,
	type SaleLine,
} from '../../schemas';
import type { ShortageMode } from '../../rules/allocate';
import { readMoment } from '../../rules/moment';
import { numberKey, toTransactionNumber } from '../../rules/transaction-number';
import type { PostingRequest, RequestedLine } from '../../stock/posting-request';
import { toProductName } from '../../stock/product-name';
import { OpenBoxesError } from '../../transport/openboxes-error';
import type { ServerInfo } from '../../transport/server';
import type { OperationResult, OperationRun } from '../operation';

interface SaleOptions {
	comment?: string;
	shortage?: ShortageMode;
	source?: string;
	time?: unknown;
}

type Read<Value> = { value: Value; reason?: undefined } | { value?: undefined; reason: string };

function listMismatches(mismatches: readonly Mismatch[]): string {
	const texts = mismatches
		.slice(0, 5)
		.map(({ path, reason }) =>
			path === '' ? reason : `${path.replace(/^\[(\d+)\]/, 'line $1')}: ${reason}`,
		);
	const more = mismatches.length > 5 ? ` (and ${mismatches.length - 5} more)` : '';
	return `${texts.join('; ')}${more}`;
}

/** A form line as the JSON lines have it; the picker's mode says which kind of code it holds. */
function fromForm(values: IDataObject): IDataObject {
	const name = toProductName(values.product);
	return {
		...values,
		product: name.anyCode,
		productId: name.productId,
		productCode: name.productCode,
		barcode: name.barcode,
	};
}

function readJson(value: unknown): Read<unknown> {
	if (typeof value !== 'string') return { value };
	try {
		return { value: jsonParse<unknown>(value) };
	} catch {
		return { reason: 'the lines are no JSON, e.g. [{"barcode": "0012345678905", "quantity": 2}]' };
	}
}

function rawLines({ context }: OperationRun, item: number): Read<unknown> {
	if (context.getNodeParameter('itemIs', item) === 'line') {
		const names = ['product', 'quantity', 'unitFactor', 'lot', 'bin', 'comment'];
		const values = Object.fromEntries(
			names.map((name) => [name, context.getNodeParameter(name, item, '')]),
		);
		return { value: [fromForm(values as IDataObject)] };
	}
	if (context.getNodeParameter('linesFrom', item) === 'form') {
		const lines = context.getNodeParameter('lines.line', item, []) as IDataObject[];
		return { value: lines.map(fromForm) };
	}
	return readJson(context.getNodeParameter('linesJson', item));
}

function readLines(run: OperationRun, item: number): Read<SaleLine[]> {
	const raw = rawLines(run, item);
	if (raw.reason !== undefined) return raw;
	// A single line that was not put into a list is what a till with one product sends.
	const isOneLine =
		typeof raw.value === 'object' && raw.value !== null && !Array.isArray(raw.value);
	if (isOneLine) {
		const line = check(saleLineSchema, raw.value);
		return line.mismatches ? { reason: listMismatches(line.mismatches) } : { value: [line.value] };
	}
	const lines = check(saleLinesSchema, raw.value);
	return lines.mismatches ? { reason: listMismatches(lines.mismatches) } : { value: lines.value };
}

function readRequest(run: OperationRun, item: number, server: ServerInfo): Read<PostingRequest> {
	const reference = String(run.context.getNodeParameter('reference', item, '') ?? '').trim();
	if (reference === '' || reference === 'undefined' || reference === 'null') {
		return {
			reason:
				'the reference is missing: give the number of the receipt, so that it cannot be posted twice',
		};
	}
	const options = run.context.getNodeParameter('options', item, {}) as SaleOptions;
	const source = options.source?.trim() || server.location.number || server.location.id;
	const number = toTransactionNumber(source, reference);
	if (number.reason !== undefined)
		return { reason: `the reference cannot be used: ${number.reason}` };
	const moment = readMoment(options.time, run.context.getTimezone(), run.connection.now());
	if (moment.reason !== undefined) return { reason: moment.reason };
	const lines = readLines(run, item);
	if (lines.reason !== undefined) return lines;
	return {
		value: {
			items: [item],
			reference,
			number: number.number,
			movement: 'debit',
			time: moment.time,
			comment: options.comment ?? '',
			lines: lines.value.map((line, index): RequestedLine => ({ ...line, position: index + 1 })),
			shortage: options.shortage ?? 'fail',
			choice: 'saleable',
		},
	};
}

/** Items with the same reference become one sale; a rejected line keeps its whole sale back. */
function groupByReference(requests: readonly PostingRequest[]): PostingRequest[] {
	const groups = new Map<string, PostingRequest>();
	for (const request of requests) {
		const group = groups.get(numberKey(request.number));
		if (!group) {
			groups.set(numberKey(request.number), { ...request });
			continue;
		}
		group.items = [...group.items, ...request.items];
		const lines = request.lines.map((line, index) => ({
			...line,
			position: group.lines.length + index + 1,
		}));
		group.lines = [...group.lines, ...lines];
	}
	return [...groups.values()];
}

/**
 * Reads all sales of a run. What cannot be read is rejected with the reason, before anything is sent.
 */
export function readSales(
	run: OperationRun,
	server: ServerInfo,
): { requests: PostingRequest[]; rejected: OperationResult[] } {
	const requests: PostingRequest[] = [];
	const rejected: OperationResult[] = [];
	const rejectedReferences = new Set<string>();
	for (let item = 0; item < run.items.length; item++) {
		const read = readRequest(run, item, server);
		if (read.reason === undefined) {
			requests.push(read.value);
			continue;
		}
		const reference = String(run.context.getNodeParameter('reference', item, '') ?? '').trim();
		rejectedReferences.add(reference);
		const error = new OpenBoxesError(
			reference === ''
				? `A sale was not posted: ${read.reason}`
				: `"${reference}" was not posted: ${read.reason}`,
			{ description: 'Nothing of it was written. Correct the input and run it again.' },
		);
		rejected.push({ items: [item], error });
	}
	if (run.items.length === 0 || run.context.getNodeParameter('itemIs', 0) !== 'line')
		return { requests, rejected };
	const whole = requests.filter((request) => !rejectedReferences.has(request.reference));
	for (const request of requests.filter((one) => rejectedReferences.has(one.reference))) {
		const error = new OpenBoxesError(
			`"${request.reference}" was not posted: another line of it cannot be read`,
			{
				description: 'A receipt is posted as a whole or not at all.',
			},
		);
		rejected.push({ items: request.items, error });
	}
	return { requests: groupByReference(whole), rejected };
}
