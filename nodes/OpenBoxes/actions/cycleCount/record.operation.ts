import { cycleCountLines } from '../../lines/cycle-count-line';
import { recordItems } from '../../stock/cycle-counts';
import { linesFromFields } from '../fields/lines-from.fields';
import { requireLines } from '../fields/read-lines';
import { readLocationId } from '../fields/read-values';
import { perItem, type Operation } from '../operation';
import { countField, countOutput, countPlaceField, readCountId } from './count-fields';

/** What was counted. */
export const record: Operation = {
	value: 'record',
	name: 'Record',
	action: 'Record the quantities of a cycle count',
	description: 'Note what was counted of each lot and bin; stock changes only with Submit',
	properties: [
		countField,
		countPlaceField,
		...linesFromFields({
			json: 'List of lots: <code>[{"lot": "IBU-A", "bin": "Shelf 1", "quantity": 20}]</code>; <code>id</code> of the item, <code>unitFactor</code> and <code>comment</code> may follow',
			values: [
				{
					displayName: 'Lot',
					name: 'lot',
					type: 'string',
					default: '',
					placeholder: 'e.g. IBU-A',
					description: 'Lot number; none = without number. Empty when the bin tells which.',
				},
				{
					displayName: 'Bin Location',
					name: 'bin',
					type: 'string',
					default: '',
					placeholder: 'e.g. Shelf 1',
					description: 'Name of the bin; none = in no bin. Empty when the lot tells which.',
				},
				{
					displayName: 'Quantity',
					name: 'quantity',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 0 },
					default: 0,
					required: true,
					description: 'How much is there, as a whole number, 0 or more',
				},
				{
					displayName: 'Comment',
					name: 'comment',
					type: 'string',
					default: '',
					description: 'Note that is kept with this lot in OpenBoxes',
				},
			],
		}),
	],
	execute: perItem(async (run, item) => {
		const id = readCountId(run, item, countField);
		const lines = requireLines(run.context, item, cycleCountLines) ?? [];
		const facility = await readLocationId(run, item, 'location');
		return countOutput(await recordItems(run.connection, facility, id, lines));
	}),
};
