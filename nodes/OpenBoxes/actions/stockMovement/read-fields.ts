import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { locatorText } from '../../values/locator';
import type { ShipmentFields } from '../../movements/send';
import {
	readMovement,
	resolveMovementId,
	toMovementName,
	type MovementRecord,
} from '../../movements/movement-record';
import type { Connection } from '../../transport/connection';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { readDayField, readStored, readTime } from '../fields/read-values';
import type { OperationRun } from '../operation';

/** The movement that the item names, as it is now. */
export async function readMovementOf(
	{ context, connection }: OperationRun,
	item: number,
): Promise<MovementRecord> {
	const name = toMovementName(context.getNodeParameter('stockMovement', item));
	return await readMovement(connection, await resolveMovementId(connection, name));
}

export function readShipmentFields(
	options: IDataObject,
	context: IExecuteFunctions,
	connection: Connection,
): ShipmentFields {
	const zone = context.getTimezone();
	const dateShipped = readTime(options.dateShipped, 'Date Shipped', zone);
	if (dateShipped !== undefined && dateShipped > connection.now()) {
		throw new OpenBoxesError('The ship date is in the future', {
			description: 'OpenBoxes refuses that. Leave it empty for now.',
		});
	}
	return {
		shipmentTypeId: locatorText(options.shipmentType),
		dateShipped,
		expectedDelivery: readDayField(options.expectedDelivery, 'Expected Delivery', zone),
		trackingNumber: readStored(options.trackingNumber, 'Tracking Number'),
		driverName: readStored(options.driverName, 'Driver'),
		comments: readStored(options.comments, 'Comments'),
	};
}
