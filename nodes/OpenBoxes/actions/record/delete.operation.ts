import { deleteRecord } from '../../records/write-record';
import { perItem, type Operation } from '../operation';
import {
	readChangedType,
	readId,
	recordIdField,
	recordOutput,
	recordTypeField,
} from './record-fields';

/** Removes a record. Exported under another name, since `delete` is a word of the language. */
export const deleteOperation: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a record',
	description: 'Delete a record that nothing refers to, and tell what it was',
	danger: 'delete records of OpenBoxes for good',
	properties: [recordTypeField, recordIdField],
	execute: perItem(async ({ context, connection }, item) => {
		const type = readChangedType(context, item, 'delete');
		const record = await deleteRecord(connection, type, readId(context, item));
		return { ...recordOutput(context, item, record), deleted: true };
	}),
};
