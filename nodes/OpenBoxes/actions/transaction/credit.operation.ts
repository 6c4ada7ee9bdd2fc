import type { INodeProperties } from 'n8n-workflow';
import { toCreditNumber, toTransactionNumber } from '../../posting/rules/transaction-number';
import type { OriginalName } from '../../posting/read/originals';
import { returnRequests, type ReturnRequest } from '../../posting/write/return-requests';
import { CLINIC, isClinicItem, readClinicItem } from '../fields/clinic-input';
import type { Operation, OperationResult, OperationRun } from '../operation';
import { linesProperties } from './lines.fields';
import { originalField, readOriginal } from './original.fields';
import { inOrder, runSettings } from './post-all';
import { commentOption, dryRunField, sourceOption, timeOption } from './posting-fields';
import { readPostings } from './posting-input';
import { toOutput } from './posting-output';

const properties: INodeProperties[] = [
	{
		...originalField('Sale', 'The sale (debit) whose goods come back'),
		displayOptions: { hide: { itemIs: [CLINIC] } },
	},
	{
		displayName: 'Return Reference',
		name: 'reference',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.returnSlip }}',
		description:
			'Number of the return slip. A return that was posted before is found by it and not posted again.',
		displayOptions: { hide: { itemIs: [CLINIC] } },
	},
	{
		displayName: 'What Comes Back',
		name: 'what',
		type: 'options',
		default: 'lines',
		options: [
			{ name: 'Everything', value: 'everything', description: 'All that has not come back yet' },
			{ name: 'The Lines Below', value: 'lines' },
		],
		description: 'Whether all of the original sale is returned or the lines below',
	},
	...linesProperties(
		{
			whole: 'A Whole Return',
			line: 'One Line of a Return',
			quantity: 'How many come back, as a whole number; never more than was sold',
			unitFactor: 'Stock units in one returned unit: 1 for single units, 100 for a box of 100',
			lot: 'Lot (batch) that comes back, one of those that were sold. Leave empty for the sold ones.',
			bin: 'Shelf or bin to put it into. Leave empty to put it where it was taken from.',
			emptyLot: 'those that were sold',
			emptyBin: 'where it was taken from',
			clinic: true,
		},
		[],
		{ what: ['lines'] },
	),
	dryRunField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [commentOption, sourceOption, timeOption],
	},
];

/** The sale that a return belongs to: named by the fields, or by the clinic's transaction itself. */
function originalOf(
	run: OperationRun,
	item: number,
	source: string,
): ReturnType<typeof readOriginal> {
	if (!isClinicItem(run.context, item)) return readOriginal(run, item, source);
	const { value, reason } = readClinicItem(run.context, item);
	if (reason !== undefined) return { reason };
	if (value.belongsTo === undefined)
		return { reason: `the return "${value.id}" does not say which transaction it belongs to` };
	const number = toTransactionNumber(source, value.belongsTo);
	return number.reason === undefined ? { name: { number: number.number } } : number;
}

async function execute(run: OperationRun): Promise<OperationResult[]> {
	const server = await run.connection.serverInfo();
	const originals = new Map<number, OriginalName>();
	const isEverything = (item: number): boolean =>
		run.context.getNodeParameter('what', item, 'lines') === 'everything';
	const { requests, rejected } = readPostings(run, server, {
		name: 'A return',
		reference: 'required',
		referenceIs: 'return slip',
		number: (_, item, source, reference) => {
			const original = originalOf(run, item, source);
			if (original.reason !== undefined) return { reason: original.reason };
			originals.set(item, original.name);
			// Only to group lines; a transaction that is given by ID has its number read later.
			return toCreditNumber(original.name.number ?? original.name.id, reference);
		},
		hasLines: (_, item) => !isEverything(item),
		movement: () => ({ movement: 'credit', choice: 'any', reasonCode: 'RETURNED' }),
	});
	if (rejected.length > 0 && run.stopOnError) return rejected;
	const returns = requests.flatMap((posting): ReturnRequest[] => {
		const [item] = posting.items;
		const original = originals.get(item);
		return original ? [{ posting, original, everything: isEverything(item) }] : [];
	});
	const results = await returnRequests(run.connection, returns, runSettings(run));
	return inOrder([...rejected, ...results.map((result) => toOutput(result, server))]);
}

/** Puts returned goods back into stock. */
export const credit: Operation = {
	value: 'credit',
	name: 'Credit',
	action: 'Credit stock for a return',
	description: 'Put goods of a former sale back into stock, into the lots and bins they came from',
	properties,
	execute,
};
