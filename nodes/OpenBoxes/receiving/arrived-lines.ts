import type { DeliveryLineInput } from '../lines/delivery-line';
import { deliveryHash } from './rules/delivery-mark';
import { arrivedLabel, lotNumberKey, type ArrivedLine } from './rules/delivery';
import { expiryToSend } from './rules/lot-expiry';
import { remainingOf, type OrderLine } from '../orders/rules/order-line';
import type { OpenShipment } from './rules/delivery-plan';
import { textKey } from '../values/same-text';
import { DestinationBins } from '../catalogue/destination-bins';
import { readKnownLots } from './known-lots';
import { nameKey, needsLookUp, singleNames } from '../catalogue/product-name';
import { knownProductId } from '../catalogue/rules/known-product';
import type { ProductName } from '../lines/product-names';
import { resolveProducts, type Resolution } from '../catalogue/products';
import type { Connection } from '../transport/connection';
import type { OpenBoxesError } from '../transport/openboxes-error';
import type { DeliveryRequest } from './delivery-request';
import { orderError, type OrderRecord } from '../orders/order-record';

const NOTHING = 'Nothing was booked. Correct the delivery and run it again.';

export function notReceived(
	order: OrderRecord,
	reason: string,
	description = NOTHING,
): OpenBoxesError {
	return orderError(order, 'received', reason, description);
}

/** A line of the delivery note with the order lines that it may belong to. */
export interface NamedLine {
	position: number;
	input: DeliveryLineInput;
	candidates: OrderLine[];
	expiry?: string;
}

/** Lines of the order that a delivery line can be of, whatever its product: the one it names, else all that count. */
function openLines(order: OrderRecord, { orderItemId, anyCode }: DeliveryLineInput): OrderLine[] {
	const id = orderItemId ?? order.lines.find((line) => line.id === anyCode)?.id;
	return order.lines.filter((line) => (id === undefined ? !line.isCanceled : line.id === id));
}

/** How a delivery line names its product; "any code" may be the ID of the order line as well. */
function productOf(order: OrderRecord, input: DeliveryLineInput): ProductName {
	const { productId, productCode, barcode, anyCode } = input;
	const isLineId = order.lines.some(({ id }) => id === anyCode);
	return { productId, productCode, barcode, anyCode: isLineId ? undefined : anyCode };
}

/** What the order itself tells, without a request. */
function fromOrder(order: OrderRecord, input: DeliveryLineInput): OrderLine[] {
	const name = productOf(order, input);
	const lines = openLines(order, input);
	if (singleNames(name).length === 0) return lines;
	const products = order.lines.map(({ product }) => product);
	const productId = knownProductId(name, products);
	return lines.filter(({ product }) => product.id === productId);
}

function nameOf(input: DeliveryLineInput): string {
	const { orderItemId, productId, productCode, barcode, anyCode } = input;
	return orderItemId ?? productId ?? productCode ?? barcode ?? anyCode ?? '';
}

function missingLine(order: OrderRecord, line: NamedLine, found?: Resolution): OpenBoxesError {
	if (found?.reason !== undefined)
		return notReceived(order, `line ${line.position}: ${found.reason}`);
	const label = found?.product
		? `${found.product.code} ${found.product.name}`
		: `"${nameOf(line.input)}"`;
	const named = order.lines.find(({ id }) => id === line.input.orderItemId);
	const reason = named
		? `order item ${named.id} is of ${named.product.code} ${named.product.name}, not of ${label}`
		: `${label} is not on this order`;
	return notReceived(order, `line ${line.position}: ${reason}`);
}

/** Finds the order lines of a delivery note; barcodes are asked for together. */
export async function nameLines(
	connection: Connection,
	order: OrderRecord,
	inputs: readonly DeliveryLineInput[],
): Promise<NamedLine[]> {
	const lines = inputs.map((input): NamedLine => {
		const { position, expirationDate: expiry } = input;
		return { position, input, candidates: fromOrder(order, input), expiry };
	});
	// Barcodes stand in no order, codes not in every one.
	const unknown = lines.filter(
		({ candidates, input }) =>
			candidates.length === 0 &&
			openLines(order, input).length > 0 &&
			needsLookUp(productOf(order, input)),
	);
	const found = await resolveProducts(
		connection,
		unknown.map(({ input }) => productOf(order, input)),
	);
	for (const line of unknown) {
		const resolution = found.get(nameKey(productOf(order, line.input)));
		const id = resolution?.product?.id;
		line.candidates = openLines(order, line.input).filter(({ product }) => product.id === id);
		if (line.candidates.length === 0) throw missingLine(order, line, resolution);
	}
	for (const line of lines) {
		if (line.candidates.length === 0) throw missingLine(order, line);
		if (line.candidates.every((candidate) => candidate.isCanceled))
			throw notReceived(order, `line ${line.position}: the order line is canceled`);
	}
	return lines;
}

/** Hash of what was asked for, by which the same reference with other content is told apart. */
export function requestHash(
	order: OrderRecord,
	request: DeliveryRequest,
	lines: readonly NamedLine[],
): string {
	if (request.isEverything) return deliveryHash(order.id, [['everything']]);
	return deliveryHash(
		order.id,
		lines.map(({ input, candidates, expiry }) => [
			candidates.map((line) => line.id).sort(),
			input.quantity,
			input.unit,
			lotNumberKey(input.lot ?? ''),
			expiry ?? '',
			textKey(input.bin ?? ''),
		]),
	);
}

