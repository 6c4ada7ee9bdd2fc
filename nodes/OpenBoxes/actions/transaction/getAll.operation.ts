import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { locatorText } from '../../values/locator';
import { toEpoch } from '../../values/moment';
import { inventoryIdOf } from '../../catalogue/inventory-id';
import { resolveLocation, toLocationName } from '../../catalogue/locations';
import { readTransactions } from '../../posting/read/transaction-list';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { listFields, readLimit } from '../fields/list.fields';
import { simplifyField } from '../fields/simplify.field';
import { locationField, OWN_LOCATION_HINT } from '../fields/location.field';
import { transactionTypeField } from '../fields/transaction-type.field';
import { perItem, type Operation, type OperationRun } from '../operation';
import { entriesField, transactionOutput } from './transaction-output';
import { isOn } from '../fields/read-values';

const properties: INodeProperties[] = [
	...listFields,
	{ ...transactionTypeField, hint: 'Empty = all kinds' },
	{
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		default: '',
		description: 'Only transactions of this time or later. It also ends the search sooner.',
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'dateTime',
		default: '',
		description: 'Only transactions of this time or earlier; a date alone means the whole day',
	},
	{
		displayName: 'All Locations',
		name: 'allLocations',
		type: 'boolean',
		default: false,
		description: 'Whether to return transactions of every location instead of one',
	},
	{
		...locationField,
		hint: OWN_LOCATION_HINT,
		displayOptions: { show: { allLocations: [false] } },
	},
	entriesField,
	simplifyField,
];

/** Length of a day less one second: the last moment of a day that is given as a date. */
const REST_OF_DAY_MS = 86_399_000;

function readTime(context: IExecuteFunctions, item: number, name: 'from' | 'to') {
	const value: unknown = context.getNodeParameter(name, item, '');
	if (value === '' || value === null || value === undefined) return undefined;
	const time = toEpoch(value, context.getTimezone());
	if (time === undefined) {
		throw new OpenBoxesError(`"${String(value)}" is not a time`, {
			description: 'Write it like 2026-03-30 or 2026-03-30T23:16:05+02:00.',
		});
	}
	const isDay = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value.trim());
	return name === 'to' && isDay ? time + REST_OF_DAY_MS : time;
}

async function readInventory({ context, connection }: OperationRun, item: number) {
	if (isOn(context, item, 'allLocations')) return undefined;
	const chosen = toLocationName(context.getNodeParameter('location', item, ''));
	const { id } = await resolveLocation(connection, chosen);
	return await inventoryIdOf(connection, id);
}

/** Many transactions, newest first. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many transactions',
	description:
		'Get the newest transactions, by type, time and location; use it to see what was booked',
	properties,
	execute: perItem(async (run, item) => {
		const [from, to] = [readTime(run.context, item, 'from'), readTime(run.context, item, 'to')];
		if (from !== undefined && to !== undefined && from > to) {
			throw new OpenBoxesError('"From" is later than "To"', {
				description: 'Exchange the two times.',
			});
		}
		const filter = {
			typeId: locatorText(run.context.getNodeParameter('transactionType', item, '')),
			inventoryId: await readInventory(run, item),
			from,
			to,
		};
		const limit = readLimit(run.context, item);
		const transactions = await readTransactions(run.connection, filter, limit);
		return await transactionOutput(run, item, transactions);
	}),
};
