import { listSchema, receiptItemSchema } from '../schemas';
import {
	lineLabel,
	openQuantity,
	planArrivals,
	type Arrival,
	type ArrivalOptions,
} from './rules/plan-arrivals';
import type { ReceiptLine, ShipmentLine } from '../shipments/rules/receipt-draft';
import { storableText } from '../values/storable-text';
import { readReceiptView, type ReceiptView } from '../shipments/receipt-view';
import { receiveShipment, requireReceivable, type CompletedReceipt } from './receive-shipment';
import { deliveryMark, startsWithMark } from './rules/delivery-reference';
import { expiryToSend } from './rules/lot-expiry';
import { DestinationBins } from '../catalogue/destination-bins';
import { readKnownLots } from './known-lots';
import { whileAlone } from '../once/in-flight';
import type { Connection } from '../transport/connection';
import { OpenBoxesError } from '../transport/openboxes-error';
import { refuseBeforeCount } from '../posting/plan/last-count-check';

/** What arrived, with bins by name and lots as they stand on the goods. */
export interface ReceiveRequest {
	arrived: ReadonlyArray<Arrival & { bin?: string }> | 'all';
	allowMore: boolean;
	close: ArrivalOptions['close'];
	/** Bin of lines that name none. */
	bin?: string;
	/** Epoch milliseconds; undefined = the server's now. */
	deliveredAt?: number;
	/** Number of the delivery note: the same one is never booked twice. */
	reference?: string;
	comment?: string;
	/** `yyyy-MM-dd`. */
	today: string;
}

export interface ReceiveOutcome {
	/** The shipment after the receipt. */
	view: ReceiptView;
	receiptId?: string;
	pairs: CompletedReceipt['pairs'];
	/** Found by its reference; nothing was written. */
	existed: boolean;
}

const DAY_MS = 86_400_000;

function fail(view: ReceiptView, reason: string, description: string): OpenBoxesError {
	const name = view.shipmentNumber || view.shipmentId;
	return new OpenBoxesError(`Stock movement ${name} was not received: ${reason}`, { description });
}

/** Receipts of the shipment that a delivery note has made, completed or not. */
async function receiptsOf(
	connection: Connection,
	shipmentId: string,
	reference: string,
): Promise<string[]> {
	const page = listSchema.parse(
		await connection.search('receiptItem', [
			{ property: 'comment', operator: 'like', value: `${deliveryMark(reference)}%` },
		]),
	);
	const ids = page.data
		.map((row) => receiptItemSchema.parse(row).receipt)
		.filter((receipt) => receipt?.shipment?.id === shipmentId)
		.map((receipt) => receipt?.id ?? '');
	return [...new Set(ids)];
}

function checkDate(view: ReceiptView, { deliveredAt }: ReceiveRequest, now: number): void {
	const { shippedAt } = view;
	if (deliveredAt === undefined) return;
	if (deliveredAt > now) {
		// The draft would be saved and stay open (note 03 §6).
		throw fail(view, 'the delivery date is in the future', 'Leave it empty for now.');
	}
	const shipped = Date.parse(shippedAt ?? '');
	if (deliveredAt < shipped - DAY_MS) {
		throw fail(
			view,
			`the delivery date is before the goods were shipped (${shippedAt ?? ''})`,
			'Give a later date, or leave it empty for now.',
		);
	}
}

/** Bins by id; only bins of the destination count. */
async function withBins(
	connection: Connection,
	view: ReceiptView,
	request: ReceiveRequest,
): Promise<{ arrived: Arrival[] | 'all'; binId?: string }> {
	const lines = request.arrived === 'all' ? [] : request.arrived;
	const names = [...lines.map((line) => line.bin), request.bin].filter(
		(name): name is string => name !== undefined,
	);
	const ids = new Map<string, string>();
	if (names.length > 0) {
		const bins = await DestinationBins.read(connection, view.destination.id);
		for (const name of names) {
			const bin = bins.find(name);
			if (!bin) {
				throw fail(
					view,
					`"${name}" is no bin of ${view.destination.name || 'the destination'}`,
					'Nothing was booked. Give the name or ID of a bin where the goods arrive.',
				);
			}
			ids.set(name, bin.id);
		}
	}
	const toId = (name: string | undefined): string | undefined =>
		name === undefined ? undefined : ids.get(name);
	return {
		arrived:
			request.arrived === 'all' ? 'all' : lines.map((line) => ({ ...line, binId: toId(line.bin) })),
		binId: toId(request.bin),
	};
}

/** The lot and expiry as they were shipped need no look-up and change nothing. */
function isAsShipped(line: ReceiptLine, shipped: ShipmentLine): boolean {
	const isSameLot = shipped.lotNumber.toLowerCase() === line.lotNumber.toLowerCase();
	return isSameLot && line.expiry === shipped.expiry;
}

