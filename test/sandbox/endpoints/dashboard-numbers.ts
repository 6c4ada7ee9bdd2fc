import { nullPointer } from '../errors';
import { json, type Reply } from '../reply';
import type { Call, Route } from '../router';
import type { Row } from '../store/table';
import { tile } from './dashboard-tile';

/** The figures that are one number with a link (docs/openboxes/warehouse.md). */
export const dashboardNumberRoutes: Route[] = [
	tile('defaultBin', defaultBin),
	tile('receivingBin', receivingBin),
	tile('inventoryByLotAndBin', lotsAndBins),
	tile('inventoryValue', inventoryValue),
	tile('itemsInventoried', itemsInventoried),
	tile('expiredProductsInStock', expiredProducts),
	tile('productWithNegativeInventory', negativeInventory),
	tile('inProgressShipments', shipmentsInProgress),
	tile('inProgressPutaways', putawaysInProgress),
	tile('openStockRequests', openRequests),
	tile('requestsPendingApproval', requestsToApprove),
	tile('openPurchaseOrdersCount', openOrders),
];

const number = (value: number, link = '', tooltipData: string | null = null): Reply =>
	json({ link, number: value, tooltipData });

const page = (call: Call, path: string): string => `${call.contextPath}${path}`;

/** Figures that put the location into their link need one, the others count nothing without. */
function locationId(call: Call): string {
	const location = call.world.store.get('location', call.query.get('locationId'));
	if (!location) throw nullPointer("Cannot get property 'id' on null object");
	return location.id;
}

const asked = (call: Call): Row | undefined =>
	call.world.store.get('location', call.query.get('locationId'));

const inStock = (call: Call): Row[] =>
	call.world.store
		.table('productAvailability')
		.by('location', asked(call)?.id ?? '')
		.filter((row) => Number(row.quantityOnHand) > 0);

const distinct = (rows: Row[], column: string): number =>
	new Set(rows.map((row) => row[column])).size;

function defaultBin(call: Call): Reply {
	const link = `/report/showBinLocationReport?location.id=${locationId(call)}&status=inStock`;
	const rows = inStock(call).filter((row) => !row.binLocation);
	return number(distinct(rows, 'product'), page(call, link));
}

const RECEIVING_TYPE = 'RECEIVING';

function receivingBin(call: Call): Reply {
	const { store } = call.world;
	const rows = inStock(call).filter((row) => {
		const type = store.get('location', row.binLocation)?.locationType;
		return String(store.get('locationType', type)?.name ?? '').toUpperCase() === RECEIVING_TYPE;
	});
	const link = page(call, '/report/showBinLocationReport?status=inStock');
	return number(distinct(rows, 'product'), link);
}

function lotsAndBins(call: Call): Reply {
	const link = `/report/showBinLocationReport?location.id=${locationId(call)}&status=inStock`;
	return number(inStock(call).length, page(call, link));
}

function inventoryValue(call: Call): Reply {
	const { store } = call.world;
	const value = store
		.table('productAvailability')
		.by('location', asked(call)?.id ?? '')
		.reduce((sum, row) => {
			const price = store.get('product', row.product)?.pricePerUnit;
			return typeof price === 'number' ? sum + Number(row.quantityOnHand) * price : sum;
		}, 0);
	return number(Number(value.toFixed(4)));
}

/** Products counted or adjusted since the first of the month. */
function itemsInventoried(call: Call): Reply {
	const { store, clock } = call.world;
	const now = new Date(clock.now());
	const first = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1);
	const inventory = asked(call)?.inventory;
	const products = new Set<unknown>();
	for (const type of ['3', '11', '12']) {
		for (const transaction of store.table('transaction').by('transactionType', type)) {
			const date = Number(transaction.transactionDate);
			if (transaction.inventory !== inventory || date < first || date > now.getTime()) continue;
			for (const entry of store.table('transactionEntry').by('transaction', transaction.id)) {
				products.add(store.get('inventoryItem', entry.inventoryItem)?.product);
			}
		}
	}
	return number(products.size);
}

function expiredProducts(call: Call): Reply {
	const { store, clock } = call.world;
	const lots = inStock(call).filter((row) => {
		const expiry = store.get('inventoryItem', row.inventoryItem)?.expirationDate;
		return typeof expiry === 'number' && expiry < clock.now();
	});
	const link = page(call, '/inventory/listExpiredStock?status=expired');
	return number(distinct(lots, 'inventoryItem'), link);
}

/** Answered from a cache that is older than every flow: it did not follow in any recording (docs/openboxes/stock-and-transactions.md). */
function negativeInventory(call: Call): Reply {
	const link = `/report/showBinLocationReport?location.id=${locationId(call)}`;
	return number(0, page(call, link));
}

const userOf = (call: Call): Row => {
	const id = call.query.get('userId');
	return id ? (call.world.store.get('user', id) ?? call.user) : call.user;
};

/** Movements of the user that are not sent yet. */
function shipmentsInProgress(call: Call): Reply {
	const { store } = call.world;
	const location = locationId(call);
	const user = userOf(call);
	const count = store
		.table('requisition')
		.by('origin', location)
		.filter(
			(row) =>
				row.createdBy === user.id && !['PENDING_APPROVAL', 'REJECTED'].includes(String(row.status)),
		)
		.flatMap((row) => store.table('shipment').by('requisition', row.id))
		.filter((shipment) => shipment.currentStatus === 'PENDING').length;
	const link = `/stockMovement/list?direction=OUTBOUND&receiptStatusCode=PENDING&origin=${location}&createdBy=${user.id}`;
	return number(count, page(call, link));
}

function putawaysInProgress(call: Call): Reply {
	const user = userOf(call);
	const count = call.world.store
		.table('order')
		.by('orderType', 'PUTAWAY_ORDER')
		.filter(
			(row) =>
				row.status === 'PENDING' &&
				row.orderedBy === user.id &&
				row.destination === asked(call)?.id,
		).length;
	const link = `/order/list?orderType=PUTAWAY_ORDER&status=PENDING&orderedBy=${user.id}`;
	return number(count, page(call, link));
}

const electronic = (call: Call): Row[] =>
	call.world.store
		.table('requisition')
		.by('origin', asked(call)?.id ?? '')
		.filter((row) => row.sourceType === 'ELECTRONIC');

const NOT_OPEN = ['CREATED', 'ISSUED', 'CANCELED', 'PENDING_APPROVAL', 'REJECTED'];

function openRequests(call: Call): Reply {
	const open = electronic(call).filter((row) => !NOT_OPEN.includes(String(row.status)));
	const link = page(call, '/stockMovement/list?direction=OUTBOUND&sourceType=ELECTRONIC');
	return number(open.length, link);
}

function requestsToApprove(call: Call): Reply {
	const waiting = electronic(call).filter((row) => row.status === 'PENDING_APPROVAL');
	const link = page(call, '/stockMovement/list?direction=OUTBOUND&sourceType=ELECTRONIC');
	return number(waiting.length, link);
}

/** Orders of the suppliers named by `value`, not of a location. */
function openOrders(call: Call): Reply {
	const suppliers = call.query.getAll('value').filter((id) => id !== '');
	const open = call.world.store
		.table('order')
		.by('orderType', 'PURCHASE_ORDER')
		.filter(
			(order) =>
				suppliers.includes(String(order.origin)) &&
				!['COMPLETED', 'CANCELED', 'REJECTED'].includes(String(order.status)),
		);
	return number(open.length);
}
