import fc from 'fast-check';
import {
	MOVEMENT_STATUSES,
	nextStatuses,
	statusLabel,
	statusWord,
	toMovementStatus,
	type MovementStatus,
	type MovementWay,
} from '../../../../../nodes/OpenBoxes/movements/rules/movement-status';

const openSource = { documented: false };

describe('the status of a movement', () => {
	it.each<[string, object, MovementStatus]>([
		['a draft', { statusCode: 'CREATED', shipmentStatus: 'PENDING' }, 'draft'],
		['a shipment made for an order', { statusCode: 'PENDING', currentStatus: null }, 'draft'],
		['a submitted request', { statusCode: 'REQUESTED', status: 'VERIFYING' }, 'requested'],
		['one that waits for approval', { statusCode: 'PENDING_APPROVAL' }, 'pendingApproval'],
		['an approved one', { statusCode: 'APPROVED' }, 'approved'],
		['a rejected one', { statusCode: 'REJECTED' }, 'rejected'],
		['one in picking', { statusCode: 'PICKING', status: 'PICKING' }, 'picking'],
		['a picked one', { statusCode: 'PICKED', status: 'PICKED' }, 'picked'],
		[
			'a packed one, which the request calls CHECKING',
			{ statusCode: 'PACKED', status: 'CHECKING' },
			'packed',
		],
		[
			'one rolled back after shipping',
			{ statusCode: 'PACKED', shipmentStatus: 'PENDING', isReceived: false },
			'packed',
		],
		['a shipped one', { statusCode: 'DISPATCHED', shipmentStatus: 'SHIPPED' }, 'shipped'],
		[
			'a shipped one in the outgoing list',
			{ statusCode: 'DISPATCHED', status: 'ISSUED', currentStatus: 'SHIPPED' },
			'shipped',
		],
		[
			'a shipped one in the incoming list of 0.9.8',
			{ statusCode: 'DISPATCHED', isReceived: false, isPartiallyReceived: false },
			'shipped',
		],
		[
			'one received in part',
			{ statusCode: 'DISPATCHED', shipmentStatus: 'PARTIALLY_RECEIVED' },
			'partiallyReceived',
		],
		[
			'one received in part in the incoming list',
			{ statusCode: 'DISPATCHED', isPartiallyReceived: true },
			'partiallyReceived',
		],
		[
			'a received one, whose statusCode never says so',
			{ statusCode: 'DISPATCHED', shipmentStatus: 'RECEIVED' },
			'received',
		],
		[
			'a received one in the incoming list',
			{ statusCode: 'DISPATCHED', isReceived: true, isPartiallyReceived: false },
			'received',
		],
		[
			'a received shipment of an order',
			{ statusCode: 'ISSUED', shipmentStatus: 'RECEIVED' },
			'received',
		],
		['a word that this version does not know', { statusCode: 'TELEPORTED' }, 'unknown'],
		['no word at all', {}, 'unknown'],
	])('of %s', (_, raw, expected) => {
		expect(toMovementStatus({ ...openSource, ...raw })).toBe(expected);
	});

	it.each<[string, MovementStatus]>([
		['REQUESTING', 'draft'],
		['REQUESTED', 'requested'],
		['CHECKING', 'requested'],
		['PICKING', 'picking'],
		['PICKED', 'picked'],
		['PACKING', 'picked'],
		['PACKED', 'packed'],
		['SHIPPED', 'shipped'],
		['RECEIVED', 'received'],
	])('of the vendor, %s', (status, expected) => {
		expect(toMovementStatus({ documented: true, status })).toBe(expected);
	});

	it('reads as words', () => {
		expect(statusLabel('partiallyReceived')).toBe('partially received');
		expect(statusLabel('draft')).toBe('draft');
	});
});

describe('the next steps', () => {
	const depot: MovementWay = { kind: 'request', originManagesStock: true, needsApproval: false };
	const supplier: MovementWay = { ...depot, originManagesStock: false };
	const strict: MovementWay = { ...depot, needsApproval: true };
	const order: MovementWay = { ...supplier, kind: 'shipment' };

	it.each<[string, MovementStatus, MovementWay, MovementStatus[]]>([
		['a draft of a depot', 'draft', depot, ['requested', 'picking']],
		['a draft of a supplier', 'draft', supplier, ['requested', 'packed']],
		[
			'a draft where requests are approved',
			'draft',
			strict,
			['pendingApproval', 'requested', 'picking'],
		],
		['a draft shipment of an order', 'draft', order, ['shipped']],
		['a request', 'requested', depot, ['picking']],
		['a request to a supplier', 'requested', supplier, ['packed']],
		['one that waits for approval', 'pendingApproval', strict, ['approved', 'rejected']],
		['an approved one', 'approved', strict, ['picking']],
		['a rejected one', 'rejected', strict, []],
		['one in picking', 'picking', depot, ['picked', 'packed']],
		['a picked one', 'picked', depot, ['packed', 'shipped']],
		['a packed one', 'packed', depot, ['shipped']],
		['a shipped one', 'shipped', depot, []],
		['one received in part', 'partiallyReceived', depot, []],
		['a received one', 'received', depot, []],
		['an unknown one', 'unknown', depot, []],
	])('of %s', (_, status, way, expected) => {
		expect(nextStatuses(status, way)).toEqual(expected);
	});

	it('never lead from a draft straight to shipped, which would ship nothing', () => {
		for (const way of [depot, supplier, strict])
			for (const from of ['draft', 'requested', 'approved', 'picking'] as const)
				expect(nextStatuses(from, way)).not.toContain('shipped');
	});

	it('always have a word to send, and never lead back', () => {
		const anyWay = fc.record({
			kind: fc.constantFrom('request' as const, 'shipment' as const),
			originManagesStock: fc.boolean(),
			needsApproval: fc.boolean(),
		});
		fc.assert(
			fc.property(fc.constantFrom(...MOVEMENT_STATUSES), anyWay, (from, way) => {
				for (const next of nextStatuses(from, way)) {
					expect(statusWord(next)).toBeDefined();
					expect(nextStatuses(next, way)).not.toContain(from);
					expect(next).not.toBe(from);
				}
			}),
		);
	});
});
