import { keyOf } from '../../records/rules/record-types';
import { createRecord } from '../../records/write-record';
import { simplifyField } from '../fields/simplify.field';
import { readText } from '../fields/read-values';
import { perItem, type Operation } from '../operation';
import {
	WRITING,
	readBody,
	readChangedType,
	recordBodyField,
	recordOutput,
	recordTypeField,
} from './record-fields';

/** A new record of any type that may be made this way. */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a record',
	description: 'Create a record such as a tag or product group, where no other resource does it',
	danger: WRITING,
	properties: [
		recordTypeField,
		recordBodyField,
		{
			displayName: 'Unique By',
			name: 'unique',
			type: 'string',
			default: '',
			placeholder: 'e.g. code',
			description:
				'Field by which the record is found when it is there already, instead of being made twice. Empty = the code, number or name of types that have one.',
		},
		simplifyField,
	],
	execute: perItem(async ({ context, connection }, item) => {
		const type = readChangedType(context, item, 'create');
		const { record, existed, unchecked, warnings } = await createRecord(connection, type, {
			body: readBody(context, item),
			unique: readText(context.getNodeParameter('unique', item, '')) ?? keyOf(type),
		});
		return { ...recordOutput(context, item, record), existed, unchecked, warnings };
	}),
};
