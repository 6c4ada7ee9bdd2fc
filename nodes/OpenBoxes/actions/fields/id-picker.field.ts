import type { INodeProperties } from 'n8n-workflow';

type Field = Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'required'>;

/** Picker for a record that has no field of its own: from the list of `searchListMethod`, or by ID. */
export function idPicker(field: Field, searchListMethod: string): INodeProperties {
	return {
		...field,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 8a8a9e9665c4f59d0165c54ec6b10028',
			},
		],
	};
}
