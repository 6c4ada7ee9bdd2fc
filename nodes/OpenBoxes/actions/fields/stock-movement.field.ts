import type { INodeProperties } from 'n8n-workflow';
import { looksLikeId, readLocator } from '../../values/locator';
import type { MovementName } from '../../movements/movement-record';
import { OpenBoxesError } from '../../transport/openboxes-error';

/** Picker for a stock movement. */
export const stockMovementField: INodeProperties = {
	displayName: 'Stock Movement',
	name: 'stockMovement',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The transfer or delivery: choose it from the list, or give its number or ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchStockMovements', searchable: true },
		},
		{ displayName: 'By Number', name: 'number', type: 'string', placeholder: 'e.g. 056SFV' },
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. ff80818155df9de40155df9e33930002',
		},
	],
};

/** Reads a movement picker; a plain text, e.g. from an expression, may be an ID or a number. */
export function readMovementName(value: unknown): MovementName {
	const { mode, text } = readLocator(value);
	if (text === '') {
		throw new OpenBoxesError('No stock movement is given', {
			description: 'Choose it from the list, or give its number or ID.',
		});
	}
	switch (mode) {
		case 'number':
			return { movementNumber: text };
		case 'list':
			return { movementId: text };
		case 'id':
			return looksLikeId(text) ? { movementId: text } : { anyCode: text };
		default:
			return { anyCode: text };
	}
}
