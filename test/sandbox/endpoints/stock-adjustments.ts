import { failure, illegalArgument } from '../errors';
import { data, type Reply } from '../reply';
import type { Call, Route } from '../router';

/** Two ways to change stock that serve nobody. */
export const stockAdjustmentRoutes: Route[] = [
	{
		method: 'POST',
		pattern: '/api/stockAdjustments',
		access: 'write',
		handler: adjust,
		wildcard: true,
	},
	{
		method: 'ANY',
		pattern: '/api/facilities/:facility/inventories/import',
		access: 'write',
		handler: importStock,
		since: '0.9.6',
	},
];

/** Broken at every tag: nothing but an empty list gets through (stock-and-transactions.md#other-writes). */
function adjust(call: Call): Reply {
	if (!call.locationOrNull() && !call.query.get('location.id')) {
		throw illegalArgument(
			'Cannot create stock adjustments without a location - sign in or provide location.id',
		);
	}
	const body = call.json();
	if (!Array.isArray(body)) {
		throw failure(
			'groovy.lang.MissingMethodException',
			'No signature of method: StockAdjustmentApiController.bindStockAdjustment()',
		);
	}
	if (body.length === 0) return data([]);
	throw failure(
		'groovy.lang.MissingPropertyException',
		'No such property: quantity for class: org.pih.warehouse.inventory.AdjustStockCommand',
	);
}

/**
 * Exactly `text/csv`, and not empty (stock-and-transactions.md#other-writes). What it does with rows was
 * never recorded.
 */
function importStock(call: Call): Reply {
	const isEmpty = call.rawBody === '';
	if (!isEmpty && call.headers['content-type'] !== 'text/csv')
		throw illegalArgument('File must be in CSV format');
	if (isEmpty) throw illegalArgument('File cannot be empty');
	throw illegalArgument('The sandbox does not import stock');
}
