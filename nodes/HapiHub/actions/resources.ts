import { inventoryTransaction } from './inventoryTransaction/inventoryTransaction.resource';
import type { Resource } from './operation';

export const resources: readonly Resource[] = [inventoryTransaction];
