import type { INodeProperties } from 'n8n-workflow';
import { locationField, OWN_LOCATION_HINT } from '../fields/location.field';
import { personField } from '../fields/person.field';

export const originField: INodeProperties = {
	...locationField,
	displayName: 'Origin',
	name: 'origin',
	hint: OWN_LOCATION_HINT,
	description:
		'The depot, pharmacy or supplier that the goods leave. Leave empty for the location of the credential.',
};

export const destinationField: INodeProperties = {
	...locationField,
	displayName: 'Destination',
	name: 'destination',
	hint: OWN_LOCATION_HINT,
	description:
		'The depot, pharmacy or ward that gets the goods. Leave empty for the location of the credential.',
};

/** Of a new movement: the origin is the own place unless another is chosen, the other end must be said. */
export const newDestinationField: INodeProperties = {
	...destinationField,
	hint: undefined,
	required: true,
	description: 'The depot, pharmacy or ward that gets the goods',
};

export const requestedByField: INodeProperties = {
	...personField,
	displayName: 'Requested By',
	name: 'requestedBy',
	hint: 'Empty = the user of the credential',
	description: 'Who asked for it. Leave empty for the user of the credential.',
};

export const descriptionField: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	placeholder: 'e.g. Monthly resupply',
	description: 'What it is for; becomes part of its name in OpenBoxes',
};

export const referenceOption: INodeProperties = {
	displayName: 'Reference',
	name: 'reference',
	type: 'string',
	default: '',
	placeholder: 'e.g. ORDER-4711',
	description:
		'Number from your own system, put before the description. A movement with the same reference is found by it and never created twice.',
};

export const dateRequestedOption: INodeProperties = {
	displayName: 'Date Requested',
	name: 'dateRequested',
	type: 'dateTime',
	default: '',
	description: 'Day it was asked for. Empty = today.',
};

export const stocklistOption: INodeProperties = {
	displayName: 'Stock List',
	name: 'stocklist',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Stock list of OpenBoxes whose products are added with what is missing of them',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchStockLists', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. ff80818155df9de40155df9e33930002',
		},
	],
};

const shipmentTypeOption: INodeProperties = {
	displayName: 'Shipment Type',
	name: 'shipmentType',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'How it travels, such as Land or Air',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchShipmentTypes', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 3' },
	],
};

/** Fields of the shipment, sorted by their labels as n8n wants it. */
export const shipmentOptions: INodeProperties[] = [
	{
		displayName: 'Comments',
		name: 'comments',
		type: 'string',
		default: '',
		description: 'Note for the people who receive it',
	},
	{
		displayName: 'Date Shipped',
		name: 'dateShipped',
		type: 'dateTime',
		default: '',
		description: 'When it left. Empty = now. A time before the last stock count is refused.',
	},
	{
		displayName: 'Driver',
		name: 'driverName',
		type: 'string',
		default: '',
		description: 'Name of the person who drives',
	},
	{
		displayName: 'Expected Delivery',
		name: 'expectedDelivery',
		type: 'dateTime',
		default: '',
		description: 'Day it should arrive',
	},
	shipmentTypeOption,
	{
		displayName: 'Tracking Number',
		name: 'trackingNumber',
		type: 'string',
		default: '',
		description: 'Number by which the carrier finds the shipment',
	},
];
