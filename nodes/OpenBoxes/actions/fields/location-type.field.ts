import type { INodeProperties } from 'n8n-workflow';

/** Picker for the kind of a place. */
export const locationTypeField: INodeProperties = {
	displayName: 'Location Type',
	name: 'locationType',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Kind of place, e.g. Depot, Ward or Supplier',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchLocationTypes', searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. Ward' },
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 5' },
	],
};
