import { illegalArgument } from '../errors';
import { REQUISITION_STATUSES } from '../schema/requisitions';
import type { Row, Value } from '../store/table';

export type RequisitionStatus = (typeof REQUISITION_STATUSES)[number];

/**
 * What `POST …/status` understands; another vocabulary than the requisition's (stock-movements.md#status).
 */
const MOVEMENT_STATUSES = [
	'CREATED',
	'REQUESTING',
	'REQUESTED',
	'PENDING_APPROVAL',
	'VALIDATING',
	'VALIDATED',
	'APPROVED',
	'PICKING',
	'PICKED',
	'CHECKING',
	'CHECKED',
	'PACKED',
	'REVIEWING',
	'DISPATCHED',
	'CANCELED',
	'REJECTED',
	'PENDING',
	'IN_PROGRESS',
] as const;

export type MovementStatus = (typeof MOVEMENT_STATUSES)[number];

const position = (status: Value): number => REQUISITION_STATUSES.findIndex((one) => one === status);

export const isAtLeast = (requisition: Row | undefined, status: RequisitionStatus): boolean =>
	position(requisition?.status) >= position(status);

export const isBefore = (status: RequisitionStatus, requisition: Row): boolean =>
	position(status) < position(requisition.status);

/** Still to be sent: what is picked for it is promised to nobody else. */
export const PENDING_STATUSES: readonly Value[] = [
	'CREATED',
	'EDITING',
	'VERIFYING',
	'PICKING',
	'PICKED',
	'CHECKING',
	'PENDING',
	'REQUESTED',
	'APPROVED',
	'PENDING_APPROVAL',
];

export const APPROVAL_STATUSES: readonly Value[] = ['APPROVED', 'REJECTED', 'PENDING_APPROVAL'];
export const REQUEST_OPTIONS: readonly RequisitionStatus[] = [
	'VERIFYING',
	'PICKING',
	'PICKED',
	'CHECKING',
];

const noConstant = (enumName: string, text: Value): Error =>
	illegalArgument(`No enum constant org.pih.warehouse.${enumName}.${String(text)}`);

export function readRequisitionStatus(text: string): RequisitionStatus {
	const found = REQUISITION_STATUSES.find((one) => one === text);
	if (!found) throw noConstant('requisition.RequisitionStatus', text);
	return found;
}

export function readMovementStatus(text: string): MovementStatus {
	const found = MOVEMENT_STATUSES.find((one) => one === text);
	if (!found) throw noConstant('inventory.StockMovementStatusCode', text);
	return found;
}

/** The requisition's state as `statusCode` shows it. */
export function movementStatusOf(status: Value): Value {
	if (status === 'EDITING' || !status) return 'REQUESTING';
	if (status === 'VERIFYING') return 'REQUESTED';
	if (status === 'CHECKING') return 'PACKED';
	return status === 'ISSUED' ? 'DISPATCHED' : status;
}

/** CHECKED has no counterpart and fails (stock-movements.md#status). */
export function requisitionStatusFor(status: MovementStatus): RequisitionStatus {
	if (status === 'REQUESTING') return 'EDITING';
	if (status === 'REQUESTED' || status === 'VALIDATED') return 'VERIFYING';
	if (status === 'PACKED') return 'CHECKING';
	return status === 'DISPATCHED' ? 'ISSUED' : readRequisitionStatus(status);
}

/** The order of the default sort of the outbound list. */
export function sortPosition(status: Value): number {
	const at = position(status);
	return at >= 0 && at <= position('ERROR') ? at + 1 : 0;
}

const REQUISITION_LABELS: Record<string, string> = {
	PENDING_APPROVAL: 'Waiting for approval',
	OPEN: 'Opened (deprecated)',
	FULFILLED: 'Fulfilled (deprecated)',
	REVIEWING: 'Reviewing (deprecated)',
	CONFIRMING: 'Confirming (deprecated)',
};

const sentence = (name: string): string => name[0] + name.slice(1).toLowerCase().replace(/_/g, ' ');

export const requisitionLabel = (status: Value): string =>
	REQUISITION_LABELS[String(status)] ?? sentence(String(status));

const PRIMARY: readonly Value[] = [
	'EDITING',
	'PICKED',
	'PENDING',
	'REQUESTED',
	'REVIEWING',
	'CONFIRMING',
];
const WARNING: readonly Value[] = ['PENDING_APPROVAL', 'VERIFYING', 'PICKING', 'CHECKING'];
const DANGER: readonly Value[] = ['REJECTED', 'CANCELED', 'DELETED', 'ERROR'];

export function requisitionVariant(status: Value): string {
	if (PRIMARY.includes(status)) return 'primary';
	if (WARNING.includes(status)) return 'warning';
	return DANGER.includes(status) ? 'danger' : 'success';
}

export const statusOption = (status: RequisitionStatus) => ({
	id: status,
	value: status,
	label: requisitionLabel(status),
});

export const shipmentLabel = (status: Value): string =>
	status === 'PARTIALLY_RECEIVED' ? 'Receiving' : sentence(String(status));

export function shipmentVariant(status: Value): string {
	if (status === 'PENDING') return 'warning';
	return status === 'SHIPPED' || status === 'RECEIVED' ? 'success' : 'primary';
}
