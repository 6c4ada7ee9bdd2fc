import { illegalArgument, missingRow } from '../errors';
import { redirect, type Reply } from '../reply';
import type { Call, Route } from '../router';
import { stockMovementRoutes } from './stock-movements';

const READ = '/api/stockMovements/:id';

/** URLs beside the API of stock movements that a client may be sent to or tries. */
export const movementPageRoutes: Route[] = [
	// Where `updateRequisition` redirects to on success (sessions-and-errors.md#redirects).
	...stockMovementRoutes
		.filter((route) => route.method === 'GET' && route.pattern === READ)
		.map((route): Route => ({ ...route, pattern: '/stockMovementApi/read/:id' })),
	{
		method: 'GET',
		pattern: '/api/stockMovements/exportPickListItems/:id',
		access: 'read',
		handler: exportPickList,
	},
];

/** Its controller is not named `*Api`: without a location 302, from 0.9.2 on (versions.md#smaller). */
function exportPickList(call: Call): Reply {
	if (!call.locationOrNull() && call.world.version.since('0.9.2')) {
		return redirect(`${call.origin}${call.contextPath}/dashboard/chooseLocation`);
	}
	const { id } = call.params;
	if (!call.world.store.get('requisition', id)) {
		throw missingRow('class org.pih.warehouse.api.StockMovement', id);
	}
	throw illegalArgument('The sandbox does not export pick lists');
}
