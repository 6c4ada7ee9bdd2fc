import { SENDABLE_STATUSES, hasLeft } from './rules/movement-status';
import { requireKnown, type Referred } from '../catalogue/unknown-ids';
import { toServerMinute } from '../values/server-date';
import type { PickedLot } from './rules/pick-lines';
import type { Connection } from '../transport/connection';
import { takeStep } from './change-status';
import { refuseBeforeCount } from '../posting/plan/last-count-check';
import {
	movementError,
	movementLabel,
	movementPath,
	readMovement,
	refusedFor,
	stateText,
	type MovementRecord,
} from './movement-record';
import { readReceiptView } from '../shipments/receipt-view';
import type { OpenBoxesError } from '../transport/openboxes-error';
import { requireOpenSource } from '../transport/open-source-only';
import { onceOthersGaveWay, pickAndPack } from './pick-and-pack';
import { asLots, checkPacks, type PickChoice } from './picks';
import { gaveNoAnswer } from '../transport/server-refusal';

/** What is known about a shipment; what is undefined is not sent and stays as it is. */
export interface ShipmentFields {
	shipmentTypeId?: string;
	/** Epoch milliseconds. */
	dateShipped?: number;
	/** `yyyy-MM-dd`. */
	expectedDelivery?: string;
	trackingNumber?: string;
	driverName?: string;
	comments?: string;
}

export interface SendRequest extends PickChoice {
	shipment: ShipmentFields;
}

export interface SendOutcome {
	record: MovementRecord;
	/** What left, lot by lot; unknown on servers that do not say. */
	lots: PickedLot[];
	/** Lines whose picks by the server were replaced. */
	corrected: number;
	/** It had left before, e.g. by a run that was stopped or in the web interface; nothing was done now. */
	wasSent: boolean;
}

/** The server takes an unknown type for none, without a word, so it is looked up first. */
export const shipmentTypeOf = ({ shipmentTypeId: id }: ShipmentFields): Referred => ({
	domain: 'shipmentType',
	field: 'Shipment Type',
	id,
});

