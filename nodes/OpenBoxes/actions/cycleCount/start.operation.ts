import type { INodeProperties } from 'n8n-workflow';
import { startCount } from '../../stock/cycle-counts';
import { readLocationId } from '../fields/read-values';
import { perItem, type Operation } from '../operation';
import { countOutput, countPlaceField, readCountId } from './count-fields';

const requestField: INodeProperties = {
	displayName: 'Request ID',
	name: 'requestId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. {{ $json.requestId }}',
	description: 'ID of the request, as Request or Get Candidates returns it',
};

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
		const isSecond = context.getNodeParameter('recount', item, false) === true;
		const facility = await readLocationId(run, item, 'location');
		return countOutput(await startCount(connection, facility, id, isSecond));
	}),
};
