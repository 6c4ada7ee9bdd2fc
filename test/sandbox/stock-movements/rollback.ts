import { wholeSecond } from '../clock';
import { failure } from '../errors';
import { eventsOf, lastRequestEvent } from '../shipments/events';
import { rollbackLastEvent } from '../shipments/rollback';
import { globalRoles, locationRoles } from '../session';
import type { Row } from '../store/table';
import type { World } from '../world';
import type { Movement } from './movements';

/**
 * Undoes the sending. After a receipt it fails and undoes nothing: the receipts must be taken back
 * first (stock-movements.md#documents-and-undo). A movement that was not sent stays as it is.
 */
export function rollbackMovement(world: World, { requisition, shipment }: Movement): void {
	if (!shipment || shipment.currentStatus === 'PENDING') return;
	rollbackLastEvent(world, shipment);
	if (requisition?.status !== 'ISSUED') return;
	const booked = world.store.table('transaction').by('requisition', requisition.id);
	if (booked.length > 0) {
		throw failure('java.util.ConcurrentModificationException', '');
	}
	world.store.update('requisition', requisition, {
		status: 'CHECKING',
		lastUpdated: wholeSecond(world.clock.now()),
	});
}

const APPROVERS = ['ROLE_REQUISITION_APPROVER', 'ROLE_ADMIN', 'ROLE_SUPERUSER'];

/** `PUT …/rollbackApproval`: the decision is open again. Undefined, or why it was not done. */
export function rollbackApproval(
	world: World,
	requisition: Row | undefined,
	user: Row,
	location: string | null,
): string | undefined {
	const roles = [...globalRoles(world, user), ...locationRoles(world, user, location)];
	const may =
		user.id === requisition?.requestedBy || APPROVERS.some((role) => roles.includes(role));
	const isDecided = requisition?.status === 'APPROVED' || requisition?.status === 'REJECTED';
	if (!requisition || !may || !isDecided) {
		return 'Unable to rollback approval due to insufficient permissions';
	}
	const event = lastRequestEvent(world, requisition);
	if (event && eventsOf(world, 'requisition', requisition.id).includes(event)) {
		world.store.remove('event', event);
	}
	world.store.update('requisition', requisition, {
		status: 'PENDING_APPROVAL',
		approvedBy: null,
		rejectedBy: null,
		dateApproved: null,
		dateRejected: null,
		lastUpdated: wholeSecond(world.clock.now()),
	});
	return undefined;
}
