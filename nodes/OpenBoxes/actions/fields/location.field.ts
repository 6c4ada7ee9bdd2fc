import type { INodeProperties } from 'n8n-workflow';

/** Below a location picker that may stay empty: an empty picker only shows "Choose...". */
export const OWN_LOCATION_HINT = 'Empty = the location of the credential';

/** Picker for a location (not a bin); empty = the location of the credential. */
export const locationField: INodeProperties = {
	displayName: 'Location',
	name: 'location',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description:
		'The depot, pharmacy, ward or supplier. Leave empty for the location of the credential.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchLocations', searchable: true },
		},
		{ displayName: 'By Location Number', name: 'number', type: 'string', placeholder: 'e.g. PH1' },
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 8a8a9e9665c4f59d0165c54ec6b10027',
		},
	],
};
