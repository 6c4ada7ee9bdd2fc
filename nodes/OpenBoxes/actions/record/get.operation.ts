import { readRecord } from '../../records/read-records';
import { simplifyField } from '../fields/simplify.field';
import { perItem, type Operation } from '../operation';
import { readId, readType, recordIdField, recordOutput, recordTypeField } from './record-fields';

/** One record of any type. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a record',
	description: 'Get one record of any type by its ID; use it where no other resource has it',
	properties: [recordTypeField, recordIdField, simplifyField],
	execute: perItem(async ({ context, connection }, item) => {
		const type = readType(context, item);
		const record = await readRecord(connection, type, readId(context, item));
		return recordOutput(context, item, record);
	}),
};
