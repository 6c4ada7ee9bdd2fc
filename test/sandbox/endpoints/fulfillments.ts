import { isObject, type Body } from '../binding/binder';
import { nullPointer } from '../errors';
import type { JsonObject } from '../json/json';
import { data, json, type Reply } from '../reply';
import type { Call, Route } from '../router';
import { readDetails, readSending, type FieldErrors } from '../fulfillment/details';
import { readRow, rowJson, validateRow, type PackingRow } from '../fulfillment/packing-list';
import { saveFulfillment } from '../fulfillment/save';
import { movementJson } from '../stock-movements/movement-json';
import type { Row } from '../store/table';

const shared = { method: 'POST', only: 'open source', since: '0.9.3' } as const;

/** A whole outbound movement in one call, since 0.9.3 (stock-movements.md#send). */
export const fulfillmentRoutes: Route[] = [
	{ ...shared, pattern: '/api/fulfillments', access: 'write', handler: save },
	{ ...shared, pattern: '/api/fulfillments/validate', access: 'read', handler: check },
];

interface Fulfillment {
	details: Row;
	sending: Row;
	rows: PackingRow[];
	errors: {
		fulfillmentDetails: FieldErrors;
		packingList: Record<string, unknown>;
		sendingOptions: FieldErrors;
	};
}

function readFulfillment(call: Call): Fulfillment {
	const body: Body = call.body();
	const details = readDetails(call, body);
	const sending = readSending(call, body);
	if (!Array.isArray(body.packingList)) {
		throw nullPointer("Cannot get property 'empty' on null object");
	}
	const rows = body.packingList
		.filter((row: unknown) => isObject(row))
		.map((row) => readRow(call.world, row));
	const packingList: Record<string, unknown> = {};
	if (rows.length === 0) packingList.generalErrors = ['Packing list cannot be empty'];
	for (const row of rows) {
		validateRow(call.world, row);
		if (Object.keys(row.errors).length > 0) packingList[String(row.rowId)] = row.errors;
	}
	return {
		details: details.row,
		sending: sending.row,
		rows,
		errors: {
			fulfillmentDetails: details.errors,
			packingList,
			sendingOptions: sending.errors,
		},
	};
}

const isRefused = ({ errors }: Fulfillment): boolean =>
	Object.values(errors).some((one) => Object.keys(one).length > 0);

const rowsReply = (call: Call, fulfillment: Fulfillment): Reply =>
	json(
		{
			errors: fulfillment.errors,
			data: fulfillment.rows.map((row) => rowJson(call.world, row)),
		},
		isRefused(fulfillment) ? 400 : 200,
	);

function check(call: Call): Reply {
	return rowsReply(call, readFulfillment(call));
}

function save(call: Call): Reply {
	const fulfillment = readFulfillment(call);
	if (isRefused(fulfillment)) return rowsReply(call, fulfillment);
	const movement = saveFulfillment(
		call,
		fulfillment.details,
		fulfillment.sending,
		fulfillment.rows,
	);
	const shown = movementJson(call.world, movement, { location: call.session.location });
	return data(justSaved(shown));
}

/** The answer is built before the database computes the status of the shipment (stock-movements.md#send). */
const justSaved = (shown: JsonObject): JsonObject => ({
	...shown,
	currentStatus: 'PENDING',
	associations: { ...(shown.associations as JsonObject), shipments: null },
	approvers: null,
	lineItems: (shown.lineItems as JsonObject[]).map((line) => ({ ...line, manuallyAdded: true })),
});