function toArrived(
	request: DeliveryRequest,
	{ position, input, candidates, expiry }: NamedLine,
): ArrivedLine {
	return {
		position,
		candidates,
		quantity: input.quantity,
		unit: input.unit,
		lotNumber: input.lot ?? '',
		expiry,
		binName: input.bin,
		comment: input.comment,
		closeShort: input.closeShort || request.closeShort,
	};
}

/**
 * Everything that is open: what is on sent shipments in its lots, the rest without a lot. What another delivery note has
 * on its own shipment is received by that one.
 */
function everythingOpen(
	request: DeliveryRequest,
	order: OrderRecord,
	open: readonly OpenShipment[],
	ofOthers: ReadonlyMap<string, number>,
): ArrivedLine[] {
	const arrived: ArrivedLine[] = [];
	const add = (line: OrderLine, quantity: number, lotNumber: string, expiry?: string): void => {
		if (quantity <= 0) return;
		const position = arrived.length + 1;
		const { closeShort } = request;
		arrived.push({
			position,
			candidates: [line],
			quantity,
			unit: 'each',
			lotNumber,
			expiry,
			closeShort,
		});
	};
	for (const line of order.lines) {
		const ids = new Set(line.shipments.map((one) => one.shipmentItemId));
		const elsewhere = line.shipments.reduce(
			(sum, one) => sum + (ofOthers.get(one.shipmentItemId) ?? 0),
			0,
		);
		let left = remainingOf(line) - elsewhere;
		for (const sent of open.flatMap((shipment) => shipment.lines)) {
			if (!ids.has(sent.shipmentItemId)) continue;
			const quantity = Math.min(left, sent.shipped - sent.received - sent.canceled);
			add(line, quantity, sent.lotNumber, sent.expiry);
			left -= Math.max(0, quantity);
		}
		add(line, left, '');
	}
	return arrived;
}

/** What arrived, with bins of the destination and the expiry to send with each lot. */
export async function resolveArrived(
	connection: Connection,
	request: DeliveryRequest,
	order: OrderRecord,
	found: {
		named: readonly NamedLine[];
		open: readonly OpenShipment[];
		/** Open units on shipments of other delivery notes, by shipped line. */
		ofOthers: ReadonlyMap<string, number>;
	},
): Promise<{ lines: ArrivedLine[]; warnings: string[] }> {
	const lines = request.isEverything
		? everythingOpen(request, order, found.open, found.ofOthers)
		: found.named.map((line) => toArrived(request, line));
	if (lines.length === 0) throw notReceived(order, 'nothing of it is open', 'Nothing was booked.');
	const binned = await withBins(connection, request, order, lines);
	return await withExpiries(connection, request, order, binned);
}

async function withBins(
	connection: Connection,
	{ defaultBin }: DeliveryRequest,
	order: OrderRecord,
	lines: readonly ArrivedLine[],
): Promise<ArrivedLine[]> {
	const nameOfBin = (line: ArrivedLine): string => line.binName ?? defaultBin ?? '';
	if (lines.every((line) => nameOfBin(line) === '')) return [...lines];
	const bins = await DestinationBins.read(connection, order.destination.id);
	return lines.map((line) => {
		const name = nameOfBin(line);
		if (name === '') return line;
		const bin = bins.find(name);
		if (!bin) {
			throw notReceived(
				order,
				`${arrivedLabel(line)}: "${name}" is no bin of ${order.destination.name}`,
			);
		}
		return { ...line, binId: bin.id, binName: bin.name };
	});
}

async function withExpiries(
	connection: Connection,
	{ today, mayChangeExpiry }: DeliveryRequest,
	order: OrderRecord,
	lines: readonly ArrivedLine[],
): Promise<{ lines: ArrivedLine[]; warnings: string[] }> {
	const withLot = lines.filter((line) => line.lotNumber !== '');
	const known = await readKnownLots(
		connection,
		withLot.map((line) => line.candidates[0].product.id),
	);
	const warnings = new Set<string>();
	const seen = new Map<string, string>();
	const checked = lines.map((line) => {
		const { product } = line.candidates[0];
		const arrived = {
			lotNumber: line.lotNumber,
			expiry: line.expiry,
			needsLotAndExpiry: product.needsLotAndExpiry,
		};
		const result = expiryToSend(arrived, known.find(product.id, line.lotNumber), {
			today,
			mayChangeExpiry,
		});
		if (result.reason !== undefined)
			throw notReceived(order, `${arrivedLabel(line)}: ${result.reason}`);
		const key = `${product.id}|${lotNumberKey(line.lotNumber)}`;
		const before = seen.get(key);
		if (before !== undefined && before !== (result.expiry ?? '')) {
			throw notReceived(
				order,
				`${arrivedLabel(line)}: lot ${line.lotNumber} stands in the delivery with two expiration dates`,
			);
		}
		seen.set(key, result.expiry ?? '');
		if (result.warning !== undefined) warnings.add(result.warning);
		return { ...line, expiry: result.expiry };
	});
	return { lines: checked, warnings: [...warnings] };
}
