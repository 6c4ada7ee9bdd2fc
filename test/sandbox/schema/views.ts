import { choice, domain, integer, reference } from './domain';

/** Database views: searched and listed like classes, never written (note 05 §3, §11). */
export const viewDomains = [
	domain(
		'requisition.Requirement',
		{
			product: reference('product'),
			location: reference('location'),
			binLocation: reference('location'),
			minQuantity: integer(),
			reorderQuantity: integer(),
			maxQuantity: integer(),
			quantityInBin: integer(),
			totalQuantityAvailableToPromise: integer(),
			quantityAvailable: integer(),
			status: choice('org.pih.warehouse.inventory.InventoryLevelStatus', []),
		},
		{ view: true },
	),
	domain(
		'product.ProductSummary',
		{
			product: reference('product'),
			location: reference('location'),
			quantityOnHand: integer(),
			quantityOnOrder: integer(),
			quantityOnOrderNotReceived: integer(),
			quantityOnOrderNotShipped: integer(),
		},
		{ view: true },
	),
];
