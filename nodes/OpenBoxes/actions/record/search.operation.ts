import type { IExecuteFunctions, IDataObject, INodeProperties } from 'n8n-workflow';
import { searchRecords } from '../../records/read-records';
import type { SearchAttribute } from '../../transport/connection';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { listFields, readLimit } from '../fields/list.fields';
import { simplifyField } from '../fields/simplify.field';
import { readText } from '../fields/read-values';
import { perItem, type Operation } from '../operation';
import { readType, recordOutput, recordTypeField } from './record-fields';

const conditionFields: INodeProperties = {
	displayName: 'Conditions',
	name: 'conditions',
	type: 'fixedCollection',
	placeholder: 'Add Condition',
	default: {},
	required: true,
	typeOptions: { multipleValues: true },
	description: 'All must be met',
	options: [
		{
			displayName: 'Condition',
			name: 'condition',
			values: [
				{
					displayName: 'Field',
					name: 'property',
					type: 'string',
					default: '',
					placeholder: 'e.g. lotNumber',
					description:
						'A text of the record, its ID, or the ID of what it refers to, e.g. product.ID',
				},
				{
					displayName: 'Operator',
					name: 'operator',
					type: 'options',
					default: 'eq',
					options: [
						{ name: 'Equals', value: 'eq' },
						{ name: 'Like', value: 'like', description: '% stands for any text' },
					],
					description: 'How the field is compared with the value',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					description: 'What the field is compared with',
				},
			],
		},
	],
};

function readConditions(context: IExecuteFunctions, item: number): SearchAttribute[] {
	const given = context.getNodeParameter('conditions', item, {}) as {
		condition?: IDataObject[];
	};
	const conditions = (given.condition ?? []).map((one): SearchAttribute => {
		const property = readText(one.property)?.replace(/\bID$/, 'id');
		const value = readText(one.value);
		if (property === undefined || value === undefined) {
			throw new OpenBoxesError('A condition has no field or no value', {
				description: 'OpenBoxes cannot look for what is empty.',
			});
		}
		return { property, value, operator: one.operator === 'like' ? 'like' : 'eq' };
	});
	if (conditions.length > 0) return conditions;
	throw new OpenBoxesError('No condition is given', {
		description: 'Add one, or use Get Many for all records.',
	});
}

/** Records of any type by their texts and references. */
export const search: Operation = {
	value: 'search',
	name: 'Search',
	action: 'Search records',
	description:
		'Search records of any type by texts or by what they refer to; use it where no other resource has them',
	properties: [recordTypeField, conditionFields, ...listFields, simplifyField],
	execute: perItem(async ({ context, connection }, item) => {
		const type = readType(context, item);
		const rows = await searchRecords(connection, type, readConditions(context, item));
		return rows.slice(0, readLimit(context, item)).map((row) => recordOutput(context, item, row));
	}),
};
