import type { IDataObject } from 'n8n-workflow';
import { arrivalLines, type ArrivalLineInput } from '../../lines/arrival-line';
import { withLotDates } from '../../lines/lot-dates';
import { toDeliveryReference } from '../../receiving/rules/delivery-mark';
import { locatorText } from '../../values/locator';
import { movementError, stateText } from '../../movements/movement-record';
import type { ReceiveRequest } from '../../receiving/arrived-goods';
import { receiveGoods, type ReceiveOutcome } from '../../receiving/receive-movement';
import { requireOpenSource } from '../../transport/open-source-only';
import { openQuantity } from '../../receiving/rules/shipped-lines';
import { toMovementStatus } from '../../movements/rules/movement-status';
import { nameKey, needsLookUp } from '../../catalogue/product-name';
import { resolveProducts } from '../../catalogue/products';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { binField } from '../fields/bin.field';
import { stockMovementField } from '../fields/stock-movement.field';
import { perItem, type Operation, type OperationRun } from '../operation';
import { linesFromFields } from '../fields/lines-from.fields';
import { arrivalFields } from './line-fields';
import { readText, readTime, todayOf, toSwitch } from '../fields/read-values';
import { readMovementOf } from './read-fields';
import { requireLines } from '../fields/read-lines';

const shipmentField = {
	...stockMovementField,
	description:
		'The transfer or delivery: choose it from the list, or give its number or ID. The ID of its shipment saves a request.',
	modes: [
		...(stockMovementField.modes ?? []),
		{
			displayName: 'By Shipment ID',
			name: 'shipment',
			type: 'string' as const,
			placeholder: 'e.g. {{ $json.shipmentId }}',
		},
	],
};

async function toArrivals(
	{ connection }: OperationRun,
	lines: readonly ArrivalLineInput[],
): Promise<ReceiveRequest['arrived']> {
	const found = await resolveProducts(connection, lines.filter(needsLookUp));
	const arrivals = lines.map((line) => {
		const resolution = found.get(nameKey(line));
		if (resolution?.reason !== undefined) {
			throw new OpenBoxesError(`Line ${line.position} cannot be used: ${resolution.reason}`, {
				description: 'Nothing was booked. Correct the line and run it again.',
			});
		}
		return {
			position: line.position,
			shipmentItemId: line.shipmentItemId,
			productId: resolution?.product?.id ?? line.productId,
			shippedLot: line.shippedLot,
			quantity: line.quantity,
			lot: line.lot,
			expiry: line.expirationDate,
			bin: line.bin,
			comment: line.comment,
			closeShort: line.closeShort,
		};
	});
	const dated = withLotDates(arrivals, (one) => one.productId ?? one.shipmentItemId ?? '');
	if (dated.reason === undefined) return dated.value;
	throw new OpenBoxesError(`Nothing was received: ${dated.reason}`, {
		description: 'Correct the lines and run it again.',
	});
}

function receiptOutput({ view, receiptId, pairs, existed, warnings }: ReceiveOutcome): IDataObject {
	const status = toMovementStatus({ documented: false, shipmentStatus: view.status });
	return {
		shipmentId: view.shipmentId,
		identifier: view.shipmentNumber,
		status,
		origin: view.origin,
		destination: view.destination,
		receiptId: receiptId ?? null,
		alreadyReceived: existed,
		receivedLines: pairs.map(({ line, saved }) => ({
			shipmentItemId: line.shipmentItemId,
			productId: line.productId,
			productCode: saved.productCode,
			productName: saved.productName,
			lotNumber: saved.lotNumber || null,
			expirationDate: saved.expiry ?? null,
			binLocation: saved.binName ?? null,
			quantity: line.quantity,
		})),
		lines: view.lines.map((line) => ({
			shipmentItemId: line.shipmentItemId,
			productId: line.productId,
			productCode: line.productCode,
			lotNumber: line.lotNumber || null,
			quantityShipped: line.shipped,
			quantityReceived: line.received,
			quantityCanceled: line.canceled,
			quantityOpen: Math.max(0, openQuantity(line)),
		})),
		warnings,
	};
}

