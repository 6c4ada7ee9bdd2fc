import type { INodeProperties } from 'n8n-workflow';
import { EVENTS } from './events';

const eventOptions = Object.entries(EVENTS)
	.map(([value, { name, description }]) => ({ name, value, description }))
	.sort((a, b) => a.name.localeCompare(b.name));

const show = (...events: string[]): INodeProperties['displayOptions'] => ({
	show: { events },
});

function locationPicker(name: string, displayName: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchLocations', searchable: true },
			},
			{
				displayName: 'By Location Number',
				name: 'number',
				type: 'string',
				placeholder: 'e.g. PH1',
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 8a8a9e9665c4f59d0165c54ec6b10027',
			},
		],
	};
}

const filters: INodeProperties[] = [
	locationPicker(
		'location',
		'Location',
		'Only what happens at this depot, pharmacy or ward; movements to and from it count. Leave empty for all locations, and for stock levels and expiry the location of the credential.',
	),
	{
		displayName: 'Minimum Quantity',
		name: 'minimumQuantity',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			'Only changes of at least so many units in total. Does not concern products and reorder points.',
	},
	{
		displayName: 'Product Category',
		name: 'category',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description: 'Only changes of products of this category or of one below it',
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
	},
	locationPicker(
		'supplier',
		'Supplier',
		'Only purchase orders and deliveries of this supplier. Other events are not filtered by it.',
	),
	{
		displayName: 'Transaction Type IDs',
		name: 'transactionTypes',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2,4',
		description:
			'For Transaction Created: only these types, separated by commas, e.g. 2 = Consumption, 3 = Adjustment, 4 = Expired, 5 = Damaged. Leave empty for every movement of goods.',
	},
];

const options: INodeProperties[] = [
	{
		displayName: 'Start From',
		name: 'startFrom',
		type: 'dateTime',
		default: '',
		description:
			'Also tell what exists since this date when the workflow is activated. Without it only what happens after the activation is told.',
	},
	{
		displayName: 'Stock Check Interval (Minutes)',
		name: 'stockInterval',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 30,
		description:
			'How often stock levels and expiry dates are compared. These lists hold all stock of the location, so they are read less often than the others.',
	},
];

/** The form of the trigger. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: [],
		options: eventOptions,
		description: 'What starts the workflow',
	},
	{
		displayName: 'Expires Within (Days)',
		name: 'withinDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 90,
		description: 'A lot is told once when it has so many days or fewer left',
		displayOptions: show('inventory.expiring'),
	},
	{
		displayName: 'Group Products',
		name: 'groupProducts',
		type: 'boolean',
		default: true,
		description:
			'Whether products that fall below their reorder point together become one item with a list, instead of one item each',
		displayOptions: show('inventory.belowReorderPoint'),
	},
	{
		displayName: 'Include Details',
		name: 'expand',
		type: 'boolean',
		default: true,
		description:
			'Whether to include names, lots and lines, so that no further look-up is needed. Without it items hold IDs only, at fewer requests.',
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: filters,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options,
	},
];
