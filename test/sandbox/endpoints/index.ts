import { orderViews } from '../purchase-orders/item-summaries';
import type { Route } from '../router';
import { movementViews } from '../stock-movements/views';
import { auditSummaryRoutes } from './audit-summary';
import { auditViews } from './audit-views';
import { availableItemsRoutes } from './available-items';
import { binRoutes } from './bins';
import { categoryRoutes } from './categories';
import { cycleCountRoutes } from './cycle-counts';
import { dashboardRoutes } from './dashboard';
import { documentedRoutes, notDocumented } from './documented';
import { documentedStockMovementRoutes } from './documented-stock-movements';
import { fulfillmentRoutes } from './fulfillments';
import { genericRoutes } from './generic';
import { inventoryLevelRoutes } from './inventory-levels';
import { locationRoutes } from './locations';
import { peopleRoutes } from './people';
import { movementPageRoutes } from './movement-pages';
import { reasonCodeRoutes } from './reason-codes';
import { productRoutes } from './products';
import { productSearchRoutes } from './product-search';
import { productSupplierRoutes } from './product-suppliers';
import { productStockRoutes } from './product-stock';
import { recordStockRoutes } from './record-stock';
import { reorderReportRoutes } from './reorder-report';
import { replenishmentRoutes } from './replenishments';
import { requirementRoutes } from './requirements';
import { combinedShipmentRoutes } from './combined-shipment-items';
import { documentedPurchaseOrderRoutes } from './documented-purchase-orders';
import { invoiceRoutes } from './invoices';
import { orderPageRoutes } from './order-pages';
import { receivingPageRoutes } from './receiving-pages';
import { orderShipmentRoutes } from './order-shipments';
import { partialReceivingRoutes } from './partial-receiving';
import { purchaseOrderRoutes } from './purchase-orders';
import { putawayRoutes } from './putaways';
import { sessionRoutes } from './session';
import { stockMovementItemRoutes } from './stock-movement-items';
import { stockMovementListRoutes } from './stock-movement-lists';
import { stockMovementRoutes } from './stock-movements';
import { stockAdjustmentRoutes } from './stock-adjustments';
import { stockReportRoutes } from './stock-reports';
import { stocklistRoutes } from './stocklists';
import { stockTransferRoutes } from './stock-transfers';
import { stockViews } from './stock-views';
import { addViews } from './views';

addViews(stockViews);
addViews(auditViews);
addViews(movementViews);
addViews(orderViews);

/** The table of all endpoints. A family of endpoints = one file here and one line below. */
export const routes: Route[] = [
	...sessionRoutes,
	...genericRoutes,
	...productRoutes,
	...productSearchRoutes,
	...availableItemsRoutes,
	...documentedRoutes,
	...stockMovementRoutes,
	...documentedStockMovementRoutes,
	...stockMovementItemRoutes,
	...stockMovementListRoutes,
	...movementPageRoutes,
	...locationRoutes,
	...peopleRoutes,
	...purchaseOrderRoutes,
	...documentedPurchaseOrderRoutes,
	...combinedShipmentRoutes,
	...orderShipmentRoutes,
	...partialReceivingRoutes,
	...putawayRoutes,
	...invoiceRoutes,
	...fulfillmentRoutes,
	...notDocumented([
		...productStockRoutes,
		...binRoutes,
		...categoryRoutes,
		...inventoryLevelRoutes,
		...reorderReportRoutes,
		...recordStockRoutes,
		...stockReportRoutes,
		...auditSummaryRoutes,
		...stockAdjustmentRoutes,
		...stockTransferRoutes,
		...requirementRoutes,
		...replenishmentRoutes,
		...dashboardRoutes,
		...stocklistRoutes,
		...reasonCodeRoutes,
		...cycleCountRoutes,
		...productSupplierRoutes,
	]),
	...orderPageRoutes,
	...receivingPageRoutes,
];
