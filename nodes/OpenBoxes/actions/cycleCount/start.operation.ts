import { startCount } from '../../stock/cycle-counts';
import { idPicker } from '../fields/id-picker.field';
import { isOn, readLocationId } from '../fields/read-values';
import { perItem, type Operation } from '../operation';
import { countOutput, countPlaceField, readCountId } from './count-fields';

const requestField = idPicker(
	{
		displayName: 'Request',
		name: 'requestId',
		required: true,
		description: 'The request: choose it from the list, or give the requestId that Request returns',
	},
	'searchCountRequests',
);

/** Begins a requested count. */
export const start: Operation = {
	value: 'start',
	name: 'Start',
	action: 'Start a cycle count',
	description:
		'Start a requested count and get the lots and bins to count; once started, get it again',
	properties: [
		requestField,
		countPlaceField,
		{
			displayName: 'Recount',
			name: 'recount',
			type: 'boolean',
			default: false,
			description: 'Whether to start the second count of one that was submitted with differences',
		},
	],
	execute: perItem(async (run, item) => {
		const { context, connection } = run;
		const id = readCountId(run, item, requestField);
		const isSecond = isOn(context, item, 'recount');
		const facility = await readLocationId(run, item, 'location');
		return countOutput(await startCount(connection, facility, id, isSecond));
	}),
};
