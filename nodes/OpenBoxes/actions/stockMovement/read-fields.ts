import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { locatorText } from '../../rules/locator';
import { dayIn, toEpoch } from '../../rules/moment';
import { readDay } from '../../rules/server-date';
import type { ShipmentFields } from '../../movements/send';
import {
	readMovement,
	resolveMovementId,
	type MovementRecord,
} from '../../movements/movement-record';
import { resolveLocation, toLocationName } from '../../stock/locations';
import type { Connection } from '../../transport/connection';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { readMovementName } from '../fields/stock-movement.field';
import type { OperationRun } from '../operation';

/** The movement that the item names, as it is now. */
export async function readMovementOf(
	{ context, connection }: OperationRun,
	item: number,
): Promise<MovementRecord> {
	const name = readMovementName(context.getNodeParameter('stockMovement', item));
	return await readMovement(connection, await resolveMovementId(connection, name));
}

export function readText(value: unknown): string | undefined {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return text === '' ? undefined : text;
}

/** Epoch milliseconds of a time field; undefined when empty. */
export function readTime(value: unknown, label: string, zone: string): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const time = toEpoch(value, zone);
	if (time !== undefined) return time;
	throw new OpenBoxesError(`"${String(value)}" in "${label}" is not a time`, {
		description: 'Write it like 2026-03-30 or 2026-03-30T23:16:05+02:00.',
	});
}

/** Day of a date field in the workflow's zone; undefined when empty. */
export function readDayField(value: unknown, label: string, zone: string): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const time = toEpoch(value, zone);
	if (time !== undefined) return dayIn(zone, time);
	const read = readDay(value, label);
	if (read.reason !== undefined) throw new OpenBoxesError(read.reason);
	return read.day;
}

export function todayOf(context: IExecuteFunctions, connection: Connection): string {
	return dayIn(context.getTimezone(), connection.now());
}

/** Id of a location field; an ID costs no request, an empty field is the credential's location. */
export async function readLocationId(
	{ context, connection }: OperationRun,
	item: number,
	field: string,
): Promise<string> {
	const name = toLocationName(context.getNodeParameter(field, item, ''));
	if (name?.locationId !== undefined) return name.locationId;
	return (await resolveLocation(connection, name)).id;
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
		trackingNumber: readText(options.trackingNumber),
		driverName: readText(options.driverName),
		comments: readText(options.comments),
	};
}