function shipmentBody(fields: ShipmentFields, origin: { now: number }): Record<string, unknown> {
	const { shipmentTypeId, dateShipped, expectedDelivery } = fields;
	const body: Record<string, unknown> = {
		trackingNumber: fields.trackingNumber,
		driverName: fields.driverName,
		comments: fields.comments,
	};
	if (shipmentTypeId !== undefined) body.shipmentType = { id: shipmentTypeId };
	if (dateShipped !== undefined)
		body.dateShipped = toServerMinute(Math.min(dateShipped, origin.now));
	if (expectedDelivery !== undefined) {
		body.expectedDeliveryDate = toServerMinute(Date.parse(`${expectedDelivery}T00:00:00Z`));
	}
	return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

/** Writes type, dates, tracking and driver; must come after packing, which resets the date. */
export async function updateShipment(
	connection: Connection,
	record: MovementRecord,
	fields: ShipmentFields,
): Promise<void> {
	const body = shipmentBody(fields, { now: connection.now() });
	if (Object.keys(body).length === 0) return;
	const path = movementPath(record.movement.id, 'updateShipment');
	try {
		await connection.post(path, body);
	} catch (error) {
		// The same values again change nothing.
		if (!gaveNoAnswer(error)) {
			throw refusedFor(record, 'sent', error, `Nothing was shipped: ${stateText(record)}.`);
		}
		await connection.post(path, body);
	}
}

function refuseState(record: MovementRecord): void {
	const { status } = record;
	if (SENDABLE_STATUSES.includes(status)) return;
	const advice: Record<string, string> = {
		pendingApproval: 'It must be approved first: use Set Status.',
		rejected: 'The request was rejected. Use Roll Back to have it decided again.',
		canceled: 'A canceled movement cannot be sent. Create a new one.',
	};
	throw movementError(
		record,
		'sent',
		stateText(record),
		advice[status] ??
			'It has left already, nothing was sent a second time. Without lots, Send tells what has left.',
	);
}

function emptyShipment(record: MovementRecord, wanted: number): OpenBoxesError {
	return movementError(
		record,
		'sent',
		'OpenBoxes shows it as shipped, but its shipment is empty and no stock moved',
		`Use Roll Back on it, then Send again. ${wanted} lots were to leave.`,
		{ outcome: 'unknown' },
	);
}

/** Ships what is packed, and reads back that it left with something in it. */
async function dispatch(
	connection: Connection,
	record: MovementRecord,
	lots: readonly PickedLot[],
): Promise<MovementRecord> {
	const word = record.way.kind === 'shipment' ? 'ISSUED' : 'DISPATCHED';
	await takeStep(
		connection,
		record,
		{ status: word },
		'shipped',
		(after) => after.status === 'shipped',
	);
	// Lots are counted where they were picked; those of a supplier are no picks (seen in its source).
	const isPicked = record.way.originManagesStock && record.way.kind === 'request';
	const after = await readMovement(connection, record.movement.id, isPicked ? 5 : undefined);
	if (after.status !== 'shipped') {
		throw movementError(
			record,
			'sent',
			`OpenBoxes accepted it, but ${stateText(after)}`,
			'Read it again before you go on: somebody else may be working on it.',
			{ outcome: 'unknown' },
		);
	}
	if (isPicked && after.rowCount === 0) throw emptyShipment(record, lots.length);
	return after;
}

function wantedUnits({ movement }: MovementRecord): number {
	return (movement.lineItems ?? []).reduce((sum, line) => sum + (line.quantityRequested ?? 0), 0);
}

/** What lies in a shipment that has left, as its destination sees it. */
async function readShipped(connection: Connection, record: MovementRecord): Promise<PickedLot[]> {
	const view = await readReceiptView(connection, record.shipmentId ?? '');
	const units = view.lines.reduce((sum, line) => sum + line.shipped, 0);
	if (units === 0) throw emptyShipment(record, record.movement.lineItems?.length ?? 0);
	return view.lines.map((line) => ({
		productCode: line.productCode,
		lotId: '',
		lotNumber: line.lotNumber,
		expiry: line.expiry,
		quantity: line.shipped,
	}));
}

/**
 * Goods of a supplier, or of a place without stock of its own, are not picked
 * (stock-movements.md#from-supplier).
 */
async function sendUnpicked(
	connection: Connection,
	record: MovementRecord,
	request: SendRequest,
): Promise<SendOutcome> {
	if (wantedUnits(record) === 0) {
		throw movementError(record, 'sent', 'it has no lines', 'Add items to it first.');
	}
	await takeStep(connection, record, { status: 'CHECKING' }, 'packed');
	await updateShipment(connection, record, request.shipment);
	const after = await dispatch(connection, record, []);
	const lots = await readShipped(connection, after);
	const shipped = lots.reduce((sum, lot) => sum + lot.quantity, 0);
	if (shipped === wantedUnits(record)) return { record: after, lots, corrected: 0, wasSent: false };
	throw movementError(
		record,
		'sent as asked',
		`${shipped} units left instead of ${wantedUnits(record)}`,
		'Use Roll Back on it, correct its lines, and Send it again.',
		{ outcome: 'unknown' },
	);
}

/** A shipment made for a purchase order: its lots are in it already. */
async function sendOrderShipment(
	connection: Connection,
	record: MovementRecord,
	request: SendRequest,
): Promise<SendOutcome> {
	const bare = (record.movement.lineItems ?? []).find((line) => !line.inventoryItem);
	if (bare) {
		// It could be sent, but never received (stock-movements.md#shipment-based).
		throw movementError(
			record,
			'sent',
			`line ${bare.productCode ?? bare.id} has no lot record`,
			'Use Update Items on it once, with its lot number or without one, then send it.',
		);
	}
	if (wantedUnits(record) === 0) {
		throw movementError(record, 'sent', 'it has no lines', 'Add items to it first.');
	}
	await updateShipment(connection, record, request.shipment);
	const after = await dispatch(connection, record, []);
	return {
		record: after,
		lots: await readShipped(connection, after),
		corrected: 0,
		wasSent: false,
	};
}

/**
 * Brings a movement from where it is to shipped: picks, checks the picks, packs, writes the shipment's
 * fields, and only then ships (stock-rules.md#read-back). What is refused on the way leaves nothing shipped.
 */
export async function sendMovement(
	connection: Connection,
	record: MovementRecord,
	request: SendRequest,
): Promise<SendOutcome> {
	await requireOpenSource(connection, 'a call that sends a stock movement');
	// Lots that are named may be others than those that left.
	if (hasLeft(record.status) && request.named.length === 0)
		return { record, lots: await readShipped(connection, record), corrected: 0, wasSent: true };
	refuseState(record);
	await requireKnown(connection, `${movementLabel(record)} was not sent`, [
		shipmentTypeOf(request.shipment),
	]);
	if (record.way.originManagesStock) {
		await refuseBeforeCount(connection, {
			locationId: record.movement.origin?.id ?? '',
			time: request.shipment.dateShipped,
			lines: (record.movement.lineItems ?? []).map((line) => ({
				productId: line.product?.id ?? '',
				label: line.productCode ?? 'a product',
			})),
			refuse: (reason) =>
				movementError(record, 'sent', reason, 'Leave the ship date empty, or give a later one.'),
		});
	}
	if (record.way.kind === 'shipment') return await sendOrderShipment(connection, record, request);
	if (!record.way.originManagesStock) return await sendUnpicked(connection, record, request);
	let lots: PickedLot[] | undefined;
	let corrected = 0;
	if (!['picked', 'packed'].includes(record.status)) {
		({ lots, corrected } = await pickAndPack(connection, record, request));
	} else if (request.named.length > 0) {
		throw movementError(
			record,
			'sent',
			`${stateText(record)}, so its lots are chosen already`,
			'Send it without lots, or change its lines first.',
		);
	}
	if (record.status === 'picked')
		await takeStep(connection, record, { status: 'CHECKING' }, 'packed');
	const wasPacked = record.status === 'packed';
	const packed: MovementRecord = { ...record, status: 'packed' };
	const isServersOwnPick = lots !== undefined && corrected === 0;
	if (!isServersOwnPick) {
		const packs = await checkPacks(connection, record, request.today, lots);
		lots ??= asLots(packs);
	}
	const fields = wasPacked
		? { dateShipped: connection.now(), ...request.shipment }
		: request.shipment;
	await updateShipment(connection, packed, fields);
	const leave = async (): Promise<MovementRecord> => await dispatch(connection, packed, lots ?? []);
	const after = wasPacked ? await leave() : await onceOthersGaveWay(connection, leave);
	return { record: after, lots: lots ?? [], corrected, wasSent: false };
}
