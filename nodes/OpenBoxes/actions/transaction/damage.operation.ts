import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../operation';
import { linesProperties } from './lines.fields';
import { postAll } from './post-all';
import {
	commentOption,
	dryRunField,
	shortageOption,
	sourceOption,
	timeOption,
} from './posting-fields';
import { optionalReferenceField } from './reference.field';

const properties: INodeProperties[] = [
	optionalReferenceField,
	...linesProperties({
		whole: 'A Whole Write-Off',
		line: 'One Line of a Write-Off',
		quantity: 'How many are damaged, as a whole number',
		unitFactor: 'Stock units in one counted unit: 1 for single units, 100 for a box of 100',
		lot: 'Lot (batch) that is damaged. Needed when the product lies in more than one lot or bin; enter none by number for the lot without number.',
		bin: 'Shelf or bin it lies in; enter none by name for stock in no bin. Needed when the lot lies in more than one.',
		emptyLot: 'the only one of the product',
		emptyBin: 'the only one the lot lies in',
	}),
	dryRunField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [commentOption, shortageOption, sourceOption, timeOption],
	},
];

/** Takes damaged stock out. */
export const damage: Operation = {
	value: 'damage',
	name: 'Damage',
	action: 'Write off damaged stock',
	description: 'Take damaged or broken stock out of one lot and bin',
	properties,
	execute: async (run) =>
		await postAll(run, {
			name: 'A write-off',
			reference: 'optional',
			movement: () => ({
				movement: 'damage',
				choice: 'any',
				needsExactLot: true,
				reasonCode: 'DAMAGED',
			}),
		}),
};
