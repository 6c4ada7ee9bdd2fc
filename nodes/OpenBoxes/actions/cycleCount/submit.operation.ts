import { submitCount } from '../../stock/cycle-counts';
import { isOn, readLocationId } from '../fields/read-values';
import { perItem, type Operation } from '../operation';
import { countField, countOutput, countPlaceField, readCountId } from './count-fields';

/** Closes a count. */
export const submit: Operation = {
	value: 'submit',
	name: 'Submit',
	action: 'Submit a cycle count',
	description:
		'Close a count: its differences are booked, or counted again first; a closed one is left as it is',
	danger: 'set stock to what was counted',
	properties: [
		countField,
		countPlaceField,
		{
			displayName: 'Recount Differences',
			name: 'recountDifferences',
			type: 'boolean',
			default: true,
			description:
				'Whether a count with differences waits for a second count before they are booked',
		},
		{
			displayName: 'If Stock Moved Since the Start',
			name: 'ifMoved',
			type: 'options',
			default: 'fail',
			options: [
				{ name: 'Fail', value: 'fail', description: 'Nothing is booked: count again' },
				{
					name: 'Compare with Stock of Now',
					value: 'compare',
					description: 'Right only when everything was counted after it moved',
				},
			],
			description: 'What to do when stock changed while people counted',
		},
	],
	execute: perItem(async (run, item) => {
		const { context, connection } = run;
		const id = readCountId(run, item, countField);
		const facility = await readLocationId(run, item, 'location');
		const { count, wasDone, warnings } = await submitCount(connection, facility, id, {
			recountOnDifference: isOn(context, item, 'recountDifferences', true),
			failIfMoved: context.getNodeParameter('ifMoved', item, 'fail') !== 'compare',
		});
		const needsRecount = count.status === 'COUNTED';
		return { ...countOutput(count), needsRecount, alreadySubmitted: wasDone, warnings };
	}),
};
