import type { INodeProperties } from 'n8n-workflow';
import { adjustmentLines, postingLines } from '../../lines/posting-line';
import { addRequests } from '../../posting/write/add-requests';
import { postRequests, type PostingOptions } from '../../posting/write/post-requests';
import type { PostingRequest, PostingResult } from '../../posting/write/posting-request';
import { toTransactionNumber } from '../../posting/rules/transaction-number';
import { CLINIC, isClinicItem, readClinicLines } from '../fields/clinic-input';
import { isOn, toSwitch } from '../fields/read-values';
import type { Operation, OperationResult, OperationRun } from '../operation';
import { linesProperties } from './lines.fields';
import { inOrder, runSettings } from './post-all';
import { commentOption, dryRunField, sourceOption, timeOption } from './posting-fields';
import { readPostings, type PostingKind } from './posting-input';
import { toOutput } from './posting-output';
import { optionalReferenceField } from './reference.field';

const expirationField: INodeProperties = {
	displayName: 'Expiration Date',
	name: 'expirationDate',
	type: 'string',
	default: '',
	placeholder: 'e.g. 2027-12-31',
	description:
		'Of a lot that is created. For a lot that exists it is compared, and another date is refused.',
};

const createLotsField: INodeProperties = {
	displayName: 'Create Missing Lots',
	name: 'createLots',
	type: 'boolean',
	default: false,
	description: 'Whether to create a lot that OpenBoxes does not know yet',
};

const properties: INodeProperties[] = [
	{
		displayName: 'Direction',
		name: 'direction',
		type: 'options',
		options: [
			{ name: 'Down', value: 'down', description: 'Less is there than OpenBoxes shows' },
			{ name: 'Up', value: 'up', description: 'More is there than OpenBoxes shows' },
		],
		default: 'down',
		description: 'Whether stock is taken off or added',
		displayOptions: { hide: { itemIs: [CLINIC] } },
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'options',
		// As GET /api/reasonCodes?activityCode=ADJUST_INVENTORY lists them.
		options: [
			{ name: 'Consumed', value: 'CONSUMED' },
			{ name: 'Correction', value: 'CORRECTION' },
			{ name: 'Damaged Product', value: 'DAMAGED' },
			{ name: 'Data Entry Error', value: 'DATA_ENTRY_ERROR' },
			{ name: 'Expired Product', value: 'EXPIRED' },
			{ name: 'Found', value: 'FOUND' },
			{ name: 'Missing', value: 'MISSING' },
			{ name: 'Other', value: 'OTHER' },
			{ name: 'Recounted', value: 'RECOUNTED' },
			{ name: 'Rejected', value: 'REJECTED' },
			{ name: 'Returned', value: 'RETURNED' },
			{ name: 'Scrapped', value: 'SCRAPPED' },
			{ name: 'Stolen', value: 'STOLEN' },
		],
		default: 'CORRECTION',
		required: true,
		description: 'Why the stock is corrected; kept with each line in OpenBoxes',
	},
	{ ...optionalReferenceField, displayOptions: { hide: { itemIs: [CLINIC] } } },
	...linesProperties(
		{
			whole: 'A Whole Adjustment',
			line: 'One Line of an Adjustment',
			quantity: 'By how many the stock changes, as a positive whole number',
			unitFactor: 'Stock units in one counted unit: 1 for single units, 100 for a box of 100',
			lot: 'Lot (batch) to correct. Needed when the product has more than one; enter none by number for the lot without number.',
			bin: 'Shelf or bin to correct; enter none by name for stock in no bin. Needed when the lot lies in more than one.',
			emptyLot: 'the only one of the product',
			emptyBin: 'the only one the lot lies in',
			clinic: true,
		},
		[expirationField],
	),
	{
		...createLotsField,
		displayOptions: { show: { direction: ['up'] }, hide: { itemIs: [CLINIC] } },
	},
	{ ...createLotsField, displayOptions: { show: { itemIs: [CLINIC] } } },
	dryRunField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Allow Negative Stock',
				name: 'allowNegative',
				type: 'boolean',
				default: false,
				description: 'Whether an adjustment down may leave less than nothing',
			},
			commentOption,
			sourceOption,
			timeOption,
		],
	},
];

