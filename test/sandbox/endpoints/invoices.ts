import { failure, illegalArgument } from '../errors';
import { data, json, type Reply } from '../reply';
import type { Call, Route } from '../router';

const only = 'open source' as const;

/**
 * The sandbox holds no invoices: lists are empty, nothing can be read
 * (orders-and-receiving.md#delete-and-rollback).
 */
export const invoiceRoutes: Route[] = [
	{ method: 'GET', pattern: '/api/invoices', access: 'read', handler: list, wildcard: true, only },
	{
		method: 'GET',
		pattern: '/api/invoices/:id',
		access: 'read',
		handler: read,
		wildcard: true,
		only,
	},
	{ method: 'GET', pattern: '/api/invoices/:id/items', access: 'read', handler: nothing, only },
	{
		method: 'GET',
		pattern: '/api/invoices/:id/prepaymentItems',
		access: 'read',
		handler: nothing,
		only,
	},
	{
		method: 'GET',
		pattern: '/api/invoiceStatuses',
		access: 'read',
		handler: () => data(STATUSES),
		only,
	},
	{
		method: 'GET',
		pattern: '/api/invoiceTypeCodes',
		access: 'read',
		handler: () => data(TYPES),
		only,
	},
	// A page of the web interface; its action needs the role INVOICE, which nobody here has.
	{
		method: 'GET',
		pattern: '/invoice/generatePrepaymentInvoice/:id',
		access: 'invoice',
		handler: nothing,
		only,
	},
];

const STATUSES = [
	{ id: 'PENDING', value: 'PENDING', label: 'Pending', variant: 'WARNING' },
	{ id: 'INVOICED', value: 'INVOICED', label: 'Invoiced', variant: 'PRIMARY' },
	{ id: 'SUBMITTED', value: 'SUBMITTED', label: 'Submitted for Approval', variant: 'PRIMARY' },
	{ id: 'POSTED', value: 'POSTED', label: 'Posted', variant: 'SUCCESS' },
	{ id: 'PAID', value: 'PAID', label: 'Paid', variant: 'PRIMARY' },
];

const TYPES = [
	{ id: 'INVOICE', value: 'INVOICE', label: 'Invoice' },
	{ id: 'CREDIT_NOTE', value: 'CREDIT_NOTE', label: 'Credit Note' },
	{ id: 'PREPAYMENT_INVOICE', value: 'PREPAYMENT_INVOICE', label: 'Prepayment Invoice' },
];

/** Always those of the login location's organization, so a location is needed. */
function list(call: Call): Reply {
	call.location();
	const date = call.query.get('dateInvoiced');
	if (date && !/^\d+\/\d+\/\d+/.test(date))
		throw failure('java.text.ParseException', `Unparseable date: "${date}"`);
	return nothing();
}

function nothing(): Reply {
	return json({ data: [], totalCount: 0 });
}

function read(call: Call): never {
	throw illegalArgument(`No Invoice found for invoice ID ${call.params.id}`);
}
