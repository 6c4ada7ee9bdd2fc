import { bind, isObject, newBinding, type Body } from '../binding/binder';
import { nullPointer } from '../errors';
import { TRANSIENT } from '../json/json';
import type { Call } from '../router';
import { date, domain, reference, text, type Domain } from '../schema/domain';
import { wholeSecond } from '../clock';
import type { Row } from '../store/table';

/** Messages by field, as a fulfillment is refused (stock-movements.md#send). */
export type FieldErrors = Record<string, string[]>;

export const addError = (errors: FieldErrors, field: string, message: string): void => {
	errors[field] = [...(errors[field] ?? []), message];
};

const header = domain('outbound.FulfillmentRequest', {
	origin: reference('location'),
	destination: reference('location'),
	requestedBy: reference('person'),
	dateRequested: date({ label: 'dateRequested' }),
	description: text(),
});

const sending = domain('outbound.ShippingRequest', {
	shipmentType: reference('shipmentType'),
	trackingNumber: text(),
	expectedDeliveryDate: date({ label: 'expectedDeliveryDate' }),
});

interface Bound {
	row: Row;
	errors: FieldErrors;
}

/** Field by field, so that each message stays with its field. */
function bindFields(call: Call, target: Domain, body: Body): Bound {
	const binding = newBinding(call.world, call.session.user, call.session.language);
	const row: Row = { id: '' };
	const errors: FieldErrors = {};
	for (const [name, value] of Object.entries(body)) {
		for (const message of bind(binding, target, row, { [name]: value })) {
			addError(errors, name, message);
		}
	}
	return { row, errors };
}

function requireFields({ row, errors }: Bound, fields: Record<string, string>): void {
	for (const [name, label] of Object.entries(fields)) {
		const missing = (row[name] ?? null) === null;
		if (missing && !errors[name]) addError(errors, name, `${label} cannot be empty`);
	}
}

/** Without one of the parts the server fails, it does not refuse. */
function part(body: Body, name: string): Body {
	const value = body[name];
	if (!isObject(value)) throw nullPointer("Cannot get property 'errors' on null object");
	return value;
}

/** Who asks for what between which places. */
export function readDetails(call: Call, body: Body): Bound {
	const bound = bindFields(call, header, part(body, 'fulfillmentDetails'));
	requireFields(bound, {
		origin: 'Origin',
		destination: 'Destination',
		requestedBy: 'Requested by',
		dateRequested: 'Date requested',
	});
	const { origin, destination } = bound.row;
	if (origin && origin === destination) {
		addError(bound.errors, 'origin', "Origin can't be the same as destination");
		addError(bound.errors, 'destination', "Destination can't be the same as origin");
	}
	return bound;
}

const MINUTE = /^(\d\d?)\/(\d\d?)\/(\d{1,4}) (\d\d?):(\d\d?) (Z|[+-]\d\d:?\d\d)/;
const DAY = 86_400_000;

/** The shipping date has one form only: `MM/dd/yyyy HH:mm XXX`. */
export function readSending(call: Call, body: Body): Bound {
	const { expectedShippingDate: sent, ...rest } = part(body, 'sendingOptions');
	const bound = bindFields(call, sending, rest);
	const { row, errors } = bound;
	const match = typeof sent === 'string' ? MINUTE.exec(sent) : null;
	if (match) {
		const [, month, day, year, hour, minute, zone] = match;
		const two = (digits: string) => digits.padStart(2, '0');
		const moment = Date.parse(
			`${year.padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:00${zone}`,
		);
		if (!Number.isNaN(moment)) row.expectedShippingDate = wholeSecond(moment);
	}
	if (row.expectedShippingDate === undefined) {
		addError(
			errors,
			'expectedShippingDate',
			sent === undefined
				? 'Property [expectedShippingDate] of class [class org.pih.warehouse.outbound.ShippingRequest] cannot be null'
				: 'Property expectedShippingDate must be a valid Date',
		);
	}
	requireFields(bound, {
		shipmentType: 'Shipment type',
		expectedDeliveryDate: 'Expected delivery date',
	});
	const { expectedShippingDate: from, expectedDeliveryDate: due } = row;
	if (typeof from === 'number' && typeof due === 'number' && from > due + DAY) {
		addError(
			errors,
			'expectedShippingDate',
			'Expected shipping date cannot be after the expected delivery date',
		);
	}
	return bound;
}

/** An unknown id passes the check and fails when it is saved. */
export const isUnknown = (row: Row, name: string): boolean => row[name] === TRANSIENT;