type Direction = 'up' | 'down';

function movement({ context }: OperationRun, item: number, direction: Direction) {
	const reasonCode = String(context.getNodeParameter('reason', item, 'CORRECTION'));
	const allowNegative = toSwitch(context.getNodeParameter('options.allowNegative', item, false));
	if (direction === 'up') {
		return {
			movement: 'adjustUp' as const,
			choice: 'any' as const,
			reasonCode,
			createsLots: isOn(context, item, 'createLots'),
		};
	}
	return {
		movement: 'adjustDown' as const,
		choice: 'any' as const,
		needsExactLot: true,
		reasonCode,
		shortage: allowNegative ? ('allowNegative' as const) : ('fail' as const),
	};
}

/** Both directions; without "continue on fail" nothing is written when either cannot be. */
async function post(
	{ connection, stopOnError }: OperationRun,
	requests: readonly PostingRequest[],
	settings: PostingOptions,
): Promise<PostingResult[]> {
	const up = requests.filter((request) => request.movement === 'adjustUp');
	const down = requests.filter((request) => request.movement !== 'adjustUp');
	if (up.length === 0) return await postRequests(connection, down, settings);
	if (down.length === 0) return await addRequests(connection, up, settings);
	if (stopOnError) {
		const dry = up.map((request) => ({ ...request, dryRun: true }));
		const trial = await addRequests(connection, dry, settings);
		if (trial.some(({ status }) => status === 'failed')) return trial;
	}
	const lowered = await postRequests(connection, down, settings);
	if (stopOnError && lowered.some(({ status }) => status === 'failed')) return lowered;
	return [...lowered, ...(await addRequests(connection, up, settings))];
}

const DIRECTIONS: readonly Direction[] = ['down', 'up'];

/** Whether an item has nothing to adjust in a direction. A clinic's transaction can go both ways at once. */
function isOtherWay({ context }: OperationRun, item: number, direction: Direction): boolean {
	if (!isClinicItem(context, item))
		return (context.getNodeParameter('direction', item, 'down') === 'up') !== (direction === 'up');
	const [up, down] = (['up', 'down'] as const).map(
		(way) => readClinicLines(context, item, way).value?.length,
	);
	// What cannot be read, or goes no way, is told once.
	return direction === 'up' ? !up : down === 0 && up !== 0;
}

/** What goes up in a clinic's transaction has a number of its own: OpenBoxes keeps it as another transaction. */
function kindOf(direction: Direction): PostingKind {
	return {
		name: 'An adjustment',
		reference: 'optional',
		// A lot that goes down is there, with its date.
		lines: direction === 'up' ? adjustmentLines : postingLines('an adjustment down'),
		direction,
		skips: (run, item) => isOtherWay(run, item, direction),
		number: ({ context }, item, source, reference) =>
			toTransactionNumber(
				source,
				isClinicItem(context, item) && direction === 'up' ? `${reference}+` : reference,
			),
		movement: (run, item) => movement(run, item, direction),
	};
}

async function execute(run: OperationRun): Promise<OperationResult[]> {
	const server = await run.connection.serverInfo();
	const read = DIRECTIONS.map((direction) => readPostings(run, server, kindOf(direction)));
	const requests = read.flatMap((one) => one.requests);
	const rejected = read.flatMap((one) => one.rejected);
	if (rejected.length > 0 && run.stopOnError) return rejected;
	const results = await post(run, requests, runSettings(run));
	return inOrder([...rejected, ...results.map((result) => toOutput(result, server))]);
}

/** Corrects the stock of a lot and bin. */
export const adjust: Operation = {
	value: 'adjust',
	name: 'Adjust',
	action: 'Adjust stock up or down',
	description: 'Correct the stock of lots and bins up or down, with a reason',
	properties,
	execute,
};
