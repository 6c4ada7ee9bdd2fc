import { searchBins } from './search-bins';
import { searchCategories } from './search-categories';
import { searchLocations } from './search-locations';
import { searchLots } from './search-lots';
import { searchProducts } from './search-products';
import { searchPurchaseOrders } from './search-purchase-orders';
import { searchSuppliers } from './search-suppliers';
import { searchTransactionTypes } from './search-transaction-types';

/** Searches behind the pickers, by the name that the fields use. */
export const listSearch = {
	searchBins,
	searchCategories,
	searchLocations,
	searchLots,
	searchProducts,
	searchPurchaseOrders,
	searchSuppliers,
	searchTransactionTypes,
};
