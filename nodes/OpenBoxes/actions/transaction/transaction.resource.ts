import type { Resource } from '../operation';
import { debit } from './debit.operation';

/** Stock going up or down without a shipment. */
export const transaction: Resource = {
	value: 'transaction',
	name: 'Transaction',
	description: 'Stock that goes up or down at once, such as a sale',
	operations: [debit],
};
