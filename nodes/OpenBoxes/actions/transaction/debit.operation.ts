import type { INodeProperties } from 'n8n-workflow';
import { postRequests } from '../../stock/post-requests';
import type { Operation, OperationResult, OperationRun } from '../operation';
import { productField } from '../fields/product.field';
import { toOutput } from './posting-output';
import {
	commentOption,
	dryRunField,
	shortageOption,
	sourceOption,
	timeOption,
} from './posting-fields';
import { readSales } from './sale-input';

const lineFields: INodeProperties[] = [
	{ ...productField, displayOptions: undefined },
	{
		displayName: 'Quantity',
		name: 'quantity',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 1,
		required: true,
		description: 'How many were sold, as a whole number',
	},
	{
		displayName: 'Units per Package',
		name: 'unitFactor',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 1,
		description: 'Stock units in one sold unit: 1 when single units are sold, 100 for a box of 100',
	},
	{
		displayName: 'Lot',
		name: 'lot',
		type: 'string',
		default: '',
		placeholder: 'e.g. IBU-A',
		description: 'Lot (batch) number that was sold. Leave empty to take what expires first.',
	},
	{
		displayName: 'Bin Location',
		name: 'bin',
		type: 'string',
		default: '',
		placeholder: 'e.g. Shelf 1',
		description: 'Shelf or bin it was taken from. Leave empty to take it from any.',
	},
	{
		displayName: 'Comment',
		name: 'comment',
		type: 'string',
		default: '',
		description: 'Note that is kept with this line in OpenBoxes',
	},
];

const properties: INodeProperties[] = [
	{
		displayName: 'Reference',
		name: 'reference',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.receipt }}',
		description:
			'Number of the receipt. A receipt that was posted before is found by it and not posted again.',
	},
	{
		displayName: 'Each Input Item Is',
		name: 'itemIs',
		type: 'options',
		options: [
			{
				name: 'A Whole Sale',
				value: 'sale',
				description: 'The item holds all lines of one receipt',
			},
			{
				name: 'One Line of a Sale',
				value: 'line',
				description: 'Items with the same reference are one receipt, as in a spreadsheet',
			},
		],
		default: 'sale',
	},
	{
		displayName: 'Lines',
		name: 'linesFrom',
		type: 'options',
		options: [
			{
				name: 'As JSON',
				value: 'json',
				description: 'A list that comes from a till or another node',
			},
			{ name: 'Fill In Below', value: 'form' },
		],
		default: 'json',
		displayOptions: { show: { itemIs: ['sale'] } },
	},
	{
		displayName: 'Lines (JSON)',
		name: 'linesJson',
		type: 'json',
		default: '={{ $json.lines }}',
		description:
			'List of lines: <code>[{"barcode": "0012345678905", "quantity": 2}]</code>. Each names its product by <code>productId</code>, <code>productCode</code> or <code>barcode</code>; <code>unitFactor</code>, <code>lot</code>, <code>bin</code> and <code>comment</code> may follow.',
		displayOptions: { show: { itemIs: ['sale'], linesFrom: ['json'] } },
	},
	{
		displayName: 'Lines',
		name: 'lines',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Line',
		default: {},
		options: [{ displayName: 'Line', name: 'line', values: lineFields }],
		displayOptions: { show: { itemIs: ['sale'], linesFrom: ['form'] } },
	},
	...lineFields.map((field) => ({ ...field, displayOptions: { show: { itemIs: ['line'] } } })),
	dryRunField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [commentOption, shortageOption, sourceOption, timeOption],
	},
];

async function execute(run: OperationRun): Promise<OperationResult[]> {
	const { requests, rejected } = readSales(run, await run.connection.serverInfo());
	if (rejected.length > 0 && run.stopOnError) return rejected;
	const results = await postRequests(run.connection, requests, {
		dryRun: run.context.getNodeParameter('dryRun', 0, false) as boolean,
		stopOnError: run.stopOnError,
		zone: run.context.getTimezone(),
	});
	const server = await run.connection.serverInfo();
	return [...rejected, ...results.map((result) => toOutput(result, server))].sort(
		(a, b) => a.items[0] - b.items[0],
	);
}

/** Takes what was sold or dispensed out of stock. */
export const debit: Operation = {
	value: 'debit',
	name: 'Debit',
	action: 'Debit stock for a sale',
	description: 'Take what was sold or dispensed out of stock, at once and without a shipment',
	properties,
	execute,
};