async function shipmentIdOf(run: OperationRun, item: number): Promise<string> {
	const locator = run.context.getNodeParameter('stockMovement', item) as IDataObject | string;
	const isShipmentId = typeof locator === 'object' && locator.mode === 'shipment';
	if (isShipmentId) return locatorText(locator) ?? '';
	const record = await readMovementOf(run, item);
	if (!['shipped', 'partiallyReceived', 'received'].includes(record.status) || !record.shipmentId) {
		throw movementError(
			record,
			'received',
			`it has not been sent (${stateText(record)})`,
			'Nothing was booked. Send it first, then receive it.',
		);
	}
	return record.shipmentId;
}

/** Books goods that arrived into the stock of the destination. */
export const receive: Operation = {
	value: 'receive',
	name: 'Receive',
	action: 'Receive a stock movement',
	description: 'Book what arrived, as a whole or in parts, into lots and bins',
	properties: [
		shipmentField,
		...linesFromFields({
			...arrivalFields,
			more: [
				{
					name: 'Everything Still Open',
					value: 'all',
					description: 'All that was shipped and not received yet, in its lots',
				},
			],
			default: 'all',
		}),
		{
			...binField,
			description:
				'Bin for lines that name none. Leave empty for no bin, or the one that OpenBoxes makes for receiving.',
		},
		{
			displayName: 'If Less Arrived Than Shipped',
			name: 'close',
			type: 'options',
			options: [
				{
					name: 'Close All Lines',
					value: 'all',
					description: 'Nothing more will come: write off what is missing of all lines',
				},
				{
					name: 'Close the Lines of This Delivery',
					value: 'listed',
					description: 'Write off what is missing of the lines that are received now',
				},
				{ name: 'Keep Open', value: 'nothing', description: 'The rest is still to come' },
			],
			default: 'nothing',
			description: 'What becomes of the goods that did not arrive',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Allow Closing With a Rest',
					name: 'allowClosing',
					type: 'boolean',
					default: false,
					description:
						'Whether a part may be received at a place that does not receive in parts. OpenBoxes then closes the shipment; what comes later can be received all the same.',
				},
				{
					displayName: 'Allow More Than Shipped',
					name: 'allowMore',
					type: 'boolean',
					default: false,
					description: 'Whether more may be booked than was shipped, when more really arrived',
				},
				{
					displayName: 'Comment',
					name: 'comment',
					type: 'string',
					default: '',
					description: 'Note for lines that have none',
				},
				{
					displayName: 'Date Delivered',
					name: 'dateDelivered',
					type: 'dateTime',
					default: '',
					description:
						'When it arrived. Empty = now. A time before the last stock count is refused.',
				},
				{
					displayName: 'Reference',
					name: 'reference',
					type: 'string',
					default: '',
					placeholder: 'e.g. DN-4711',
					description:
						'Number of the delivery note. A delivery with the same reference is found by it and not booked twice.',
				},
			],
		},
	],
	execute: perItem(async (run, item) => {
		const { context, connection } = run;
		await requireOpenSource(connection, 'a call that receives a stock movement');
		const given = requireLines(context, item, arrivalLines);
		const options = context.getNodeParameter('options', item, {}) as IDataObject;
		const named: unknown = options.reference ?? '';
		const checked = named === '' ? undefined : toDeliveryReference(named);
		if (checked?.reason !== undefined) {
			throw new OpenBoxesError(`Nothing was received: ${checked.reason}`, {
				description: 'Give another reference, or none.',
			});
		}
		const bin = locatorText(context.getNodeParameter('bin', item, ''));
		const close = context.getNodeParameter('close', item, 'nothing') as ReceiveRequest['close'];
		const deliveredAt = readTime(options.dateDelivered, 'Date Delivered', context.getTimezone());
		const target = await shipmentIdOf(run, item);
		const outcome = await receiveGoods(connection, target, {
			arrived: given === undefined ? 'all' : await toArrivals(run, given),
			allowMore: toSwitch(options.allowMore) === true,
			allowClosing: toSwitch(options.allowClosing) === true,
			close,
			bin,
			deliveredAt,
			reference: checked?.reference,
			today: todayOf(context, connection),
			comment: readText(options.comment),
		});
		return receiptOutput(outcome);
	}),
};
