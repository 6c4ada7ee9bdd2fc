import type { IDataObject } from 'n8n-workflow';
import { deliveryLines } from '../../lines/delivery-line';
import { toDeliveryReference } from '../../receiving/rules/delivery-mark';
import type { DeliveryRequest } from '../../receiving/delivery-request';
import { toOrderName } from '../../orders/order-record';
import { receiveDocumentedOrder } from '../../receiving/receive-documented';
import { receiveOrder } from '../../receiving/receive-order';
import { readMoment } from '../../values/moment';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { isClinicItem, readClinicItem, refusedWarehouse } from '../fields/clinic-input';
import { purchaseOrderField } from '../fields/purchase-order.field';
import { requireLines } from '../fields/read-lines';
import { readText, todayOf, toSwitch } from '../fields/read-values';
import { perItem, type Operation, type OperationRun } from '../operation';
import { deliveryFields } from './delivery-fields';
import { deliveryOutput } from './delivery-output';

function rejected(reason: string): OpenBoxesError {
	return new OpenBoxesError(`The delivery was not received: ${reason}`, {
		description: 'Nothing was booked. Correct the input and run it again.',
	});
}

function readDeliveredAt(
	{ context, connection }: OperationRun,
	value: unknown,
): number | undefined {
	if (readText(value) === undefined && typeof value !== 'object') return undefined;
	const moment = readMoment(value, context.getTimezone(), connection.now());
	if (moment.reason !== undefined) throw rejected(moment.reason);
	// Receipts are dated to the minute; the one that has begun is not in the future.
	return Math.floor(moment.time / 60_000) * 60_000;
}

/** Reference and time of the delivery: from the fields, or from the transaction of a clinic. */
async function readNote(
	{ context, connection }: OperationRun,
	item: number,
): Promise<{ text: unknown; time?: number }> {
	if (!isClinicItem(context, item))
		return { text: context.getNodeParameter('reference', item, '') };
	const { value, reason } = readClinicItem(context, item);
	if (reason !== undefined) throw rejected(reason);
	const refused = refusedWarehouse(context, item, value, await connection.serverInfo());
	if (refused !== undefined) throw rejected(refused);
	return { text: value.id, time: value.time };
}

async function readRequest(run: OperationRun, item: number): Promise<DeliveryRequest> {
	const { context, connection } = run;
	const { text, time } = await readNote(run, item);
	const reference = toDeliveryReference(text);
	if (reference.reason !== undefined) throw rejected(reference.reason);
	const options = context.getNodeParameter('options', item, {}) as IDataObject;
	const lines = requireLines(context, item, deliveryLines);
	const arrived = (lines ?? []).filter(({ quantity }) => quantity > 0);
	if (lines !== undefined && arrived.length === 0)
		throw rejected('nothing arrived, since every line says 0');
	return {
		order: toOrderName(context.getNodeParameter('purchaseOrder', item)),
		reference: reference.reference,
		lines: arrived,
		isEverything: lines === undefined,
		defaultBin: readText(options.bin),
		deliveredAt: readDeliveredAt(run, options.deliveredAt || time),
		comment: readText(options.comment),
		closeShort: toSwitch(options.closeShort) === true,
		allowMore: toSwitch(options.allowMore) === true,
		mayChangeExpiry: toSwitch(options.mayChangeExpiry) === true,
		allowUnplaced: toSwitch(options.allowUnplaced) === true,
		today: todayOf(context, connection),
	};
}

/** Books what a supplier delivered. */
export const receive: Operation = {
	value: 'receive',
	name: 'Receive',
	action: 'Receive a purchase order',
	description:
		'Book what a supplier delivered, with lots, expiration dates and bins, once for each delivery note',
	properties: [purchaseOrderField, ...deliveryFields],
	execute: perItem(async (run, item) => {
		const { kind } = await run.connection.serverInfo();
		const work = kind === 'documented' ? receiveDocumentedOrder : receiveOrder;
		return deliveryOutput(await work(run.connection, await readRequest(run, item)));
	}),
};
