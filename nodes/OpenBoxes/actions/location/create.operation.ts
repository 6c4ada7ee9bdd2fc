import type { IDataObject } from 'n8n-workflow';
import { createPlace } from '../../catalogue/create-place';
import { findLocationType, isInner } from '../../catalogue/location-types';
import { readPlace } from '../../catalogue/place-record';
import type { Connection } from '../../transport/connection';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { locatorText } from '../../values/locator';
import { locationTypeField } from '../fields/location-type.field';
import { nameField, readName } from '../fields/name.field';
import { perItem, type Operation } from '../operation';
import { locationOutput } from './location-output';
import { placeOptions, readPlaceOptions } from './place-fields';

const FAILURE = 'The location was not created';

async function readType(connection: Connection, label: string | undefined) {
	if (label === undefined) {
		throw new OpenBoxesError(`${FAILURE}: its type is missing`, {
			description: 'Choose it from the list.',
		});
	}
	const type = await findLocationType(connection, label);
	if (!isInner(type)) return type;
	throw new OpenBoxesError(`${FAILURE}: "${type.name}" is a type of bins`, {
		description: 'Use the resource Bin to create a bin.',
	});
}

/** Depots need an organization; ours is the one of the place that we work at (warehouse.md#locations). */
async function organizationFor(connection: Connection, code: string): Promise<string | undefined> {
	if (code === 'SUPPLIER') {
		throw new OpenBoxesError(`${FAILURE}: a supplier needs an organization`, {
			description: 'Add "Organization" under Options.',
		});
	}
	if (code !== 'DEPOT') return undefined;
	const { location } = await connection.serverInfo();
	return (await readPlace(connection, location.id)).place.organization?.id;
}

/** A new location with its number and inventory, once. */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a location',
	description:
		'Create a depot, ward or supplier with its inventory; one of that name is found instead',
	properties: [
		{ ...nameField, placeholder: 'e.g. Ward B' },
		{ ...locationTypeField, required: true },
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: placeOptions,
		},
	],
	execute: perItem(async ({ context, connection }, item) => {
		const name = readName(context, item, FAILURE);
		const type = await readType(
			connection,
			locatorText(context.getNodeParameter('locationType', item, '')),
		);
		const given = context.getNodeParameter('options', item, {}) as IDataObject;
		const options = await readPlaceOptions(connection, FAILURE, given);
		const organizationId = options.organizationId ?? (await organizationFor(connection, type.code));
		const { place, existed, warnings } = await createPlace(connection, 'a location', {
			...options,
			name,
			typeId: type.id,
			organizationId,
		});
		return { ...locationOutput(place), existed, warnings };
	}),
};
