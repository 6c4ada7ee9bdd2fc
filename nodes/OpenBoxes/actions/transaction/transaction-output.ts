import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Transaction } from '../../schemas';
import { TransactionReader } from '../../posting/read/transaction-details';
import type { OperationRun } from '../operation';
import { isOn } from '../fields/read-values';

/** Whether lines are read as well; each list asks for them in few requests. */
export const entriesField: INodeProperties = {
	displayName: 'Include Entries',
	name: 'includeEntries',
	type: 'boolean',
	default: false,
	description:
		'Whether to return the lines with product, lot, bin and quantity as well, which takes more requests',
};

/** Transactions as output items, by the fields "Include Entries" and "Simplify". */
export async function transactionOutput(
	{ context, connection }: OperationRun,
	item: number,
	transactions: readonly Transaction[],
): Promise<IDataObject[]> {
	const reader = new TransactionReader(connection);
	const withEntries = isOn(context, item, 'includeEntries');
	const isSimple = isOn(context, item, 'simplify', true);
	const rows = isSimple
		? await reader.details(transactions, withEntries)
		: await reader.raw(transactions, withEntries);
	return rows.map((row) => ({ ...row }) as IDataObject);
}
