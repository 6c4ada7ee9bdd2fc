import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { visibleText } from '../../values/storable-text';
import { isStorable } from '../../values/text';
import { readText } from './read-values';

/** Name of something new: the same name again finds it. */
export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	required: true,
	description: 'What there is with this name already is found and not made twice',
};

/** @param failure what did not happen, e.g. `The category was not created` */
export function readName(context: IExecuteFunctions, item: number, failure: string): string {
	const given = readText(context.getNodeParameter('name', item, '')) ?? '';
	const name = visibleText(given);
	if (isStorable(given) && name !== '') return name;
	throw new OpenBoxesError(`${failure}: its name is missing or too long`, {
		description: 'Give a name of at most 255 characters.',
	});
}
