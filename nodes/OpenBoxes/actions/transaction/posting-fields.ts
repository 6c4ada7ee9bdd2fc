import type { INodeProperties } from 'n8n-workflow';

export const dryRunField: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description: 'Whether to only show what would be posted, without changing any stock',
};

export const commentOption: INodeProperties = {
	displayName: 'Comment',
	name: 'comment',
	type: 'string',
	default: '',
	description: 'Note that is kept with the transaction in OpenBoxes',
};

export const shortageOption: INodeProperties = {
	displayName: 'If There Is Not Enough Stock',
	name: 'shortage',
	type: 'options',
	options: [
		{ name: 'Fail', value: 'fail', description: 'Post nothing of it and say what is missing' },
		{
			name: 'Take What Is There',
			value: 'takeAvailable',
			description: 'Post the rest and report the missing quantity per line',
		},
		{
			name: 'Allow Negative Stock',
			value: 'allowNegative',
			description: 'Book the missing quantity below zero, to be corrected by a count',
		},
	],
	default: 'fail',
	description: 'What to do when OpenBoxes shows less stock than was sold',
};

export const sourceOption: INodeProperties = {
	displayName: 'Source',
	name: 'source',
	type: 'string',
	default: '',
	placeholder: 'e.g. TILL1',
	description:
		'Name of the till or system the reference comes from, so that two tills can use the same receipt number. Empty = one that stands for the location.',
};

export const lineNumberOption: INodeProperties = {
	displayName: 'Line Number',
	name: 'lineNumber',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.line }}',
	description:
		'Number of this line within its receipt. Needed when each item is one line and the lines of a receipt arrive in different runs: each line is then posted by itself, once for its receipt and line number.',
};

export const timeOption: INodeProperties = {
	displayName: 'Time',
	name: 'time',
	type: 'string',
	default: '',
	placeholder: 'e.g. 2026-03-30T23:16:05+02:00',
	description:
		'When it happened. Without a time zone the one of the workflow counts. Empty = now. A time before the last stock count is refused, since OpenBoxes would ignore it.',
};
