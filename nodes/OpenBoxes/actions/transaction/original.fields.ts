import type { INodeProperties } from 'n8n-workflow';
import { toTransactionNumber } from '../../posting/rules/transaction-number';
import type { OriginalName } from '../../posting/read/originals';
import { readReference } from '../../once/rules/reference';
import { looksLikeId, readLocator } from '../../values/locator';
import type { OperationRun } from '../operation';

/** Picker for a transaction that something follows from, or that is to be read. */
export function originalField(label: string, description: string): INodeProperties {
	return {
		displayName: label,
		name: 'original',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchTransactions', searchable: true },
			},
			{
				displayName: 'By Reference',
				name: 'reference',
				type: 'string',
				hint: 'The reference it was posted with, such as the receipt number',
				placeholder: 'e.g. {{ $json.receipt }}',
			},
			{
				displayName: 'By Number',
				name: 'number',
				type: 'string',
				hint: 'As OpenBoxes shows it',
				placeholder: 'e.g. TILL1/4711',
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. ff80818155df9de40155df9e33930002',
			},
		],
	};
}

/** A number that our own postings have when no source is named: no till writes such a reference. */
const OWN_NUMBER = /^n8n-[0-9a-f]{8}\//i;

/** What a mode says; in "By ID" stands what an AI agent has, and a plain text is a reference. */
function kindOf(mode: string, text: string): 'id' | 'number' | 'reference' {
	if (mode === 'number' || OWN_NUMBER.test(text)) return 'number';
	if (mode === 'list' || (mode === 'id' && looksLikeId(text))) return 'id';
	return mode === 'id' && text.includes('/') ? 'number' : 'reference';
}

/** What the field says, or why it names nothing. `source` completes a reference to a number. */
export function readOriginal(
	{ context }: OperationRun,
	item: number,
	source: string,
): { name: OriginalName; reason?: undefined } | { name?: undefined; reason: string } {
	const value: unknown = context.getNodeParameter('original', item, '');
	const { mode, text } = readLocator(value);
	const isLocator = mode !== '';
	const given = readReference(isLocator ? text : value, 'the original');
	if (given.reason !== undefined)
		return { reason: `it is not said which transaction is meant: ${given.reason}` };
	switch (kindOf(mode, given.reference)) {
		case 'id':
			return { name: { id: given.reference } };
		case 'number':
			return { name: { number: given.reference } };
		default: {
			const number = toTransactionNumber(source, given.reference);
			return number.reason === undefined
				? { name: { number: number.number } }
				: { reason: `"${given.reference}" cannot be a reference: ${number.reason}` };
		}
	}
}
