import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { locatorText } from '../../values/locator';
import type { OrderStatus } from '../../orders/rules/order-status';
import { readOrders, type OrderFilter } from '../../orders/order-list';
import { resolveLocation, toLocationName } from '../../catalogue/locations';
import type { Connection } from '../../transport/connection';
import { listFields, readLimit } from '../fields/list.fields';
import { simplifyField } from '../fields/simplify.field';
import { locationField } from '../fields/location.field';
import { personField } from '../fields/person.field';
import { isOn, readDayField, readText, toSwitch } from '../fields/read-values';
import { supplierField } from '../fields/supplier.field';
import { perItem, type Operation } from '../operation';
import { orderRowOutput } from './order-output';

const filterFields: INodeProperties[] = [
	{
		displayName: 'All Locations',
		name: 'allLocations',
		type: 'boolean',
		default: false,
		description: 'Whether to return orders for every location instead of one',
	},
	{
		...locationField,
		displayName: 'Destination',
		name: 'destination',
		description: 'Location that the goods are for. Leave empty for the location of the credential.',
	},
	{ ...personField, displayName: 'Ordered By', name: 'orderedBy', description: 'Who ordered' },
	{
		displayName: 'Ordered From',
		name: 'from',
		type: 'dateTime',
		default: '',
		description: 'Only orders of this day or later',
	},
	{
		displayName: 'Ordered Until',
		name: 'to',
		type: 'dateTime',
		default: '',
		description: 'Only orders of this day or earlier',
	},
	{
		displayName: 'Search Text',
		name: 'text',
		type: 'string',
		default: '',
		placeholder: 'e.g. PO-MO-0042',
		description: 'Part of the order number, name or description',
	},
	{
		displayName: 'Status',
		name: 'statuses',
		type: 'multiOptions',
		default: [],
		options: [
			{ name: 'Canceled', value: 'canceled' },
			{ name: 'Partially Received', value: 'partiallyReceived' },
			{ name: 'Pending', value: 'pending', description: 'Draft that can still be edited' },
			{ name: 'Placed', value: 'placed', description: 'Ordered, perhaps on the way' },
			{ name: 'Received', value: 'received' },
		],
		description: 'Leave empty for all',
	},
	supplierField,
];

const properties: INodeProperties[] = [
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
	{
		displayName: 'Sort By',
		name: 'sort',
		type: 'options',
		default: 'dateOrdered',
		options: [
			{ name: 'Created', value: 'dateCreated' },
			{ name: 'Last Updated', value: 'lastUpdated' },
			{ name: 'Name', value: 'name' },
			{ name: 'Order Date', value: 'dateOrdered' },
			{ name: 'Order Number', value: 'orderNumber' },
		],
		description: 'What decides the order of the list',
	},
	{
		displayName: 'Descending',
		name: 'descending',
		type: 'boolean',
		default: true,
		description: 'Whether the last in the order comes first',
	},
];

async function locationId(connection: Connection, value: unknown): Promise<string> {
	const name = toLocationName(value);
	if (name?.locationId !== undefined && name.anyCode === undefined) return name.locationId;
	return (await resolveLocation(connection, name)).id;
}

async function readFilter(
	context: IExecuteFunctions,
	connection: Connection,
	item: number,
): Promise<OrderFilter> {
	const filters = context.getNodeParameter('filters', item, {}) as IDataObject;
	const zone = context.getTimezone();
	return {
		statuses: (filters.statuses ?? []) as OrderStatus[],
		supplierId: locatorText(filters.supplier) && (await locationId(connection, filters.supplier)),
		destinationId:
			toSwitch(filters.allLocations) === true
				? undefined
				: await locationId(connection, filters.destination),
		orderedById: locatorText(filters.orderedBy),
		from: readDayField(filters.from, 'Ordered From', zone),
		to: readDayField(filters.to, 'Ordered Until', zone),
		text: readText(filters.text),
		sort: {
			by: context.getNodeParameter('sort', item, 'dateOrdered') as string,
			descending: isOn(context, item, 'descending', true),
		},
	};
}

/** Many orders by status, supplier, date and text. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many purchase orders',
	description:
		'Get the orders for a location by status, supplier, date or text; use it to see what is on order',
	properties,
	execute: perItem(async ({ context, connection }, item) => {
		const filter = await readFilter(context, connection, item);
		const rows = await readOrders(connection, filter, readLimit(context, item));
		const isSimple = isOn(context, item, 'simplify', true);
		return rows.map((row) => (isSimple ? orderRowOutput(row) : (row as IDataObject)));
	}),
};
