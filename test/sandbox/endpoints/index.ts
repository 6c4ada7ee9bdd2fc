import type { Route } from '../router';
import { availableItemsRoutes } from './available-items';
import { genericRoutes } from './generic';
import { productRoutes } from './products';
import { productSearchRoutes } from './product-search';
import { productStockRoutes } from './product-stock';
import { sessionRoutes } from './session';
import { stockMovementItemRoutes } from './stock-movement-items';
import { stockMovementListRoutes } from './stock-movement-lists';
import { stockMovementRoutes } from './stock-movements';

/** The table of all endpoints. A family of endpoints = one file here and one line below. */
export const routes: Route[] = [
	...sessionRoutes,
	...genericRoutes,
	...productRoutes,
	...productSearchRoutes,
	...productStockRoutes,
	...availableItemsRoutes,
	...stockMovementRoutes,
	...stockMovementItemRoutes,
	...stockMovementListRoutes,
];
