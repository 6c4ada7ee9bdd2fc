import { updateRecord } from '../../records/write-record';
import { simplifyField } from '../fields/simplify.field';
import { perItem, type Operation } from '../operation';
import {
	WRITING,
	readBody,
	readChangedType,
	readId,
	recordBodyField,
	recordIdField,
	recordOutput,
	recordTypeField,
} from './record-fields';

/** Changes fields of a record and reads it back. */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a record',
	description: 'Change fields of a record, where no other resource does it',
	danger: WRITING,
	properties: [recordTypeField, recordIdField, recordBodyField, simplifyField],
	execute: perItem(async ({ context, connection }, item) => {
		const type = readChangedType(context, item, 'update');
		const { record, changed, unchecked } = await updateRecord(connection, type, {
			id: readId(context, item),
			body: readBody(context, item),
		});
		return { ...recordOutput(context, item, record), changed, unchecked };
	}),
};
