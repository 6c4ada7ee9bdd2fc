import { removeLines } from '../../movements/change-lines';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { stockMovementField } from '../fields/stock-movement.field';
import { perItem, type Operation } from '../operation';
import { movementOutput } from './movement-output';
import { readMovementOf } from './read-fields';

function readIds(value: unknown): string[] {
	const parts: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(/[\s,;]+/);
	return [...new Set(parts.map((part) => String(part).trim()).filter((part) => part !== ''))];
}

/** Removes lines of a movement. */
export const removeItems: Operation = {
	value: 'removeItems',
	name: 'Remove Items',
	action: 'Remove items from a stock movement',
	description: 'Remove lines from a stock movement that was not shipped yet',
	properties: [
		stockMovementField,
		{
			displayName: 'Remove',
			name: 'remove',
			type: 'options',
			options: [
				{ name: 'All Lines', value: 'all' },
				{ name: 'These Lines', value: 'ids' },
			],
			default: 'ids',
			description: 'Whether all lines go or only some',
		},
		{
			displayName: 'Line Names or IDs',
			name: 'lineIds',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getLines', loadOptionsDependsOn: ['stockMovement.value'] },
			default: [],
			required: true,
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			displayOptions: { show: { remove: ['ids'] } },
		},
	],
	execute: perItem(async (run, item) => {
		const { context, connection } = run;
		const all = context.getNodeParameter('remove', item, 'ids') === 'all';
		const ids = all ? [] : readIds(context.getNodeParameter('lineIds', item, ''));
		if (!all && ids.length === 0) {
			throw new OpenBoxesError('No line to remove is given', {
				description: 'Give the IDs of the lines, as Get shows them.',
			});
		}
		const record = await readMovementOf(run, item);
		return movementOutput(await removeLines(connection, record, all ? 'all' : ids));
	}),
};
