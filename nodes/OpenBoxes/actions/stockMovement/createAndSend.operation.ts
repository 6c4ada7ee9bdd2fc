import type { IDataObject } from 'n8n-workflow';
import { sentLines } from '../../lines/movement-line';
import { createAndSend as createAndSendMovement } from '../../movements/create-and-send';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { perItem, type Operation } from '../operation';
import { linesFromFields } from '../fields/lines-from.fields';
import { sentLineFields } from './line-fields';
import {
	dateRequestedOption,
	descriptionField,
	newDestinationField,
	originField,
	referenceOption,
	requestedByField,
	shipmentOptions,
} from './movement-fields';
import { lotsOutput, movementOutput } from './movement-output';
import { todayOf } from '../fields/read-values';
import { readShipmentFields } from './read-fields';
import { readNewMovement } from './read-new-movement';

/** Creates a movement and ships it at once. */
export const createAndSend: Operation = {
	value: 'createAndSend',
	name: 'Create and Send',
	action: 'Create and send a stock movement',
	description: 'Create a stock movement and ship it at once, by given lots or what expires first',
	properties: [
		originField,
		newDestinationField,
		descriptionField,
		...linesFromFields(sentLineFields),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [dateRequestedOption, referenceOption, requestedByField, ...shipmentOptions].sort(
				(a, b) => a.displayName.localeCompare(b.displayName),
			),
		},
	],
	execute: perItem(async (run, item) => {
		const { context, connection } = run;
		const options = context.getNodeParameter('options', item, {}) as IDataObject;
		const shipment = readShipmentFields(options, context, connection);
		const movement = await readNewMovement(run, item, sentLines);
		if (movement.lines.length === 0) {
			throw new OpenBoxesError('There is no line to send', {
				description: 'Give at least one product and quantity.',
			});
		}
		const request = { named: [], today: todayOf(context, connection), shipment };
		const sent = await createAndSendMovement(connection, movement, request);
		return {
			...movementOutput(sent.record),
			sentLots: lotsOutput(sent.lots),
			linesPickedAnew: sent.corrected,
			alreadyExisted: sent.existed,
			warnings: sent.warnings,
		};
	}),
};
