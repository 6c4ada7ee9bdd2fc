import { isObject, newBinding } from '../binding/binder';
import { illegalArgument, noMapping } from '../errors';
import { refreshSummariesOf } from '../purchase-orders/summary-table';
import { bindReceipt } from '../receiving/binding';
import { partialReceiptOf, type PartialReceipt } from '../receiving/partial-receipt';
import { completeReceipt, rollBackReceipts, saveReceipt } from '../receiving/receipts';
import { partialReceiptJson } from '../receiving/view';
import { data, type Reply } from '../reply';
import type { Call, Route } from '../router';

const only = 'open source' as const;

/**
 * Goods are received on a shipment, in two calls: a draft, then its completion
 * (orders-and-receiving.md#receiving).
 */
export const partialReceivingRoutes: Route[] = [
	{
		method: 'GET',
		pattern: '/api/partialReceiving',
		access: 'read',
		handler: () => data([]),
		only,
	},
	// Mapped to an action that does not exist.
	{ method: 'POST', pattern: '/api/partialReceiving', access: 'write', handler: noAction, only },
	{ method: 'GET', pattern: '/api/partialReceiving/:id', access: 'read', handler: read, only },
	{ method: 'POST', pattern: '/api/partialReceiving/:id', access: 'write', handler: update, only },
];

function noAction(): never {
	throw noMapping();
}

function load(call: Call): PartialReceipt {
	const shipment = call.world.store.get('shipment', call.params.id);
	if (!shipment) throw illegalArgument(`Unable to find shipment with ID ${call.params.id}`);
	return partialReceiptOf(call.world, shipment, call.session.user, call.query.get('stepNumber'));
}

function read(call: Call): Reply {
	const sort = call.world.version.since('0.9.4') ? call.query.get('sort') : null;
	return data(partialReceiptJson(call.world, load(call), sort));
}

/** The shipment's status is not looked at: unsent and received ones are received all the same. */
function update(call: Call): Reply {
	const { world, session } = call;
	const receipt = load(call);
	const body = call.body();
	bindReceipt(
		newBinding(world, session.user, session.language),
		receipt,
		isObject(body) ? body : {},
	);
	switch (receipt.fields.receiptStatus) {
		case 'COMPLETED':
			completeReceipt(world, receipt, session.user);
			refreshSummariesOf(world, receipt.shipment);
			return data({});
		case 'ROLLBACK':
			rollBackReceipts(world, receipt.shipment);
			refreshSummariesOf(world, receipt.shipment);
			break;
		default:
			saveReceipt(world, receipt, session.user, false);
	}
	return data(partialReceiptJson(world, load(call), null));
}
