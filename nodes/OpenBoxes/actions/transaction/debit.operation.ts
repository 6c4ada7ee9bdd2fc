import type { INodeProperties } from 'n8n-workflow';
import { CLINIC } from '../fields/clinic-input';
import type { Operation } from '../operation';
import { linesProperties } from './lines.fields';
import { postAll } from './post-all';
import {
	commentOption,
	dryRunField,
	lineNumberOption,
	shortageOption,
	sourceOption,
	timeOption,
} from './posting-fields';

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
		displayOptions: { hide: { itemIs: [CLINIC] } },
	},
	...linesProperties({
		whole: 'A Whole Sale',
		line: 'One Line of a Sale',
		quantity: 'How many were sold, as a whole number',
		unitFactor: 'Stock units in one sold unit: 1 when single units are sold, 100 for a box of 100',
		lot: 'Lot (batch) that was sold. Leave empty to take what expires first.',
		bin: 'Shelf or bin it was taken from. Leave empty to take it from any.',
		emptyLot: 'what expires first',
		emptyBin: 'from any',
		clinic: true,
	}),
	dryRunField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [commentOption, lineNumberOption, shortageOption, sourceOption, timeOption],
	},
];

/** Takes what was sold or dispensed out of stock. */
export const debit: Operation = {
	value: 'debit',
	name: 'Debit',
	action: 'Debit stock for a sale',
	description: 'Take what was sold or dispensed out of stock, at once and without a shipment',
	properties,
	execute: async (run) =>
		await postAll(run, {
			name: 'A sale',
			reference: 'required',
			movement: () => ({ movement: 'debit', choice: 'saleable' }),
		}),
};
