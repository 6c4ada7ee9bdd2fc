import { rethrow } from '../../platform';
import { bind, newBinding, type Binding, type Body } from '../binding/binder';
import { validate } from '../binding/validation';
import { Refusal, foreignKey, invalid, nullPointer } from '../errors';
import { TRANSIENT } from '../json/json';
import type { Call } from '../router';
import { choice, date, domain, links, reference, text } from '../schema/domain';
import { REQUEST_SOURCES, REQUEST_TYPES } from '../schema/requisitions';
import type { Row } from '../store/table';
import { groovyParserError } from './groovy-json';

/**
 * The fields of a movement that a request may set. The server binds them onto an object that lives
 * for one request; nested keys of a reference are written into the stored record
 * (stock-movements.md#ground-rules).
 */
const command = domain(
	'api.StockMovement',
	{
		origin: reference('location', { required: true, label: 'Origin' }),
		destination: reference('location', { required: true, label: 'Destination' }),
		requestedBy: reference('person', { required: true, label: 'Requested By' }),
		dateRequested: date({ required: true, label: 'Date Requested' }),
		description: text(),
		identifier: text(),
		requestType: choice('org.pih.warehouse.requisition.RequisitionType', REQUEST_TYPES),
		sourceType: choice('org.pih.warehouse.requisition.RequisitionSourceType', REQUEST_SOURCES),
		stocklist: reference('requisition'),
		approvers: links('person'),
		dateDeliveryRequested: date({ label: 'Date Delivery Requested', since: '0.9.3' }),
		dateShipped: date({ label: 'Date Shipped' }),
		expectedDeliveryDate: date({ label: 'Expected Delivery Date' }),
		shipmentType: reference('shipmentType'),
		trackingNumber: text(),
		driverName: text(),
		comments: text(),
	},
	{ label: 'Stock Movement' },
);

const bindingOf = (call: Call): Binding =>
	newBinding(call.world, call.session.user, call.session.language);

/** The command of a create call; whatever does not fit is a 400 (stock-movements.md#create). */
export function bindCreate(call: Call, body: Body, parserError?: string): Row {
	const binding = bindingOf(call);
	const row: Row = { id: '' };
	const messages = [
		...(parserError === undefined ? [] : [parserError]),
		...bind(binding, command, row, body),
		...validate(binding, command, row),
	];
	if (messages.length > 0) throw invalid(messages, 'Invalid stock movement');
	refuseUnknown(row);
	return row;
}

/** Unknown ids: of the origin a 500 as JSON, else the database refuses (stock-movements.md#create). */
function refuseUnknown(row: Row): void {
	if (row.origin === TRANSIENT) {
		throw nullPointer("Cannot get property 'locationTypeCode' on null object");
	}
	if (row.destination === TRANSIENT) throw foreignKey('requisition', 'destination_id');
	if (row.requestedBy === TRANSIENT) throw foreignKey('requisition', 'requested_by_id');
	if (row.stocklist === TRANSIENT) throw nullPointer('');
}

/** The server takes these off the body before it binds the rest. */
const READ_BY_HAND = ['dateRequested', 'dateShipped', 'lineItems', 'packPageItems', 'stocklist'];

/**
 * Binds an update onto what the movement has. An unknown id is ignored, the old reference stays
 * (stock-movements.md#create). Does not validate: only a change of the header does.
 */
export function bindUpdate(call: Call, row: Row, body: Body): void {
	const binding = bindingOf(call);
	const rest = Object.fromEntries(
		Object.entries(body).filter(([name]) => !READ_BY_HAND.includes(name)),
	);
	const messages = bind(binding, command, row, rest);
	for (const [name, value] of Object.entries(row)) if (value === TRANSIENT) row[name] = null;
	// What did not fit is remembered, but looked at by a validation only.
	if (messages.length > 0) row.misfits = messages;
}

export function validateUpdate(call: Call, row: Row): void {
	const misfits = Array.isArray(row.misfits) ? row.misfits : [];
	const messages = [...misfits, ...validate(bindingOf(call), command, row)];
	if (messages.length > 0) throw invalid(messages, 'Invalid stock movement');
}

/**
 * The body of a create call; the parser of commands reports, it does not fail
 * (sessions-and-errors.md#bad-input).
 */
export function readCreateBody(call: Call): { body: Body; parserError?: string } {
	try {
		return { body: call.body() };
	} catch (error) {
		if (error instanceof Refusal) return { body: {}, parserError: groovyParserError(call.rawBody) };
		rethrow(error);
	}
}
