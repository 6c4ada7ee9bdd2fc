import { readTransaction } from '../../transactions/transaction-record';
import type { Operation } from '../operation';
import { rowOutput, simplifyField } from './simplify.field';
import { readTransactionId, transactionField } from './transaction.field';

/** One transaction. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get an inventory transaction',
	description: 'Get one transaction by its ID',
	properties: [transactionField, simplifyField],
	execute: async ({ context, connection }, item) => [
		rowOutput(context, item, await readTransaction(connection, readTransactionId(context, item))),
	],
};
