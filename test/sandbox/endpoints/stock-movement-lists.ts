import { illegalArgument } from '../errors';
import { data, json, type Reply } from '../reply';
import type { Call, Route } from '../router';
import { SHIPMENT_STATUSES } from '../schema/shipments';
import { supports } from '../shipments/places';
import { listCsv, pendingItemsCsv, shippedItemsCsv } from '../stock-movements/csv';
import { inboundItems, inboundRow } from '../stock-movements/inbound-list';
import { pageOf, readListQuery, type ListQuery } from '../stock-movements/list-query';
import { outboundItems, outboundRow } from '../stock-movements/outbound-list';
import {
	REQUEST_OPTIONS,
	shipmentLabel,
	shipmentVariant,
	statusOption,
	type RequisitionStatus,
} from '../stock-movements/requisition-status';
import { picksOf, linesOf } from '../stock-movements/request-lines';
import { globalRoles, locationRoles } from '../session';

const PATH = '/api/stockMovements';

/**
 * Lists of movements and the small lists around them (stock-movements.md#list,
 * stock-movements.md#documents-and-undo).
 */
export const stockMovementListRoutes: Route[] = [
	of('', list),
	of('/requisitionsStatusCodes', requisitionStatusCodes),
	of('/shipmentStatusCodes', shipmentStatusCodes),
	of('/shippedItems', (call) => shippedItemsCsv(call.world, call.query.get('destination'))),
	of('/pendingRequisitionItems', (call) => pendingItemsCsv(call.world, call.query.get('origin'))),
	of('/pendingRequisitionDetails', pendingDetails),
];

function of(path: string, handler: Route['handler']): Route {
	return { method: 'GET', pattern: PATH + path, access: 'read', handler, only: 'open source' };
}

function list(call: Call): Reply {
	const query = readListQuery(call);
	return query.direction === 'OUTBOUND' ? outbound(call, query) : inbound(call, query);
}

/** An empty list has `[]` for a count (stock-movements.md#list). */
function outbound(call: Call, query: ListQuery): Reply {
	const items = outboundItems(call.world, query);
	if (query.csv && items.length > 0) return listCsv(call.world, items);
	const rows = pageOf(items, query).map((item) =>
		outboundRow(call.world, item, call.session.location),
	);
	return json({ data: rows, totalCount: items.length === 0 ? [] : items.length });
}

function inbound(call: Call, query: ListQuery): Reply {
	const items = inboundItems(call.world, query, call.locationOrNull());
	if (query.csv && items.length > 0) return listCsv(call.world, items);
	const rows = pageOf(items, query).map((item) =>
		inboundRow(call.world, item, call.session.location),
	);
	return json({ data: rows, totalCount: items.length });
}

const OUTBOUND: RequisitionStatus[] = [
	'CREATED',
	'EDITING',
	'VERIFYING',
	'PICKING',
	'PICKED',
	'CHECKING',
	'ISSUED',
	'CANCELED',
];
const OUTBOUND_WITH_APPROVAL: RequisitionStatus[] = [
	'CREATED',
	'VERIFYING',
	'APPROVED',
	'EDITING',
	'PICKING',
	'PICKED',
	'CHECKING',
	'ISSUED',
	'CANCELED',
];
const BEFORE_0_9_2: RequisitionStatus[] = [
	...OUTBOUND.slice(0, 7),
	'CANCELED',
	'DISPATCHED',
	'REQUESTED',
	'PENDING',
];

function requisitionStatusCodes(call: Call): Reply {
	return data(statusesFor(call).map(statusOption));
}

/** Depends on whether the login location approves requests, and on the user (stock-movements.md#list). */
function statusesFor(call: Call): readonly RequisitionStatus[] {
	const { version } = call.world;
	const location = call.location('id');
	const electronic = call.query.get('sourceType') === 'ELECTRONIC';
	if (version.before('0.9.1') || (version.before('0.9.2') && !electronic)) return BEFORE_0_9_2;
	const approves = supports(call.world, location, 'APPROVE_REQUEST');
	if (!approves) return electronic ? REQUEST_OPTIONS : OUTBOUND;
	if (!electronic) return OUTBOUND_WITH_APPROVAL;
	const roles = [
		...globalRoles(call.world, call.user),
		...locationRoles(call.world, call.user, location.id),
	];
	return roles.includes('ROLE_REQUISITION_APPROVER')
		? ['PENDING_APPROVAL', 'APPROVED', 'PICKING', 'PICKED', 'CHECKING', 'REJECTED']
		: ['APPROVED', 'PICKING', 'PICKED', 'CHECKING'];
}

function shipmentStatusCodes(): Reply {
	return data(
		SHIPMENT_STATUSES.map((status) => ({
			id: status,
			value: status,
			label: shipmentLabel(status),
			variant: shipmentVariant(status),
		})),
	);
}

/** Who else wants the product from this origin. */
function pendingDetails(call: Call): Reply {
	const { store } = call.world;
	const origin = store.get('location', call.query.get('origin.id'));
	const product = store.get('product', call.query.get('product.id'));
	if (!origin || !product) throw illegalArgument('Both origin location and product are required!');
	const current = call.query.get('stockMovementId');
	const rows = store
		.table('requisition')
		.all()
		.filter(
			(one) =>
				one.origin === origin.id &&
				one.id !== current &&
				['VERIFYING', 'PICKING', 'PICKED', 'CHECKING', 'PENDING'].includes(String(one.status)),
		)
		.flatMap((requisition) => {
			const lines = linesOf(call.world, requisition.id).filter(
				(line) => line.product === product.id,
			);
			if (lines.length === 0) return [];
			const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);
			return {
				'destination.name': store.get('location', requisition.destination)?.name ?? null,
				quantityOnHandAtDestination: null,
				averageMonthlyDemand: 0,
				requisitions: [],
				'requisition.id': requisition.id,
				'requisition.requestNumber': requisition.requestNumber ?? null,
				quantityRequested: sum(lines.map((line) => Number(line.quantity))),
				quantityPicked: sum(
					lines.flatMap((line) => picksOf(call.world, line).map((pick) => Number(pick.quantity))),
				),
			};
		});
	return data(rows);
}
