import type { ILoadOptionsFunctions } from 'n8n-workflow';
import type { Json } from '../rules/transaction-body';
import { readTransactions } from '../transactions/read-transactions';
import { Connection } from '../transport/connection';
import { toHapiHubError } from '../transport/hapihub-error';
import { toNodeError } from '../transport/node-error';

/** Rows that pickers choose from: the API has no search. */
const NEWEST = 200;

/** The newest transactions, for a picker. */
export async function newestTransactions(context: ILoadOptionsFunctions): Promise<Json[]> {
	try {
		const connection = await Connection.open(context);
		return (await readTransactions(connection, { limit: NEWEST })).rows;
	} catch (error) {
		throw toNodeError(context.getNode(), toHapiHubError(error));
	}
}

/** Whether what a user typed is in the text of an entry. */
export function isMatch(text: string, filter = ''): boolean {
	return text.toLowerCase().includes(filter.trim().toLowerCase());
}
