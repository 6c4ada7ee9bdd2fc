import type { INodeProperties } from 'n8n-workflow';

/** Reference of a posting that need not have a number of its own. */
export const optionalReferenceField: INodeProperties = {
	displayName: 'Reference',
	name: 'reference',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.ID }}',
	description:
		'Number of the slip or record it comes from; it is never posted twice under one number. Left empty, the execution gives it a number, which only protects while n8n retries within this execution: a reference of your own protects better, for instance when you run the workflow again.',
};
