import {
	jsonParse,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';
import { readRecordBody, type RecordBody } from '../../records/rules/record-body';
import { readRecordType, refusalOf } from '../../records/rules/record-types';
import { shortRecord } from '../../records/rules/short-record';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { locatorText } from '../../values/locator';
import { isRecordId, quoted } from '../../values/text';
import { idPicker } from '../fields/id-picker.field';
import { isOn } from '../fields/read-values';

export const recordTypeField: INodeProperties = {
	displayName: 'Record Type',
	name: 'recordType',
	type: 'resourceLocator',
	default: { mode: 'list', value: 'tag' },
	required: true,
	description: 'Kind of record: every class of OpenBoxes has a name here',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchRecordTypes', searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. productGroup' },
	],
};

export const recordIdField = idPicker(
	{
		displayName: 'Record',
		name: 'recordId',
		required: true,
		description:
			'The record: choose it from the list, or give its ID as Get Many and Search show it',
	},
	'searchAnyRecords',
);

export const recordBodyField: INodeProperties = {
	displayName: 'Fields (JSON)',
	name: 'fields',
	type: 'json',
	default: '{}',
	required: true,
	description:
		'Values by the names that Get shows, as a JSON object; references hold an ID only, days are MM/dd/yyyy',
};

/** Generic writes pass the checks that the other resources make. */
export const WRITING = 'change any record of OpenBoxes, without the checks of other resources';

export function readType(context: IExecuteFunctions, item: number): string {
	const text = locatorText(context.getNodeParameter('recordType', item, '')) ?? '';
	const { value, reason } = readRecordType(text);
	if (reason === undefined) return value;
	throw new OpenBoxesError(reason, { description: 'Choose it from the list.' });
}

/** The type of a record that is to change when this may be. */
export function readChangedType(
	context: IExecuteFunctions,
	item: number,
	change: 'create' | 'update' | 'delete',
): string {
	const type = readType(context, item);
	const reason = refusalOf(change, type);
	if (reason !== undefined) {
		throw new OpenBoxesError(`Records of the type "${type}" cannot be ${change}d here: ${reason}`, {
			description: 'No request was sent.',
			outcome: 'notSent',
		});
	}
	return type;
}

export function readId(context: IExecuteFunctions, item: number): string {
	const id = locatorText(context.getNodeParameter('recordId', item, '')) ?? '';
	if (isRecordId(id)) return id;
	throw new OpenBoxesError(id === '' ? 'No record ID is given' : `${quoted(id)} cannot be an ID`, {
		description: 'Give the ID as Get Many and Search show it.',
	});
}

export function readBody(context: IExecuteFunctions, item: number): RecordBody {
	const given: unknown = context.getNodeParameter('fields', item, {});
	let parsed = given;
	if (typeof given === 'string') {
		parsed = jsonParse<unknown>(given, { fallbackValue: null });
		if (parsed === null) {
			throw new OpenBoxesError('"Fields (JSON)" is not valid JSON', {
				description: 'Write it like {"name": "Pain"}.',
			});
		}
	}
	const { value, reason } = readRecordBody(parsed);
	if (reason === undefined) return value;
	throw new OpenBoxesError(`The fields of the record cannot be sent: ${reason}`, {
		description: 'No request was sent.',
	});
}

export function recordOutput(
	context: IExecuteFunctions,
	item: number,
	row: RecordBody,
): IDataObject {
	const isSimple = isOn(context, item, 'simplify', true);
	return { ...((isSimple ? shortRecord(row) : row) as IDataObject) };
}
