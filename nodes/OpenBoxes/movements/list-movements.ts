import { movementSchema, parseList, type Movement } from '../schemas';
import type { MovementStatus } from './rules/movement-status';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import type { Query } from '../transport/query';
import { getPages } from '../transport/paginate';
import { statusOf } from './movement-record';

export interface MovementFilter {
	direction: 'OUTBOUND' | 'INBOUND';
	originId?: string;
	destinationId?: string;
	text?: string;
	/** Only these; empty = all. */
	statuses: readonly MovementStatus[];
	exclude: readonly MovementStatus[];
	receiptStatusCodes: readonly string[];
	requestedById?: string;
	/** `MM/dd/yyyy`. */
	createdAfter?: string;
	createdBefore?: string;
	/** Only requests of other locations, which the plain list leaves out until they are submitted. */
	requestsOnly: boolean;
}

interface MovementRow {
	movement: Movement;
	status: MovementStatus;
}

/**
 * Filters of the request's own status that narrow an outbound list (stock-movements.md#list,
 * stock-movements.md#status).
 */
const REQUEST_STATUS: Partial<Record<MovementStatus, readonly string[]>> = {
	draft: ['CREATED'],
	requested: ['EDITING', 'VERIFYING'],
	pendingApproval: ['PENDING_APPROVAL'],
	approved: ['APPROVED'],
	rejected: ['REJECTED'],
	picking: ['PICKING'],
	picked: ['PICKED'],
	packed: ['CHECKING'],
	shipped: ['ISSUED'],
	partiallyReceived: ['ISSUED'],
	received: ['ISSUED'],
};

/**
 * One side is always filled in with the login location: without origin and destination, or with the
 * same for both, the server answers 400 (stock-movements.md#list).
 */
function placesOf(filter: MovementFilter, own: string): { origin?: string; destination?: string } {
	const { direction, originId, destinationId } = filter;
	const origin = originId ?? (direction === 'OUTBOUND' ? own : undefined);
	const destination = destinationId ?? (direction === 'INBOUND' ? own : undefined);
	return { origin, destination };
}

function queryOf(filter: MovementFilter, own: string, documented: boolean): Query {
	if (documented) {
		return {
			direction: filter.direction,
			receiptStatusCode: filter.receiptStatusCodes,
		};
	}
	const known = filter.statuses.flatMap((status) => REQUEST_STATUS[status] ?? []);
	const canNarrow =
		filter.direction === 'OUTBOUND' &&
		filter.statuses.length > 0 &&
		filter.statuses.every((status) => REQUEST_STATUS[status] !== undefined);
	return {
		direction: filter.direction,
		...placesOf(filter, own),
		q: filter.text,
		receiptStatusCode: filter.receiptStatusCodes,
		requisitionStatusCode: canNarrow ? [...new Set(known)] : undefined,
		sourceType: filter.requestsOnly ? 'ELECTRONIC' : undefined,
		requestedBy: filter.requestedById,
		createdAfter: filter.createdAfter,
		createdBefore: filter.createdBefore,
		sort: 'dateCreated',
		order: 'desc',
	};
}

/** What the server does not filter, or not on every version, is filtered here. */
function fits(row: MovementRow, filter: MovementFilter, documented: boolean): boolean {
	const { statuses, exclude } = filter;
	if (statuses.length > 0 && !statuses.includes(row.status)) return false;
	if (exclude.includes(row.status)) return false;
	const { movement } = row;
	// An unknown person is no filter to the server; rows of suppliers name none (stock-movements.md#list).
	const person = movement.requestedBy?.id;
	if (filter.requestedById !== undefined && person && person !== filter.requestedById) return false;
	if (!documented) return true;
	const text = filter.text?.toLowerCase();
	const texts = [movement.identifier, movement.name, movement.description];
	return (
		(text === undefined || texts.some((one) => (one ?? '').toLowerCase().includes(text))) &&
		(filter.originId === undefined || movement.origin?.id === filter.originId) &&
		(filter.destinationId === undefined || movement.destination?.id === filter.destinationId)
	);
}

/** Of requests that are still written, only the newest are looked for: old ones were forgotten by everybody. */
const NEWEST_DRAFTS = 500;

/**
 * Requests that others are still writing, of goods of ours. The list of what goes out hides them until they
 * are submitted; the list of what comes in shows them, to both sides.
 */
export async function listDraftRequests(
	connection: Connection,
	filter: Pick<MovementFilter, 'originId' | 'destinationId' | 'text' | 'requestedById'>,
	limit: number,
): Promise<MovementRow[]> {
	const server = await connection.serverInfo();
	const origin = filter.originId ?? server.location.id;
	if (server.kind === 'documented' || origin === filter.destinationId) return [];
	return parseList(
		await connection.get(
			apiPath('stockMovements'),
			{
				direction: 'INBOUND',
				origin,
				destination: filter.destinationId,
				q: filter.text,
				requestedBy: filter.requestedById,
				sourceType: 'ELECTRONIC',
				sort: 'dateCreated',
				order: 'desc',
				max: NEWEST_DRAFTS,
				offset: 0,
			},
			{ priority: 'bulk' },
		),
		movementSchema,
	)
		.map((movement) => ({ movement, status: statusOf(movement, server) }))
		.filter(({ status }) => status === 'draft')
		.slice(0, limit);
}

/** Movements from or to a location, newest first, page by page until `limit` of them fit. */
export async function listMovements(
	connection: Connection,
	filter: MovementFilter,
	limit: number,
): Promise<MovementRow[]> {
	const server = await connection.serverInfo();
	const documented = server.kind === 'documented';
	const query = queryOf(filter, server.location.id, documented);
	const isFilteredHere =
		documented ||
		filter.statuses.length > 0 ||
		filter.exclude.length > 0 ||
		filter.requestedById !== undefined;
	const rows: MovementRow[] = [];
	const keep = (data: unknown): boolean => {
		const movement = movementSchema.parse(data);
		const row = { movement, status: statusOf(movement, server) };
		const isWanted = fits(row, filter, documented);
		if (isWanted) rows.push(row);
		return isWanted;
	};
	const path = apiPath('stockMovements');
	if (isFilteredHere) await getPages(connection, path, query, limit, keep);
	else for (const data of await getPages(connection, path, query, limit)) keep(data);
	const { direction, statuses } = filter;
	const wantsDrafts = filter.requestsOnly ? statuses.length === 0 : false;
	if (direction !== 'OUTBOUND' || rows.length >= limit) return rows;
	if (!wantsDrafts && !statuses.includes('draft')) return rows;
	const drafts = await listDraftRequests(connection, filter, limit);
	const known = new Set(rows.map(({ movement }) => movement.id));
	const more = drafts.filter((row) => !known.has(row.movement.id) && fits(row, filter, documented));
	return [...rows, ...more].slice(0, limit);
}
