import type { INodeProperties } from 'n8n-workflow';

/** Picker for a person or user. */
export const personField: INodeProperties = {
	displayName: 'Person',
	name: 'person',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The person. Leave empty for the user of the credential.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchPeople', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 935a6370e9883e8966e128267b5626cb',
		},
	],
};
