import type { INodeProperties } from 'n8n-workflow';
import { EVENTS } from './events';

const eventOptions = Object.entries(EVENTS)
	.map(([value, { name, description }]) => ({ name, value, description }))
	.sort((a, b) => a.name.localeCompare(b.name));

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
		displayName: 'Warehouse',
		name: 'warehouse',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description: 'Only what happens at this warehouse; transfers from and to it count',
		hint: 'Empty = all warehouses',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchWarehouses', searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. facility-ID' },
		],
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
		hint: 'Simplified: times as dates, no empty fields, and nothing about the patient',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Entered Late Within (Minutes)',
				name: 'lateMinutes',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 60,
				description:
					'How much later than its own time a transaction may be entered and still be seen at the next poll, as by a till that was offline. Later ones are looked for once an hour.',
			},
			{
				displayName: 'Start From',
				name: 'startFrom',
				type: 'dateTime',
				default: '',
				description:
					'Also tell what exists since this date when the workflow is activated. Without it only what is entered after the activation is told.',
			},
		],
	},
];
