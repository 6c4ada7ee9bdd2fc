import type { INodeProperties } from 'n8n-workflow';

/** Picker for a product category; empty = all. */
export const categoryField: INodeProperties = {
	displayName: 'Category',
	name: 'category',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Product category. Leave empty for all.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchCategories', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 8a8a9e9665c4f59d0165c54ec6b10028',
		},
	],
};
