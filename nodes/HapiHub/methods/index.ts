import { searchTransactions } from './search-transactions';
import { searchWarehouses } from './search-warehouses';

/** Searches behind the pickers, by the name that `searchListMethod` gives. */
export const listSearch = { searchTransactions, searchWarehouses };
