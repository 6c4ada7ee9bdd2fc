import type { IDataObject } from 'n8n-workflow';
import { createPlace } from '../../catalogue/create-place';
import { findLocationType, isInner, readLocationTypes } from '../../catalogue/location-types';
import { resolveLocation, toLocationName } from '../../catalogue/locations';
import { findZone } from '../../catalogue/zones';
import type { Connection } from '../../transport/connection';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { locatorText } from '../../values/locator';
import { binField } from '../fields/bin.field';
import { locationField } from '../fields/location.field';
import { locationTypeField } from '../fields/location-type.field';
import { nameField, readName } from '../fields/name.field';
import { binOutput } from '../location/location-output';
import { perItem, type Operation } from '../operation';
import { readPlaceOptions, placeOptions } from '../location/place-fields';

const FAILURE = 'The bin was not created';

/** The kind that was chosen, else the plain bin of this server. */
async function typeId(connection: Connection, label: string | undefined): Promise<string> {
	if (label !== undefined) {
		const type = await findLocationType(connection, label);
		if (isInner(type)) return type.id;
		throw new OpenBoxesError(`${FAILURE}: "${type.name}" is a type of locations, not of bins`, {
			description: 'Use the resource Location to create a location.',
		});
	}
	const bins = (await readLocationTypes(connection)).filter(({ code }) => code === 'BIN_LOCATION');
	const [plain = bins[0]] = bins.filter(({ name }) => name === 'Bin Location');
	if (plain) return plain.id;
	throw new OpenBoxesError(`${FAILURE}: this server has no type "Bin Location"`, {
		description: 'Add "Location Type" under Options.',
	});
}

/** A new shelf or bin, once. */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a bin',
	description: 'Create a bin in a location; one of that name in it is found instead',
	properties: [
		{ ...nameField, placeholder: 'e.g. A-03' },
		locationField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				...placeOptions.filter(({ name }) => name !== 'organization'),
				{
					...locationTypeField,
					description: 'Kind of bin. Leave empty for a plain one.',
				},
				{ ...binField, displayName: 'Zone', name: 'zone', description: 'Zone that it lies in' },
			],
		},
	],
	execute: perItem(async ({ context, connection }, item) => {
		const name = readName(context, item, FAILURE);
		const parent = toLocationName(context.getNodeParameter('location', item, ''));
		const { id: parentId } = await resolveLocation(connection, parent);
		const options = context.getNodeParameter('options', item, {}) as IDataObject;
		const zone = locatorText(options.zone);
		const { place, existed, warnings } = await createPlace(connection, 'a bin', {
			...(await readPlaceOptions(connection, FAILURE, { ...options, organization: undefined })),
			name,
			parentId,
			typeId: await typeId(connection, locatorText(options.locationType)),
			zoneId: zone === undefined ? undefined : await findZone(connection, parentId, zone),
		});
		return { ...binOutput(place), existed, warnings };
	}),
};
