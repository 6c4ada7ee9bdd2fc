import { collated } from '../collation';
import { failure, illegalArgument, reasons, unresolvedProperty } from '../errors';
import { REQUEST_SOURCES, REQUEST_TYPES } from '../schema/requisitions';
import { SHIPMENT_STATUSES } from '../schema/shipments';
import { globalRoles, locationRoles } from '../session';
import type { Call } from '../router';
import type { Row, Value } from '../store/table';
import { readRequisitionStatus } from './requisition-status';

/** The parameters of `GET /api/stockMovements` (stock-movements.md#list). */
export interface ListQuery {
	direction: 'INBOUND' | 'OUTBOUND';
	origin: Row | undefined;
	destination: Row | undefined;
	text: string | null;
	max: number | undefined;
	offset: number;
	sort: string | null;
	descending: boolean;
	receiptStatuses: string[];
	requisitionStatuses: string[];
	requestType: string | null;
	sourceType: string | null;
	requestedBy: string | null;
	createdBy: string | null;
	updatedBy: string | null;
	approvers: string[];
	createdAfter: number | null;
	createdBefore: number | null;
	shipmentTypes: string[];
	isApprover: boolean;
	csv: boolean;
}

const DIRECTIONS = ['INBOUND', 'OUTBOUND', 'INTERNAL'];

export function readListQuery(call: Call): ListQuery {
	const { query, world } = call;
	refuseNestedKeys(query, ['destination', 'origin', 'requestedBy', 'createdBy', 'updatedBy']);
	const place = (name: string) => world.store.get('location', query.get(name));
	const origin = place('origin');
	const destination = place('destination');
	const direction = query.get('direction');
	if (direction && !DIRECTIONS.includes(direction)) {
		throw noConstant('api.StockMovementDirection', direction);
	}
	// Both missing, or unknown, counts as equal (stock-movements.md#list).
	if (origin === destination || !direction) {
		throw reasons(
			400,
			'Direction parameter is required. Origin and destination cannot be the same.',
		);
	}
	const filters = readFilters(call, origin);
	if (direction !== 'INBOUND' && direction !== 'OUTBOUND') {
		throw illegalArgument('Missing stock movement direction parameter');
	}
	return { ...filters, direction, origin, destination };
}

type Filters = Omit<ListQuery, 'direction' | 'origin' | 'destination'>;

function readFilters(call: Call, origin: Row | undefined): Filters {
	const { query, world } = call;
	const csv = query.get('format') === 'csv';
	const known = (domain: string, name: string) =>
		world.store.get(domain, query.get(name))?.id ?? null;
	const roles = [
		...globalRoles(world, call.user),
		...locationRoles(world, call.user, origin?.id ?? null),
	];
	return {
		text: query.get('q') || null,
		max: csv ? undefined : readListNumber(query.get('max')),
		offset: csv ? 0 : (readListNumber(query.get('offset')) ?? 0),
		sort: query.get('sort') || null,
		descending: (query.get('order') || 'desc').toLowerCase() === 'desc',
		receiptStatuses: query
			.getAll('receiptStatusCode')
			.map((text) => choice(SHIPMENT_STATUSES, 'shipping.ShipmentStatusCode', text)),
		requisitionStatuses: query.getAll('requisitionStatusCode').map(readRequisitionStatus),
		requestType: optional(REQUEST_TYPES, 'requisition.RequisitionType', query.get('requestType')),
		sourceType: optional(
			REQUEST_SOURCES,
			'requisition.RequisitionSourceType',
			query.get('sourceType'),
		),
		requestedBy: known('person', 'requestedBy'),
		createdBy: known('user', 'createdBy'),
		updatedBy: known('user', 'updatedBy'),
		approvers: query.getAll('approver'),
		createdAfter: day(query.get('createdAfter')),
		createdBefore: day(query.get('createdBefore')),
		shipmentTypes: query.getAll('shipmentType'),
		isApprover: roles.includes('ROLE_REQUISITION_APPROVER'),
		csv,
	};
}

/** Text and negative numbers mean everything; 0 means no rows (stock-movements.md#list). */
export function readListNumber(text: string | null): number | undefined {
	if (text === null || !/^\d+$/.test(text)) return undefined;
	return Number(text);
}

const noConstant = (enumName: string, text: string): Error =>
	illegalArgument(`No enum constant org.pih.warehouse.${enumName}.${text}`);

function choice(choices: readonly string[], enumName: string, text: string): string {
	if (!choices.includes(text)) throw noConstant(enumName, text);
	return text;
}

const optional = (choices: readonly string[], enumName: string, text: string | null) =>
	text ? choice(choices, enumName, text) : null;

/** `MM/dd/yyyy`; anything else is a 500 (stock-movements.md#list). */
function day(text: string | null): number | null {
	if (!text) return null;
	const match = /^(\d{1,2})\/(\d{1,2})\/(\d+)/.exec(text);
	if (!match) throw failure('java.text.ParseException', `Unparseable date: "${text}"`);
	return Date.UTC(Number(match[3]), Number(match[1]) - 1, Number(match[2]));
}

/** Contains, upper and lower case alike. */
export const containsText = (row: Row, names: string[], text: string): boolean =>
	names.some((name) => collated(String(row[name] ?? '')).includes(collated(text)));

const REFERENCES = [
	...['origin', 'destination', 'createdBy', 'updatedBy', 'requestedBy', 'stocklist'],
	...['requisition', 'shipment', 'shipmentType', 'order'],
];

/** `origin.id=…`: the server takes the map of such keys for an id, which it is not. */
export function refuseNestedKeys(query: URLSearchParams, names: string[]): void {
	const nested = names.find(
		(name) => !query.get(name) && [...query.keys()].some((key) => key.startsWith(`${name}.`)),
	);
	if (nested === undefined) return;
	throw failure(
		'groovy.lang.MissingMethodException',
		'No signature of method: static org.pih.warehouse.core.Location.get() is applicable for argument types: (grails.web.servlet.mvc.GrailsParameterMap)',
	);
}

/** Reads what a list is sorted by, a reference also by its id; a name that is unknown is a 500. */
export function sorted<T>(
	rows: T[],
	sort: string,
	descending: boolean,
	readers: Record<string, (row: T) => Value>,
	className: string,
): T[] {
	const reference = /^(\w+)\.id$/.exec(sort)?.[1];
	const read = readers[reference && REFERENCES.includes(reference) ? reference : sort];
	if (!read) throw unresolvedProperty(sort, className);
	return [...rows].sort((a, b) => (descending ? -1 : 1) * compare(read(a), read(b)));
}

export function compare(a: Value, b: Value): number {
	const key = (value: Value) =>
		typeof value === 'number'
			? value
			: value === null || value === undefined
				? null
				: collated(String(value));
	const [left, right] = [key(a), key(b)];
	if (left === right) return 0;
	if (left === null) return -1;
	if (right === null) return 1;
	return left < right ? -1 : 1;
}

export const pageOf = <T>(rows: T[], { max, offset }: ListQuery): T[] =>
	rows.slice(offset, max === undefined ? undefined : offset + max);
