import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { findLocationType } from '../../catalogue/location-types';
import { updatePlace } from '../../catalogue/place-record';
import type { PlaceFields } from '../../catalogue/rules/place';
import type { Connection } from '../../transport/connection';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { locatorText } from '../../values/locator';
import { locationField } from '../fields/location.field';
import { locationTypeField } from '../fields/location-type.field';
import { readLocationId, readStored, toSwitch } from '../fields/read-values';
import { perItem, type Operation } from '../operation';
import { locationOutput } from './location-output';
import { placeOptions, readPlaceOptions } from './place-fields';

const fields: INodeProperties[] = [
	...placeOptions,
	{
		displayName: 'Active',
		name: 'active',
		type: 'boolean' as const,
		default: true,
		description: 'Whether it is open; a closed one leaves the lists and keeps its records',
	},
	locationTypeField,
	{
		displayName: 'Name',
		name: 'name',
		type: 'string' as const,
		default: '',
		description: 'The new name of the place',
	},
].sort((a, b) => a.displayName.localeCompare(b.displayName));

async function readChange(connection: Connection, given: IDataObject): Promise<PlaceFields> {
	const type = locatorText(given.locationType);
	const active = given.active === undefined ? undefined : toSwitch(given.active);
	if (given.active !== undefined && active === undefined)
		throw new OpenBoxesError('"Active" must be true or false', {});
	const change = {
		...(await readPlaceOptions(connection, 'The location was not changed', given)),
		name: readStored(given.name, 'Name'),
		typeId: type === undefined ? undefined : (await findLocationType(connection, type)).id,
		active,
	};
	if (Object.values(change).some((value) => value !== undefined)) return change;
	throw new OpenBoxesError('Nothing to change is given', {
		description: 'Add a field under "Fields to Update".',
	});
}

/** Changes a location and reads it back. */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a location',
	description: 'Rename a location, close it, or change what it can do',
	properties: [
		{ ...locationField, required: true, description: 'The depot, pharmacy, ward or supplier' },
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
		if (locatorText(context.getNodeParameter('location', item, '')) === undefined) {
			throw new OpenBoxesError('No location is given', {
				description: 'Choose the one to change from the list.',
			});
		}
		const given = context.getNodeParameter('fields', item, {}) as IDataObject;
		const change = await readChange(connection, given);
		const id = await readLocationId(run, item, 'location');
		if (change.active === false && id === (await connection.serverInfo()).location.id) {
			throw new OpenBoxesError('The location of the credential cannot be closed: n8n works there', {
				description: 'Use the credential of another location.',
				outcome: 'notSent',
			});
		}
		const { place, changed } = await updatePlace(connection, id, change);
		return { ...locationOutput(place), changed };
	}),
};
