import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { HapiHubError } from '../../transport/hapihub-error';

/** Picker for a transaction, newest first. */
export const transactionField: INodeProperties = {
	displayName: 'Inventory Transaction',
	name: 'transactionId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The transaction: choose one of the newest from the list, or give its ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchTransactions', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 5f9f1b9b8f1b9b0017a1b2c3',
		},
	],
};

/** Picker for a warehouse. */
export const warehouseField: INodeProperties = {
	displayName: 'Warehouse',
	name: 'warehouse',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The warehouse or facility: choose one that has transactions, or give its ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchWarehouses', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. facility-ID' },
	],
};

/** Text of a picker or a plain field; empty when an expression found nothing. */
export function readId(context: IExecuteFunctions, name: string, item: number): string {
	const value: unknown = context.getNodeParameter(name, item, '', { extractValue: true });
	return ['string', 'number'].includes(typeof value) ? String(value).trim() : '';
}

export function readTransactionId(context: IExecuteFunctions, item: number): string {
	const id = readId(context, 'transactionId', item);
	if (id !== '') return id;
	throw new HapiHubError('No inventory transaction is given', {
		description: 'Choose it from the list, or give its ID.',
	});
}
