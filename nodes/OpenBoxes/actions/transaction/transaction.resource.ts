import type { Resource } from '../operation';
import { adjust } from './adjust.operation';
import { credit } from './credit.operation';
import { damage } from './damage.operation';
import { debit } from './debit.operation';
import { expire } from './expire.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { reverse } from './reverse.operation';

/** Stock going up or down without a shipment. */
export const transaction: Resource = {
	value: 'transaction',
	name: 'Transaction',
	description: 'Stock that goes up or down at once, such as a sale or a write-off',
	operations: [getAll, get, debit, credit, adjust, damage, expire, reverse],
};
