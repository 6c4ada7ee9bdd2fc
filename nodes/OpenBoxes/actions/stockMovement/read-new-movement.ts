import type { IDataObject } from 'n8n-workflow';
import { locatorText } from '../../values/locator';
import type { draftLines } from '../../lines/movement-line';
import type { NewMovement } from '../../movements/new-movement';
import { resolveMovementLines } from '../../movements/movement-lines';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { readReference } from '../../once/rules/reference';
import { resolveLocation } from '../../catalogue/locations';
import { isClinicItem, locationOfWarehouse, readClinicItem } from '../fields/clinic-input';
import type { OperationRun } from '../operation';
import { readDayField, readLocationId, todayOf, toSwitch } from '../fields/read-values';
import { requireLines } from '../fields/read-lines';

interface Places {
	originId: string;
	destinationId: string;
	/** ID of the clinic's transfer, which is its reference. */
	transferId?: string;
}

/** Where goods go from and to: by the fields, or by the transfer of a clinic and its mapped warehouses. */
async function readPlaces(run: OperationRun, item: number): Promise<Places> {
	const { context, connection } = run;
	if (!isClinicItem(context, item)) {
		return {
			originId: await readLocationId(run, item, 'origin'),
			destinationId: await readLocationId(run, item, 'destination'),
		};
	}
	const { value, reason } = readClinicItem(context, item);
	if (reason !== undefined) throw refused(reason);
	const idOf = async (warehouse: string | undefined): Promise<string> => {
		const named = locationOfWarehouse(context, item, warehouse);
		if (named.reason !== undefined) throw refused(named.reason);
		return (await resolveLocation(connection, named.value)).id;
	};
	return {
		originId: await idOf(value.source ?? value.warehouse),
		destinationId: await idOf(value.destination),
		transferId: value.id,
	};
}

function refused(reason: string): OpenBoxesError {
	return new OpenBoxesError(`The stock movement was not created: ${reason}`, {
		description: 'Nothing was written. Correct the input and run it again.',
	});
}

/** The movement that an item asks for; the user of the credential requests it unless somebody is named. */
export async function readNewMovement(
	run: OperationRun,
	item: number,
	lines: typeof draftLines,
): Promise<NewMovement> {
	const { context, connection } = run;
	const options = context.getNodeParameter('options', item, {}) as IDataObject;
	const given = requireLines(context, item, lines) ?? [];
	const server = await connection.serverInfo();
	const { transferId, originId, destinationId } = await readPlaces(run, item);
	const reference = readMovementReference(options.reference || transferId);
	return {
		originId,
		destinationId,
		description: String(context.getNodeParameter('description', item, '') ?? '').trim(),
		reference,
		requestedById: locatorText(options.requestedBy) ?? server.user.id,
		dateRequested:
			readDayField(options.dateRequested, 'Date Requested', context.getTimezone()) ??
			todayOf(context, connection),
		stocklistId: locatorText(options.stocklist),
		isRequest: toSwitch(options.isRequest) === true,
		lines: await resolveMovementLines(connection, given),
	};
}

/** The reference of a movement; undefined when none is given. */
function readMovementReference(value: unknown): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const { reference, reason } = readReference(value, 'the reference');
	if (reason !== undefined) {
		throw new OpenBoxesError(`The stock movement was not created: ${reason}`, {
			description: 'Nothing was written. Give the number from your own system as a text.',
		});
	}
	if (reference.length > 60) {
		throw new OpenBoxesError('The reference is too long', {
			description: 'At most 60 characters are possible.',
		});
	}
	return reference;
}
