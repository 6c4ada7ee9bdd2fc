import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { listLocations } from '../../catalogue/locations';
import { activitiesField, readActivities } from '../fields/activities.field';
import { listFields, readLimit } from '../fields/list.fields';
import { simplifyField } from '../fields/simplify.field';
import { isOn, readText } from '../fields/read-values';
import { perItem, type Operation } from '../operation';
import { locationOutput } from './location-output';

const filterFields: INodeProperties[] = [
	{ ...activitiesField, description: 'Only locations that can do all of these' },
	{
		displayName: 'Direction',
		name: 'direction',
		type: 'options',
		default: 'INBOUND',
		options: [
			{ name: 'Inbound', value: 'INBOUND', description: 'Where goods may come from' },
			{ name: 'Outbound', value: 'OUTBOUND', description: 'Where goods may go to' },
		],
		description:
			'As OpenBoxes sees it from the location of the credential; activities take its place',
	},
	{
		displayName: 'Kind',
		name: 'typeCode',
		type: 'options',
		default: 'DEPOT',
		options: [
			{ name: 'Consumer', value: 'CONSUMER' },
			{ name: 'Depot', value: 'DEPOT' },
			{ name: 'Dispensary', value: 'DISPENSARY' },
			{ name: 'Disposal', value: 'DISPOSAL' },
			{ name: 'Distributor', value: 'DISTRIBUTOR' },
			{ name: 'Donor', value: 'DONOR' },
			{ name: 'Supplier', value: 'SUPPLIER' },
			{ name: 'Virtual', value: 'VIRTUAL' },
			{ name: 'Ward', value: 'WARD' },
		],
		description: 'Only places of this type',
	},
	{
		displayName: 'Search Text',
		name: 'text',
		type: 'string',
		default: '',
		placeholder: 'e.g. pharmacy',
		description: 'Part of the name or number',
	},
];

/** Locations by kind, activity and direction. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many locations',
	description: 'Get the open depots, pharmacies, wards and suppliers; use it to find the ID of one',
	properties: [
		...listFields,
		simplifyField,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: filterFields,
		},
	],
	execute: perItem(async ({ context, connection }, item) => {
		const filters = context.getNodeParameter('filters', item, {}) as IDataObject;
		const found = await listLocations(connection, {
			typeCode: readText(filters.typeCode),
			activities: readActivities(filters.activities) ?? [],
			direction: readText(filters.direction),
			text: readText(filters.text) ?? '',
		});
		const isSimple = isOn(context, item, 'simplify', true);
		return found
			.slice(0, readLimit(context, item))
			.map(({ row, raw }) => (isSimple ? locationOutput(row) : { ...(raw as IDataObject) }));
	}),
};
