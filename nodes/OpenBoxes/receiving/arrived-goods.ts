import { DestinationBins } from '../catalogue/destination-bins';
import type { ReceiptLine, ShipmentLine } from '../shipments/rules/receipt-draft';
import type { ReceiptView } from '../shipments/receipt-view';
import type { Connection } from '../transport/connection';
import { OpenBoxesError } from '../transport/openboxes-error';
import { textKey } from '../values/same-text';
import { readKnownLots } from './known-lots';
import { expiryToSend } from './rules/lot-expiry';
import type { Arrival, ArrivalOptions } from './rules/plan-arrivals';
import { shippedLabel } from './rules/shipped-lines';

/** What arrived, with bins by name and lots as they are on the goods. */
export interface ReceiveRequest {
	arrived: ReadonlyArray<Arrival & { bin?: string }> | 'all';
	allowMore: boolean;
	/** Whether a receipt in part may close the shipment where the place does not receive in parts. */
	allowClosing: boolean;
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

/** An error about a movement's goods: why they were not received, and what to do. */
export function goodsNotReceived(
	view: ReceiptView,
	reason: string,
	description: string,
): OpenBoxesError {
	const name = view.shipmentNumber || view.shipmentId;
	return new OpenBoxesError(`Stock movement ${name} was not received: ${reason}`, { description });
}

/** Bins by id; only bins of the destination count. */
export async function withBins(
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
				throw goodsNotReceived(
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
	const isSameLot = textKey(shipped.lotNumber) === textKey(line.lotNumber);
	return isSameLot && line.expiry === shipped.expiry;
}

/** Expiry of every lot that is not the one that was shipped, and no change of one that is. */
export async function withExpiry(
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
				// Without one the server would give it the expiry of the shipped lot.
				needsLotAndExpiry: shipped.needsLotAndExpiry || shipped.expiry !== undefined,
			},
			known.find(line.productId, line.lotNumber),
			{ today },
		);
		if (found.reason !== undefined)
			throw goodsNotReceived(
				view,
				`${shippedLabel(shipped)}: ${found.reason}`,
				'Nothing was booked.',
			);
		return { ...line, expiry: found.expiry };
	});
}
