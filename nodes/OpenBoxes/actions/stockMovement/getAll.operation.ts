import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { locatorText } from '../../values/locator';
import {
	MOVEMENT_STATUSES,
	statusLabel,
	type MovementStatus,
} from '../../movements/rules/movement-status';
import { resolveLocation, toLocationName } from '../../catalogue/locations';
import { toServerDay } from '../../values/server-date';
import { listMovements, type MovementFilter } from '../../movements/list-movements';
import { listFields, readLimit } from '../fields/list.fields';
import { simplifyField } from '../fields/simplify.field';
import { perItem, type Operation, type OperationRun } from '../operation';
import { destinationField, originField, requestedByField } from './movement-fields';
import { rawMovement, shortMovement } from './movement-output';
import { isOn, readDayField, readText, toSwitch } from '../fields/read-values';

const statusOptions = MOVEMENT_STATUSES.filter((status) => status !== 'unknown')
	.map((value) => ({
		name: statusLabel(value).replace(
			/(^| )(\w)/g,
			(_, blank: string, letter: string) => blank + letter.toUpperCase(),
		),
		value,
	}))
	.sort((a, b) => a.name.localeCompare(b.name));

const filterFields: INodeProperties[] = [
	{
		displayName: 'Created After',
		name: 'createdAfter',
		type: 'dateTime',
		default: '',
		description: 'Only those created on this day or later',
	},
	{
		displayName: 'Created Before',
		name: 'createdBefore',
		type: 'dateTime',
		default: '',
		description: 'Only those created on this day or earlier',
	},
	{
		...destinationField,
		description: 'Only those that go there. For incoming ones, empty = location of the credential.',
	},
	{
		displayName: 'Exclude Status',
		name: 'exclude',
		type: 'multiOptions',
		default: [],
		options: statusOptions,
		description: 'Leave out movements with one of these',
	},
	{
		...originField,
		description:
			'Only those that come from there. For outgoing ones, empty = location of the credential.',
	},
	{
		displayName: 'Receipt Status',
		name: 'receiptStatus',
		type: 'multiOptions',
		default: [],
		options: [
			{ name: 'Partially Received', value: 'PARTIALLY_RECEIVED' },
			{ name: 'Pending', value: 'PENDING' },
			{ name: 'Received', value: 'RECEIVED' },
			{ name: 'Shipped', value: 'SHIPPED' },
		],
		description: 'How far the shipment is',
	},
	{ ...requestedByField, description: 'Only those that this person asked for' },
	{
		displayName: 'Requests Only',
		name: 'requestsOnly',
		type: 'boolean',
		default: false,
		description: 'Whether to return only requests that another location made electronically',
	},
	{
		displayName: 'Search Text',
		name: 'text',
		type: 'string',
		default: '',
		description: 'Part of the number, name or description',
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'multiOptions',
		default: [],
		options: statusOptions,
		description: 'Only movements with one of these',
	},
];

async function readFilter(run: OperationRun, item: number): Promise<MovementFilter> {
	const { context } = run;
	const filters = context.getNodeParameter('filters', item, {}) as IDataObject;
	const zone = context.getTimezone();
	const day = (value: unknown, label: string): string | undefined => {
		const read = readDayField(value, label, zone);
		return read === undefined ? undefined : toServerDay(read);
	};
	// The server takes an unknown place for none, and would list what has nothing to do with it.
	const locationId = async (field: string): Promise<string | undefined> => {
		const name = toLocationName(context.getNodeParameter(`filters.${field}`, item, ''));
		return name === undefined ? undefined : (await resolveLocation(run.connection, name)).id;
	};
	return {
		direction: context.getNodeParameter('direction', item) as MovementFilter['direction'],
		originId: await locationId('origin'),
		destinationId: await locationId('destination'),
		text: readText(filters.text),
		statuses: (filters.status as MovementStatus[] | undefined) ?? [],
		exclude: (filters.exclude as MovementStatus[] | undefined) ?? [],
		receiptStatusCodes: (filters.receiptStatus as string[] | undefined) ?? [],
		requestedById: locatorText(filters.requestedBy),
		createdAfter: day(filters.createdAfter, 'Created After'),
		createdBefore: day(filters.createdBefore, 'Created Before'),
		requestsOnly: toSwitch(filters.requestsOnly) === true,
	};
}

/** Many movements from or to a location. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many stock movements',
	description:
		'Get stock movements that leave or reach a location, newest first; use it to see what is on its way',
	properties: [
		{
			displayName: 'Direction',
			name: 'direction',
			type: 'options',
			options: [
				{
					name: 'Incoming',
					value: 'INBOUND',
					description: 'What comes to the location',
				},
				{
					name: 'Outgoing',
					value: 'OUTBOUND',
					description: 'What leaves the location',
				},
			],
			default: 'OUTBOUND',
			description: 'Whether goods leave this location or come to it',
		},
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
	execute: perItem(async (run, item) => {
		const filter = await readFilter(run, item);
		const rows = await listMovements(run.connection, filter, readLimit(run.context, item));
		const simplify = isOn(run.context, item, 'simplify', true);
		return rows.map(({ movement, status }) =>
			simplify ? shortMovement(movement, status) : rawMovement(movement, status),
		);
	}),
};
