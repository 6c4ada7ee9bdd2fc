import { createCategory, findCategory } from '../../catalogue/categories';
import { locatorText } from '../../values/locator';
import { categoryField } from '../fields/category.field';
import { nameField, readName } from '../fields/name.field';
import { perItem, type Operation } from '../operation';
import { categoryOutput } from './category-output';

/** A new category at a place of the tree, once. */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a category',
	description: 'Create a category of products; one of that name in the same place is found instead',
	properties: [
		{ ...nameField, placeholder: 'e.g. Antibiotics' },
		{
			...categoryField,
			displayName: 'Parent Category',
			name: 'parent',
			description: 'Category that it lies in. Leave empty for the top.',
		},
	],
	execute: perItem(async ({ context, connection }, item) => {
		const name = readName(context, item, 'The category was not created');
		const label = locatorText(context.getNodeParameter('parent', item, ''));
		const parent = label === undefined ? undefined : await findCategory(connection, label);
		const { category, existed, warnings } = await createCategory(connection, { name, parent });
		return { ...categoryOutput(category), existed, warnings };
	}),
};
