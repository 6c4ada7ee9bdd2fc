import type { INodeProperties } from 'n8n-workflow';

/** Picker for the owner of a place. */
export const organizationField: INodeProperties = {
	displayName: 'Organization',
	name: 'organization',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Who owns the place; OpenBoxes wants it of depots and suppliers',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchOrganizations', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 1' },
	],
};
