import type { ShortageMode } from '../../stock/rules/allocate';
import { readMoment } from '../../values/moment';
import {
	sourceOf,
	toTransactionNumber,
	type NumberResult,
} from '../../posting/rules/transaction-number';
import { readReference } from '../../once/rules/reference';
import { visibleText } from '../../values/storable-text';
import { postingLines, type adjustmentLines, type PostingLine } from '../../lines/posting-line';
import type { PostingRequest, RequestedLine } from '../../posting/write/posting-request';
import { OpenBoxesError } from '../../transport/openboxes-error';
import type { ServerInfo } from '../../transport/server';
import { isClinicItem, readClinicItem, refusedWarehouse } from '../fields/clinic-input';
import { toSwitch } from '../fields/read-values';
import type { OperationResult, OperationRun } from '../operation';
import type { Read } from '../../values/read';
import { readLines } from '../fields/read-lines';
import { textKey } from '../../values/same-text';

/** What makes one kind of posting differ from the others. */
export interface PostingKind {
	/** In messages, e.g. `A sale`. */
	name: string;
	/** What one without a reference means: refused, or named after the execution. */
	reference: 'required' | 'optional';
	/** Whose number is asked for when it is missing; default a receipt. */
	referenceIs?: string;
	/** Number of the transaction, unless it is `<source>/<reference>`. */
	number?: (run: OperationRun, item: number, source: string, reference: string) => NumberResult;
	/** What its lines may say, unless they are like those of a sale. */
	lines?: typeof adjustmentLines;
	/** Of an inventory transaction that adjusts: the lines that go this way. */
	direction?: 'up' | 'down';
	/** Items that are not meant. */
	skips?: (run: OperationRun, item: number) => boolean;
	/** Whether an item has lines at all. */
	hasLines?: (run: OperationRun, item: number) => boolean;
	/** How stock moves; may depend on the item's own fields. */
	movement: (
		run: OperationRun,
		item: number,
	) => Pick<
		PostingRequest,
		'movement' | 'choice' | 'needsExactLot' | 'reasonCode' | 'createsLots'
	> &
		Partial<Pick<PostingRequest, 'shortage'>>;
}

interface PostingOptions {
	comment?: string;
	lineNumber?: unknown;
	shortage?: ShortageMode;
	source?: string;
	time?: unknown;
}

/** The reference field as far as it can be shown in a message. */
function shownReference({ context }: OperationRun, item: number): string {
	const value = context.getNodeParameter('reference', item, '');
	return readReference(value, 'it').reference ?? '';
}

/** The reference of an item; a posting that needs none is named after the execution. */
function referenceFor(run: OperationRun, item: number, kind: PostingKind): Read<string> {
	const value: unknown = run.context.getNodeParameter('reference', item, '');
	const isMissing = [undefined, null, '', 'undefined', 'null'].includes(value as string | null);
	if (isMissing && kind.reference === 'optional') return { value: ownReference(run, item) };
	if (isMissing) {
		return {
			reason: `the reference is missing: give the number of the ${kind.referenceIs ?? 'receipt'}, so that it cannot be posted twice`,
		};
	}
	const { reference, reason } = readReference(value, 'the reference');
	return reason === undefined ? { value: reference } : { reason };
}

/**
 * Reference of a posting that was given none: the same when n8n repeats the node within one execution,
 * another one for each node, loop, item and execution.
 */
function ownReference({ context }: OperationRun, item: number): string {
	const run = Number(context.evaluateExpression('{{ $runIndex }}', item)) || 0;
	const node = context
		.getNode()
		.id.replace(/[^0-9a-z]/gi, '')
		.slice(0, 8);
	return ['n8n', context.getExecutionId(), node, run, item].join('-');
}

/** Each item's own switch: an expression may differ between items. */
export function readDryRun({ context }: OperationRun, item: number): Read<boolean> {
	const value = toSwitch(context.getNodeParameter('dryRun', item, false));
	return value === undefined ? { reason: '"Dry Run" is neither true nor false' } : { value };
}

/** Number of the line within its receipt, which makes the line a posting of its own. */
function readLineNumber(value: unknown): Read<string | undefined> {
	if (value === undefined || value === null || value === '') return { value: undefined };
	const { reference, reason } = readReference(value, 'the line number');
	return reason === undefined ? { value: reference } : { reason };
}

/** Under which number an item is posted. */
interface Naming {
	reference: string;
	number: string;
	options: PostingOptions;
}

/** Reference and time of an item that is an inventory transaction of a clinic; empty for another one. */
function readClinicNaming(
	{ context }: OperationRun,
	item: number,
	server: ServerInfo,
): Read<{ reference?: string; time?: number }> {
	if (!isClinicItem(context, item)) return { value: {} };
	const read = readClinicItem(context, item);
	if (read.reason !== undefined) return read;
	const reason = refusedWarehouse(context, item, read.value, server);
	return reason === undefined
		? { value: { reference: read.value.id, time: read.value.time } }
		: { reason };
}

