import type { INodeProperties } from 'n8n-workflow';
import { toTransactionNumber } from '../../posting/rules/transaction-number';
import type { OriginalName } from '../../posting/read/originals';
import { readReference } from '../../once/rules/reference';
import type { OperationRun } from '../operation';

/** Ways to name a transaction that was posted before. */
type OriginalBy = 'reference' | 'number' | 'id';

/** Fields to name a transaction that something follows from, or that is to be read. */
export function originalFields(label: string, description: string): INodeProperties[] {
	return [
		{
			displayName: `${label} Is Given By`,
			name: 'originalBy',
			type: 'options',
			default: 'reference',
			options: [
				{
					name: 'Reference',
					value: 'reference',
					description: 'The reference it was posted with, such as the receipt number',
				},
				{ name: 'Transaction ID', value: 'id' },
				{
					name: 'Transaction Number',
					value: 'number',
					description: 'As OpenBoxes shows it, e.g. TILL1/4711',
				},
			],
		},
		{
			displayName: label,
			name: 'original',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. {{ $json.receipt }}',
			description,
		},
	];
}

/** What the fields say, or why it names nothing. `source` completes a reference to a number. */
export function readOriginal(
	{ context }: OperationRun,
	item: number,
	source: string,
): { name: OriginalName; reason?: undefined } | { name?: undefined; reason: string } {
	const given = readReference(context.getNodeParameter('original', item, ''), 'the original');
	if (given.reason !== undefined)
		return { reason: `it is not said which transaction is meant: ${given.reason}` };
	const text = given.reference;
	switch (context.getNodeParameter('originalBy', item, 'reference') as OriginalBy) {
		case 'id':
			return { name: { id: text } };
		case 'number':
			return { name: { number: text } };
		default: {
			const number = toTransactionNumber(source, text);
			return number.reason === undefined
				? { name: { number: number.number } }
				: { reason: `"${text}" cannot be a reference: ${number.reason}` };
		}
	}
}
