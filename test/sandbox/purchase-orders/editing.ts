import { bind, freshRow, newBinding, type Body } from '../binding/binder';
import { flush } from '../binding/save';
import { touch } from '../binding/touch';
import { validate } from '../binding/validation';
import { failure, nullPointer } from '../errors';
import type { Call } from '../router';
import { domainNamed } from '../schema';
import { globalRoles, locationRoles } from '../session';
import type { Row } from '../store/table';
import type { World } from '../world';
import { figuresOf, isFullyReceived } from './figures';
import { orderItemsOf } from './order-lines';
import { refreshSummary } from './summary-table';

/** Pending orders by everybody, others by a purchase approver only (orders-and-receiving.md#web-routes). */
export function mayEdit(call: Call, order: Row): boolean {
	const { world, session, user } = call;
	if (order.status === 'PENDING' || !order.status) return true;
	const roles = [...globalRoles(world, user), ...locationRoles(world, user, session.location)];
	return roles.includes('ROLE_PURCHASE_APPROVER');
}

const without = (form: Body, ...names: string[]): Body =>
	Object.fromEntries(Object.entries(form).filter(([name]) => !names.includes(name)));

const bindingOf = (call: Call) => newBinding(call.world, call.session.user, call.session.language);

/** Saves the header of an order from a form; false when a rule refuses it and the form comes back. */
export function saveHeader(call: Call, order: Row | undefined, form: Body): Row | undefined {
	const { world } = call;
	const domain = domainNamed('order');
	const binding = bindingOf(call);
	const row = order ?? freshRow(binding, domain);
	if (!order) binding.fresh.push({ domain, row });
	const misfits = bind(binding, domain, row, without(form, 'orderItems'));
	if (world.version.since('0.9.7') && row.destinationParty !== call.location().organization)
		return undefined;
	row.status = statusOf(world, row);
	row.originParty = world.store.get('location', row.origin)?.organization ?? null;
	if (!row.orderNumber) row.orderNumber = nextOrderNumber(world, row);
	if ([...misfits, ...validate(binding, domain, row)].length > 0) return undefined;
	if (order) touch(binding, domain, row);
	flush(binding);
	if (order) refreshSummary(world, row);
	return row;
}

/** The stored status follows receipts here and nowhere else (orders-and-receiving.md#order-status). */
function statusOf(world: World, order: Row): string {
	const figures = orderItemsOf(world, order.id).map((item) => figuresOf(world, item));
	if (figures.length > 0 && figures.every((one) => isFullyReceived(one))) return 'RECEIVED';
	if (figures.some((one) => one.received > 0)) return 'PARTIALLY_RECEIVED';
	return String(order.status ?? 'PENDING');
}

/** `PO-MO-000001`, counted per buying organization (orders-and-receiving.md#web-routes). */
function nextOrderNumber({ store }: World, order: Row): string {
	const organization = store.get('organization', order.destinationParty);
	if (!organization) throw nullPointer("Cannot get property 'id' on null object");
	for (let at = Number(organization.purchaseOrderSequence ?? 0) + 1; ; at += 1) {
		const number = `PO-${String(organization.code)}-${String(at).padStart(6, '0')}`;
		const isTaken = store
			.table('order')
			.all()
			.some((other) => other.orderNumber === number);
		if (isTaken) continue;
		store.update('organization', organization, { purchaseOrderSequence: at });
		return number;
	}
}

/**
 * Adds a line from a form, or changes one; a line that breaks a rule is dropped
 * (orders-and-receiving.md#create).
 */
export function saveItem(call: Call, order: Row, item: Row | undefined, form: Body): void {
	const domain = domainNamed('orderItem');
	const binding = bindingOf(call);
	const fields = without(form, 'order', 'orderItem');
	if (!item) {
		const row = freshRow(binding, domain);
		binding.fresh.push({ domain, row });
		bind(binding, domain, row, fields);
		row.order = order.id;
		row.orderIndex ??= 0;
		if (order.status !== 'PENDING') row.actualReadyDate = row.estimatedReadyDate ?? null;
		flush(binding);
	} else {
		if (!mayEdit(call, order)) throw noPermission();
		const before = item.quantity;
		bind(binding, domain, item, fields);
		if (validate(binding, domain, item).length > 0)
			throw failure('grails.validation.ValidationException', 'Order is invalid');
		touch(binding, domain, item);
		if (item.quantity !== before) refreshSummary(call.world, order);
	}
	touch(binding, domainNamed('order'), order);
}

export const noPermission = () =>
	failure(
		'java.lang.UnsupportedOperationException',
		'You do not have permissions to perform this action',
	);