function readNaming(
	run: OperationRun,
	item: number,
	server: ServerInfo,
	kind: PostingKind,
): Read<Naming> {
	const wrong = run.wrongChoice(item);
	if (wrong !== undefined) return { reason: wrong };
	const clinic = readClinicNaming(run, item, server);
	if (clinic.reason !== undefined) return clinic;
	const given: Read<string> =
		clinic.value.reference === undefined
			? referenceFor(run, item, kind)
			: { value: clinic.value.reference };
	if (given.reason !== undefined) return given;
	const reference = given.value;
	const chosen = run.context.getNodeParameter('options', item, {}) as PostingOptions;
	const options = { ...chosen, time: chosen.time || clinic.value.time };
	const source = visibleText(String(options.source ?? '')) || sourceOf(server.location);
	const line = readLineNumber(options.lineNumber);
	if (line.reason !== undefined) return line;
	const number =
		kind.number?.(run, item, source, reference) ??
		toTransactionNumber(source, reference, line.value);
	return number.reason === undefined
		? { value: { reference, number: number.number, options } }
		: { reason: `the reference cannot be used: ${number.reason}` };
}

function readRequest(
	run: OperationRun,
	item: number,
	{ reference, number, options }: Naming,
	kind: PostingKind,
): Read<PostingRequest> {
	const dryRun = readDryRun(run, item);
	if (dryRun.reason !== undefined) return dryRun;
	const moment = readMoment(options.time, run.context.getTimezone(), run.connection.now());
	if (moment.reason !== undefined) return { reason: moment.reason };
	const lines: Read<PostingLine[]> =
		kind.hasLines?.(run, item) === false
			? { value: [] }
			: readLines(
					run.context,
					item,
					kind.lines ?? postingLines(kind.name.toLowerCase()),
					kind.direction,
				);
	if (lines.reason !== undefined) return lines;
	return {
		value: {
			items: [item],
			reference,
			number,
			time: moment.time,
			isTimeGiven: ![undefined, null, ''].includes(options.time as string | null | undefined),
			isOneLine: isOneLine(run),
			comment: options.comment ?? '',
			lines: lines.value.map((line, index): RequestedLine => ({ ...line, position: index + 1 })),
			dryRun: dryRun.value,
			shortage: options.shortage ?? 'fail',
			...kind.movement(run, item),
		},
	};
}

/** Items with the same reference become one posting; a rejected line keeps the whole of it back. */
function groupByReference(requests: readonly PostingRequest[]): PostingRequest[] {
	const groups = new Map<string, PostingRequest>();
	for (const request of requests) {
		const key = `${textKey(request.number)}|${request.movement}`;
		const group = groups.get(key);
		if (!group) {
			groups.set(key, { ...request });
			continue;
		}
		group.items = [...group.items, ...request.items];
		group.dryRun ||= request.dryRun;
		const lines = request.lines.map((line, index) => ({
			...line,
			position: group.lines.length + index + 1,
		}));
		group.lines = [...group.lines, ...lines];
	}
	return [...groups.values()];
}

/** The error of an item that was read wrongly, before anything was sent. */
export function rejection(
	item: number,
	reference: string,
	reason: string,
	kindName: string,
): OperationResult {
	const error = new OpenBoxesError(
		reference === ''
			? `${kindName} was not posted: ${reason}`
			: `"${reference}" was not posted: ${reason}`,
		{ description: 'Nothing of it was written. Correct the input and run it again.' },
	);
	return { items: [item], error };
}

/** Postings of a run that could be read, and what is said of the others. */
interface ReadPostings {
	requests: PostingRequest[];
	rejected: OperationResult[];
}

/**
 * Reads all postings of a run. What cannot be read is rejected with the reason, before anything is
 * sent.
 */
export function readPostings(
	run: OperationRun,
	server: ServerInfo,
	kind: PostingKind,
): ReadPostings {
	const requests: PostingRequest[] = [];
	const rejected: OperationResult[] = [];
	const rejectedNumbers = new Set<string>();
	for (let item = 0; item < run.items.length; item++) {
		if (kind.skips?.(run, item)) continue;
		const naming = readNaming(run, item, server, kind);
		const read = naming.value ? readRequest(run, item, naming.value, kind) : naming;
		if (read.reason === undefined) {
			requests.push(read.value);
			continue;
		}
		if (naming.value) rejectedNumbers.add(textKey(naming.value.number));
		rejected.push(rejection(item, shownReference(run, item), read.reason, kind.name));
	}
	return groupLines(run, requests, rejected, rejectedNumbers);
}

/** Whether each item is one line of a posting. */
function isOneLine({ context, items }: OperationRun): boolean {
	return items.length > 0 && context.getNodeParameter('itemIs', 0, 'sale') === 'line';
}

/** With one line per item, a posting is all items of one reference. */
function groupLines(
	run: OperationRun,
	requests: PostingRequest[],
	rejected: OperationResult[],
	rejectedNumbers: ReadonlySet<string>,
): ReadPostings {
	if (!isOneLine(run)) return { requests, rejected };
	const isBroken = ({ number }: PostingRequest): boolean => rejectedNumbers.has(textKey(number));
	const whole = requests.filter((request) => !isBroken(request));
	for (const request of requests.filter(isBroken)) {
		const error = new OpenBoxesError(
			`"${request.reference}" was not posted: another line of it cannot be read`,
			{ description: 'It is posted as a whole or not at all.' },
		);
		rejected.push({ items: request.items, error });
	}
	return { requests: groupByReference(whole), rejected };
}
