import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { searchBins } from './search-bins';
import { searchCategories } from './search-categories';
import { searchLines } from './search-lines';
import { searchLocations } from './search-locations';
import { searchLocationTypes } from './search-location-types';
import { searchLots } from './search-lots';
import { searchOrganizations } from './search-organizations';
import { searchPeople } from './search-people';
import { searchProducts } from './search-products';
import { searchPurchaseOrders } from './search-purchase-orders';
import { searchPutaways } from './search-putaways';
import { searchRecordTypes } from './search-record-types';
import { searchSuppliers } from './search-suppliers';
import { searchShipmentTypes } from './search-shipment-types';
import { searchStockLists } from './search-stock-lists';
import { searchStockMovements } from './search-stock-movements';
import { searchStockTransfers } from './search-stock-transfers';
import { searchTransactionTypes } from './search-transaction-types';
import { searchTransactions } from './search-transactions';

/** Searches behind the pickers, by the name that the fields use. */
export const listSearch = {
	searchBins,
	searchCategories,
	searchLines,
	searchLocations,
	searchLocationTypes,
	searchLots,
	searchOrganizations,
	searchPeople,
	searchProducts,
	searchPurchaseOrders,
	searchPutaways,
	searchRecordTypes,
	searchSuppliers,
	searchShipmentTypes,
	searchStockLists,
	searchStockMovements,
	searchStockTransfers,
	searchTransactionTypes,
	searchTransactions,
};

/** The same for a field with several choices, which n8n fills by another kind of list. */
export const loadOptions = {
	async getLines(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return (await searchLines.call(this)).results;
	},
};
