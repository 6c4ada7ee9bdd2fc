import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { searchBins } from './search-bins';
import { searchCategories } from './search-categories';
import { searchCountRequests, searchCycleCounts } from './search-cycle-counts';
import { searchLines } from './search-lines';
import { searchLocations } from './search-locations';
import { searchLocationTypes } from './search-location-types';
import { searchLots } from './search-lots';
import { searchOrganizations } from './search-organizations';
import { searchPeople } from './search-people';
import { searchProductSources } from './search-product-sources';
import { searchProducts } from './search-products';
import { searchPurchaseOrders } from './search-purchase-orders';
import { searchPutaways } from './search-putaways';
import { searchRecordTypes } from './search-record-types';
import {
	searchCatalogs,
	searchGlAccounts,
	searchProductFamilies,
	searchAnyRecords,
	searchTags,
} from './search-records';
import { searchSuppliers } from './search-suppliers';
import { searchShipmentTypes } from './search-shipment-types';
import { searchStockLists } from './search-stock-lists';
import { searchStockMovements } from './search-stock-movements';
import { searchStockTransfers } from './search-stock-transfers';
import { searchTransactionTypes } from './search-transaction-types';
import { searchTransactions } from './search-transactions';
import { searchUnits } from './search-units';

/** Searches behind the pickers, by the name that the fields use. */
export const listSearch = {
	searchBins,
	searchCatalogs,
	searchCategories,
	searchCountRequests,
	searchCycleCounts,
	searchGlAccounts,
	searchLines,
	searchLocations,
	searchLocationTypes,
	searchLots,
	searchOrganizations,
	searchPeople,
	searchProductFamilies,
	searchProducts,
	searchProductSources,
	searchPurchaseOrders,
	searchPutaways,
	searchAnyRecords,
	searchRecordTypes,
	searchSuppliers,
	searchShipmentTypes,
	searchStockLists,
	searchStockMovements,
	searchStockTransfers,
	searchTags,
	searchTransactionTypes,
	searchTransactions,
	searchUnits,
};

/** The same for a field with several choices, which n8n fills by another kind of list. */
export const loadOptions = {
	async getLines(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return (await searchLines.call(this)).results;
	},
};
