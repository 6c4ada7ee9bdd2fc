import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { isOn, toSwitch } from './read-values';

/** "Return All" and "Limit", as every Get Many has them. */
export const listFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
	{
		displayName: 'Put Output in File',
		name: 'asFile',
		type: 'boolean',
		default: false,
		description: 'Whether to return one CSV file with all results instead of an item for each',
	},
];

/** Whether the results of a list go into one file. */
export function wantsFile(context: IExecuteFunctions): boolean {
	return toSwitch(context.getNodeParameter('asFile', 0, false)) === true;
}

/** Number of rows asked for; infinite for "Return All". */
export function readLimit(context: IExecuteFunctions, item: number): number {
	if (isOn(context, item, 'returnAll')) return Number.POSITIVE_INFINITY;
	const limit = Number(context.getNodeParameter('limit', item, 50));
	if (Number.isInteger(limit) && limit >= 1) return limit;
	throw new OpenBoxesError('"Limit" must be a whole number, 1 or more', {
		description: 'Or turn on "Return All".',
	});
}
