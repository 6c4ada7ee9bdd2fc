import type { Resource } from './operation';
import { transaction } from './transaction/transaction.resource';

/** All resources, in the order of the menu. A new resource is one line here. */
export const resources: readonly Resource[] = [transaction];
