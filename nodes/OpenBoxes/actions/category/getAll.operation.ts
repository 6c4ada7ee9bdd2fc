import type { IDataObject } from 'n8n-workflow';
import { categoryPath, readCategories } from '../../catalogue/categories';
import { textKey } from '../../values/same-text';
import { listFields, readLimit } from '../fields/list.fields';
import { simplifyField } from '../fields/simplify.field';
import { isOn, readText } from '../fields/read-values';
import { perItem, type Operation } from '../operation';
import { categoryOutput } from './category-output';

/** Categories with their place in the tree. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many categories',
	description: 'Get the categories of products; use it to find the ID of one by its name',
	properties: [
		{
			displayName: 'Search Text',
			name: 'text',
			type: 'string',
			default: '',
			placeholder: 'e.g. antibiotics',
			description: 'Part of the name or of what lies above it. Empty = all.',
		},
		...listFields,
		simplifyField,
	],
	execute: perItem(async ({ context, connection }, item) => {
		const text = textKey(readText(context.getNodeParameter('text', item, '')) ?? '');
		const limit = readLimit(context, item);
		const rows = await readCategories(
			connection,
			limit,
			text === '' ? undefined : (category) => textKey(categoryPath(category)).includes(text),
		);
		const isSimple = isOn(context, item, 'simplify', true);
		return rows.map((row) => (isSimple ? categoryOutput(row) : { ...(row as IDataObject) }));
	}),
};
