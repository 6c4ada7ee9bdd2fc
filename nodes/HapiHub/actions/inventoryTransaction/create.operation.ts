import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Json } from '../../rules/transaction-body';
import { TRANSACTION_TYPES } from '../../../shared/inventory-transaction-type';
import { createOnce, createUnmarked, type Created } from '../../transactions/create-transaction';
import type { Operation, OperationRun } from '../operation';
import {
	ALL_FIELDS,
	FIELD_GROUPS,
	itemProperties,
	transactionProperties,
} from './field-properties';
import { checkedBody, readAddedFields, readItems, readJsonFields } from './read-fields';
import { readReference, referenceField } from './reference.field';
import { rowOutput, simplifyField } from './simplify.field';
import { readId, warehouseField } from './transaction.field';

const DAY_MS = 86_400_000;
/** Choices beside the known kinds: a word of the server's own, or none, as in the documentation's example. */
const OTHER = 'other';
const NONE = 'none';
/** Fields that stand in the form by themselves. */
const IN_FORM = ['items', 'type', 'warehouse'];

const TYPE_OPTIONS = [
	...Object.entries(TRANSACTION_TYPES).map(([value, name]) => ({ name, value })),
	{ name: 'Other', value: OTHER, description: 'A type of this server' },
	{ name: 'None', value: NONE, description: 'Send no type' },
];

const typesOf = (group: string): string[] => (group === ALL_FIELDS ? [NONE, OTHER] : [group]);

const properties: INodeProperties[] = [
	{
		displayName: 'Fields From',
		name: 'fieldsFrom',
		type: 'options',
		options: [
			{ name: 'Fill In Below', value: 'form' },
			{ name: 'JSON', value: 'json', description: 'A whole transaction from another node' },
		],
		default: 'form',
		description: 'Where the fields are given',
	},
	{
		displayName: 'Transaction (JSON)',
		name: 'transactionJson',
		type: 'json',
		default: '={{ $json }}',
		description:
			'Fields as the API names them: <code>{"warehouse": "…", "type": "receiving", "items": [{"sku": "…", "quantity": 2}]}</code>. Times may be dates. Unknown fields are sent as they are.',
		displayOptions: { show: { fieldsFrom: ['json'] } },
	},
	{
		displayName: 'Transaction Type',
		name: 'transactionType',
		type: 'options',
		options: TYPE_OPTIONS,
		default: 'receiving',
		description: 'What kind of transaction it is; decides which fields are shown',
		displayOptions: { show: { fieldsFrom: ['form'] } },
	},
	{
		displayName: 'Other Type',
		name: 'otherType',
		type: 'string',
		default: '',
		required: true,
		description: 'The word that the server uses',
		displayOptions: { show: { fieldsFrom: ['form'], transactionType: [OTHER] } },
	},
	{ ...warehouseField, displayOptions: { show: { fieldsFrom: ['form'] } } },
	{
		displayName: 'Items From',
		name: 'itemsFrom',
		type: 'options',
		options: [
			{ name: 'Fill In Below', value: 'form' },
			{ name: 'JSON', value: 'json', description: 'A list from another node' },
		],
		default: 'form',
		description: 'Where the goods of the transaction are given',
		displayOptions: { show: { fieldsFrom: ['form'] } },
	},
	{
		displayName: 'Items (JSON)',
		name: 'itemsJson',
		type: 'json',
		default: '={{ $json.items }}',
		description: 'List of lines: <code>[{"sku": "…", "quantity": 2, "control": "LOT-1"}]</code>',
		displayOptions: { show: { fieldsFrom: ['form'], itemsFrom: ['json'] } },
	},
	...FIELD_GROUPS.map((group): INodeProperties => ({
		displayName: 'Items',
		name: 'items',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Item',
		default: {},
		options: [{ displayName: 'Item', name: 'item', values: itemProperties(group) }],
		displayOptions: {
			show: { fieldsFrom: ['form'], itemsFrom: ['form'], transactionType: typesOf(group) },
		},
	})),
	...FIELD_GROUPS.map((group): INodeProperties => ({
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: transactionProperties(group, IN_FORM),
		displayOptions: { show: { fieldsFrom: ['form'], transactionType: typesOf(group) } },
	})),
	referenceField,
	simplifyField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Keep Reference in Metadata',
				name: 'keepReference',
				type: 'boolean',
				default: true,
				description:
					'Whether the reference is kept in the metadata of the transaction. Without it, a creation whose answer is lost cannot be told from one that never happened.',
			},
			{
				displayName: 'Look Back (Days)',
				name: 'lookBackDays',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 30,
				description:
					'How far back an earlier creation with the same reference is looked for on a server that cannot filter by metadata. 0 = everything.',
			},
		],
	},
];

function readForm(context: IExecuteFunctions, item: number): Json {
	const chosen: unknown = context.getNodeParameter('transactionType', item);
	const type = chosen === OTHER ? readId(context, 'otherType', item) : chosen;
	const warehouse = readId(context, 'warehouse', item);
	const items = readItems(context, item);
	return {
		...(warehouse === '' ? {} : { warehouse }),
		...(type === NONE || type === '' ? {} : { type }),
		...(items === undefined ? {} : { items }),
		...readAddedFields(context, item, 'additionalFields'),
	};
}

async function createFor({ context, connection }: OperationRun, item: number): Promise<Created> {
	const isJson = context.getNodeParameter('fieldsFrom', item, 'form') === 'json';
	const values = isJson
		? readJsonFields(context, item, 'transactionJson')
		: readForm(context, item);
	const body = checkedBody(values, context.getTimezone());
	const options = context.getNodeParameter('options', item, {}) as IDataObject;
	if (options.keepReference === false) return await createUnmarked(connection, body);
	return await createOnce(connection, {
		body,
		reference: readReference(context, item),
		lookBackMs: Math.max(0, Number(options.lookBackDays ?? 30)) * DAY_MS,
	});
}

/** Creates a transaction, once for its reference. */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create an inventory transaction',
	description: 'Create a transaction, once for its reference, such as the receipt of a shipment',
	properties,
	execute: async (run, item) => {
		const { row, alreadyExisted, warnings } = await createFor(run, item);
		return [{ ...rowOutput(run.context, item, row), alreadyExisted, warnings }];
	},
};
