/**
 * What state a stock movement is in, in one vocabulary for every version and kind of server. The
 * server itself speaks three: `statusCode` of the movement, `status` of the request, and the status of
 * the shipment; shipped and received exist in the last one only (stock-movements.md#statuses).
 */
export const MOVEMENT_STATUSES = [
	'draft',
	'requested',
	'pendingApproval',
	'approved',
	'rejected',
	'picking',
	'picked',
	'packed',
	'shipped',
	'partiallyReceived',
	'received',
	'canceled',
	'unknown',
] as const;

export type MovementStatus = (typeof MOVEMENT_STATUSES)[number];

/** What a movement or a row of the movement list says about its state; keys missing per version. */
interface RawMovementStatus {
	/** `documented` servers have only `status`. */
	documented: boolean;
	statusCode?: string | null;
	status?: string | null;
	shipmentStatus?: string | null;
	currentStatus?: string | null;
	isReceived?: boolean | null;
	isPartiallyReceived?: boolean | null;
}

/** Names of the vendor's documents (001): SHIPPED and RECEIVED stand beside the others there. */
const DOCUMENTED: Record<string, MovementStatus> = {
	REQUESTING: 'draft',
	REQUESTED: 'requested',
	CHECKING: 'requested',
	PICKING: 'picking',
	PICKED: 'picked',
	PACKING: 'picked',
	PACKED: 'packed',
	SHIPPED: 'shipped',
	PARTIALLY_RECEIVED: 'partiallyReceived',
	RECEIVED: 'received',
	CANCELED: 'canceled',
};

/** `statusCode` of open-source servers. PENDING and ISSUED are shipments without a request. */
const BY_CODE: Record<string, MovementStatus> = {
	CREATED: 'draft',
	PENDING: 'draft',
	EDITING: 'requested',
	VERIFYING: 'requested',
	REQUESTED: 'requested',
	VALIDATING: 'requested',
	VALIDATED: 'requested',
	REVIEWING: 'requested',
	PENDING_APPROVAL: 'pendingApproval',
	APPROVED: 'approved',
	REJECTED: 'rejected',
	PICKING: 'picking',
	PICKED: 'picked',
	CHECKING: 'packed',
	CHECKED: 'packed',
	PACKED: 'packed',
	DISPATCHED: 'shipped',
	ISSUED: 'shipped',
	CANCELED: 'canceled',
};

const BY_SHIPMENT: Record<string, MovementStatus> = {
	SHIPPED: 'shipped',
	PARTIALLY_RECEIVED: 'partiallyReceived',
	RECEIVED: 'received',
};

/** The state; the shipment decides once it has left, since `statusCode` stays DISPATCHED for ever. */
export function toMovementStatus(raw: RawMovementStatus): MovementStatus {
	if (raw.documented) return DOCUMENTED[raw.status ?? raw.statusCode ?? ''] ?? 'unknown';
	if (raw.isReceived === true) return 'received';
	if (raw.isPartiallyReceived === true) return 'partiallyReceived';
	const shipment = BY_SHIPMENT[raw.shipmentStatus ?? raw.currentStatus ?? ''];
	if (shipment) return shipment;
	return BY_CODE[raw.statusCode ?? raw.status ?? ''] ?? 'unknown';
}

/** Where a movement comes from decides which way it takes. */
export interface MovementWay {
	/** `shipment` = made for a purchase order, without a request; it can only be shipped. */
	kind: 'request' | 'shipment';
	/** Whether lots are picked at the origin: not at a supplier. */
	originManagesStock: boolean;
	/** Whether the origin asks for approval. */
	needsApproval: boolean;
}

/**
 * The states that may be asked for next. The server accepts many more with status 200 and either does
 * nothing or ships an empty shipment (stock-movements.md#status).
 */
export function nextStatuses(status: MovementStatus, way: MovementWay): MovementStatus[] {
	if (way.kind === 'shipment') return status === 'draft' ? ['shipped'] : [];
	const fulfil: MovementStatus[] = way.originManagesStock ? ['picking'] : ['packed'];
	switch (status) {
		case 'draft':
			return way.needsApproval
				? ['pendingApproval', 'requested', ...fulfil]
				: ['requested', ...fulfil];
		case 'requested':
		case 'approved':
			return fulfil;
		case 'pendingApproval':
			return ['approved', 'rejected'];
		case 'picking':
			return ['picked', 'packed'];
		case 'picked':
			return ['packed', 'shipped'];
		case 'packed':
			return ['shipped'];
		default:
			return [];
	}
}

/** The word to send for a state; undefined when it is reached in another way. */
export function statusWord(status: MovementStatus): string | undefined {
	const words: Partial<Record<MovementStatus, string>> = {
		requested: 'REQUESTED',
		pendingApproval: 'PENDING_APPROVAL',
		approved: 'APPROVED',
		rejected: 'REJECTED',
		picking: 'PICKING',
		picked: 'PICKED',
		packed: 'CHECKING',
		shipped: 'DISPATCHED',
	};
	return words[status];
}

/** States before the goods leave, in which lines can be changed. */
export const OPEN_STATUSES: readonly MovementStatus[] = [
	'draft',
	'requested',
	'pendingApproval',
	'approved',
	'picking',
	'picked',
	'packed',
];

/** States in which a movement can be sent at once. */
export const SENDABLE_STATUSES: readonly MovementStatus[] = OPEN_STATUSES.filter(
	(status) => status !== 'pendingApproval',
);

/** Whether goods of this movement are on their way or there. */
export function hasLeft(status: MovementStatus): boolean {
	return status === 'shipped' || status === 'partiallyReceived' || status === 'received';
}

/** The state for people, e.g. `partially received`. */
export function statusLabel(status: MovementStatus): string {
	return status.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
}
