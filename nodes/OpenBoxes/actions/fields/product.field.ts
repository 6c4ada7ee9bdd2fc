import type { INodeProperties } from 'n8n-workflow';

/** Picker for a product: from a list with search, by ID, by product code or by barcode. */
export const productField: INodeProperties = {
	displayName: 'Product',
	name: 'product',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The product: choose it from the list, or give its ID, product code or barcode',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchProducts', searchable: true },
		},
		{ displayName: 'By Product Code', name: 'code', type: 'string', placeholder: 'e.g. 10001' },
		{
			displayName: 'By Barcode',
			name: 'barcode',
			type: 'string',
			placeholder: 'e.g. 0012345678905',
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. ff80818155df9de40155df9e33930002',
		},
	],
};
