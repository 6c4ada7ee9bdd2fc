import type { INodeProperties } from 'n8n-workflow';

/** Picker for a supplier. */
export const supplierField: INodeProperties = {
	displayName: 'Supplier',
	name: 'supplier',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The supplier, which in OpenBoxes is a location of the type Supplier',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchSuppliers', searchable: true },
		},
		{ displayName: 'By Location Number', name: 'number', type: 'string', placeholder: 'e.g. SUP1' },
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 8a8a9e9665c4f59d0165c54ec6b10030',
		},
	],
};
