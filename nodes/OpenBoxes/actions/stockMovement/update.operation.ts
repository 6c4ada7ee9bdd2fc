import type { IDataObject } from 'n8n-workflow';
import { locatorText } from '../../values/locator';
import { updateHeader } from '../../movements/update-header';
import { stockMovementField } from '../fields/stock-movement.field';
import { perItem, type Operation } from '../operation';
import {
	dateRequestedOption,
	descriptionField,
	destinationField,
	originField,
	requestedByField,
	shipmentOptions,
} from './movement-fields';
import { movementOutput } from './movement-output';
import { readCleared, readDayField, readLocationId } from '../fields/read-values';
import { readMovementOf, readShipmentFields } from './read-fields';

const fields = [
	dateRequestedOption,
	descriptionField,
	{ ...destinationField, description: 'Where it goes instead' },
	{ ...originField, description: 'Where it comes from instead' },
	{ ...requestedByField, description: 'Who asked for it' },
	...shipmentOptions,
].sort((a, b) => a.displayName.localeCompare(b.displayName));

/** Changes the header of a movement and its shipment. */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a stock movement',
	description: 'Change the description, places, dates or shipment of a stock movement',
	properties: [
		stockMovementField,
		{
			displayName: 'Fields to Update',
			name: 'fields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: fields,
		},
	],
	execute: perItem(async (run, item) => {
		const { context, connection } = run;
		const given = context.getNodeParameter('fields', item, {}) as IDataObject;
		const placeId = async (field: string): Promise<string | undefined> =>
			locatorText(given[field]) === undefined
				? undefined
				: await readLocationId(run, item, `fields.${field}`);
		const change = {
			description: readCleared(given.description, 'Description'),
			originId: await placeId('origin'),
			destinationId: await placeId('destination'),
			requestedById: locatorText(given.requestedBy),
			dateRequested: readDayField(given.dateRequested, 'Date Requested', context.getTimezone()),
		};
		const shipment = readShipmentFields(given, context, connection);
		const record = await readMovementOf(run, item);
		return movementOutput(await updateHeader(connection, record, change, shipment));
	}),
};
