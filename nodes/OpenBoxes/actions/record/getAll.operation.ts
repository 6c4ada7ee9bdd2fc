import { listRecords } from '../../records/read-records';
import { listFields, readLimit } from '../fields/list.fields';
import { simplifyField } from '../fields/simplify.field';
import { isOn, readText } from '../fields/read-values';
import { perItem, type Operation } from '../operation';
import { readType, recordOutput, recordTypeField } from './record-fields';

/** Records of any type, page by page. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many records',
	description: 'Get records of any type in an order; use it where no other resource has them',
	properties: [
		recordTypeField,
		...listFields,
		{
			displayName: 'Sort By',
			name: 'sort',
			type: 'string',
			default: 'id',
			placeholder: 'e.g. dateCreated',
			description: 'Name of a field',
		},
		{
			displayName: 'Descending',
			name: 'descending',
			type: 'boolean',
			default: false,
			description: 'Whether the last in the order comes first',
		},
		simplifyField,
	],
	execute: perItem(async ({ context, connection }, item) => {
		const rows = await listRecords(connection, readType(context, item), {
			sort: readText(context.getNodeParameter('sort', item, 'id')) ?? 'id',
			descending: isOn(context, item, 'descending'),
			limit: readLimit(context, item),
		});
		return rows.map((row) => recordOutput(context, item, row));
	}),
};
