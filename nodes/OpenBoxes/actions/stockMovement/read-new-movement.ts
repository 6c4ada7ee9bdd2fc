import type { IDataObject } from 'n8n-workflow';
import { locatorText } from '../../values/locator';
import { newMovementLinesSchema } from '../../schemas';
import type { NewMovement } from '../../movements/create-movement';
import { resolveMovementLines } from '../../movements/movement-lines';
import { OpenBoxesError } from '../../transport/openboxes-error';
import type { OperationRun } from '../operation';
import { readDayField, readLocationId, readText, todayOf } from '../fields/read-values';
import { readLines } from '../fields/read-lines';

/** The movement that an item asks for; the user of the credential requests it unless somebody is named. */
export async function readNewMovement(run: OperationRun, item: number): Promise<NewMovement> {
	const { context, connection } = run;
	const options = context.getNodeParameter('options', item, {}) as IDataObject;
	const given = readLines(context, item, newMovementLinesSchema) ?? [];
	const server = await connection.serverInfo();
	const reference = readText(options.reference);
	if (reference !== undefined && reference.length > 60) {
		throw new OpenBoxesError('The reference is too long', {
			description: 'At most 60 characters are possible.',
		});
	}
	return {
		originId: await readLocationId(run, item, 'origin'),
		destinationId: await readLocationId(run, item, 'destination'),
		description: String(context.getNodeParameter('description', item, '') ?? '').trim(),
		reference,
		requestedById: locatorText(options.requestedBy) ?? server.user.id,
		dateRequested:
			readDayField(options.dateRequested, 'Date Requested', context.getTimezone()) ??
			todayOf(context, connection),
		stocklistId: locatorText(options.stocklist),
		isRequest: options.isRequest === true,
		lines: await resolveMovementLines(connection, given),
	};
}