/** Expiry of every lot that is not the one that was shipped, and no change of one that is. */
async function withExpiry(
	connection: Connection,
	view: ReceiptView,
	lines: readonly ReceiptLine[],
	today: string,
): Promise<ReceiptLine[]> {
	const shippedOf = new Map(view.lines.map((line) => [line.shipmentItemId, line]));
	const isOther = (line: ReceiptLine): boolean => {
		const shipped = shippedOf.get(line.shipmentItemId);
		return shipped !== undefined && !isAsShipped(line, shipped);
	};
	const others = lines.filter(isOther);
	const known = await readKnownLots(
		connection,
		others.map((line) => line.productId),
	);
	return lines.map((line) => {
		const shipped = shippedOf.get(line.shipmentItemId);
		if (!shipped || !isOther(line)) return line;
		const found = expiryToSend(
			{
				lotNumber: line.lotNumber,
				expiry: line.expiry,
				// Without one the server would give it the expiry of the shipped lot (note 04 §2.5).
				needsLotAndExpiry: shipped.needsLotAndExpiry || shipped.expiry !== undefined,
			},
			known.find(line.productId, line.lotNumber),
			{ today, mayChangeExpiry: false },
		);
		if (found.reason !== undefined)
			throw fail(view, `${lineLabel(shipped)}: ${found.reason}`, 'Nothing was booked.');
		return { ...line, expiry: found.expiry };
	});
}

/** Received and closed per shipped line must have grown by exactly what was booked. */
function checkBooked(before: ReceiptView, after: ReceiptView, lines: readonly ReceiptLine[]): void {
	for (const line of after.lines) {
		const own = lines.filter((one) => one.shipmentItemId === line.shipmentItemId);
		const was = before.lines.find((one) => one.shipmentItemId === line.shipmentItemId);
		const booked = own.reduce((sum, one) => sum + one.quantity, 0);
		const wanted = (was?.received ?? 0) + booked;
		const isClosed = !own.some((one) => one.closeShort) || openQuantity(line) <= 0;
		if (line.received === wanted && isClosed) continue;
		throw new OpenBoxesError(
			`It is unclear what was received of ${lineLabel(line)}: OpenBoxes shows ${line.received} received and ${line.canceled} canceled instead of ${wanted} received`,
			{
				description:
					'Look at the receipt and the stock card in OpenBoxes before you receive anything again.',
				outcome: 'unknown',
			},
		);
	}
}

function beforeReceipt(view: ReceiptView): ReceiptView {
	// A split draft shows one shipped line as several; each of them has what was received before.
	const lines = new Map<string, ShipmentLine>();
	for (const line of view.lines) {
		const known = lines.get(line.shipmentItemId);
		if (!known || line.received > known.received) lines.set(line.shipmentItemId, line);
	}
	return { ...view, lines: [...lines.values()] };
}

async function receive(
	connection: Connection,
	shipmentId: string,
	request: ReceiveRequest,
): Promise<ReceiveOutcome> {
	const view = await readReceiptView(connection, shipmentId);
	const { reference } = request;
	const own = reference === undefined ? [] : await receiptsOf(connection, shipmentId, reference);
	if (own.some((id) => id !== view.receiptId))
		return { view, receiptId: own[0], pairs: [], existed: true };
	requireReceivable(view);
	checkDate(view, request, connection.now());
	const { arrived, binId } = await withBins(connection, view, request);
	const mark = reference === undefined ? '' : deliveryMark(reference);
	const toComment = (text: string | undefined): string | undefined => {
		const comment = storableText(`${mark}${text ?? ''}`);
		return comment === '' ? undefined : comment;
	};
	const marked =
		arrived === 'all'
			? arrived
			: arrived.map((line) => ({
					...line,
					comment: line.comment === undefined ? undefined : toComment(line.comment),
				}));
	const before = beforeReceipt(view);
	const plan = planArrivals(before.lines, marked, {
		allowMore: request.allowMore,
		close: request.close,
		binId,
		comment: toComment(request.comment),
	});
	if (plan.reason !== undefined) {
		throw fail(
			view,
			plan.reason,
			'Nothing was booked. Correct the quantities, or switch on "Allow More Than Shipped" if more really arrived.',
		);
	}
	await refuseBeforeCount(connection, {
		locationId: view.destination.id,
		time: request.deliveredAt,
		lines: before.lines.map((line) => ({ productId: line.productId, label: lineLabel(line) })),
		refuse: (reason) =>
			fail(view, reason, 'Leave the delivery date empty, or give a later one. Nothing was booked.'),
	});
	const lines = await withExpiry(connection, before, plan.lines, request.today);
	const completed = await receiveShipment(connection, view, lines, {
		deliveredAt: request.deliveredAt,
		usesReceivingBin: false,
		isOwnDraft: (line) => mark !== '' && startsWithMark(line.comment, mark),
	});
	const after = await readReceiptView(connection, shipmentId);
	checkBooked(before, after, lines);
	return { view: after, receiptId: completed.receiptId, pairs: completed.pairs, existed: false };
}

/**
 * Receives what arrived of a shipment, once: no other execution of this process receives on it
 * meanwhile, since two drafts would become one.
 */
export async function receiveGoods(
	connection: Connection,
	shipmentId: string,
	request: ReceiveRequest,
): Promise<ReceiveOutcome> {
	return await whileAlone(
		connection.key,
		[`receive|${shipmentId}`],
		async () => await receive(connection, shipmentId, request),
	);
}
