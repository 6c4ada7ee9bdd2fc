import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { PlaceFields } from '../../catalogue/rules/place';
import { requireKnown } from '../../catalogue/unknown-ids';
import type { Connection } from '../../transport/connection';
import { locatorText } from '../../values/locator';
import { activitiesField, readActivities } from '../fields/activities.field';
import { organizationField } from '../fields/organization.field';
import { readCleared, readStored } from '../fields/read-values';

/** What may be said of a location besides its name and kind. */
export const placeOptions: INodeProperties[] = [
	{
		...activitiesField,
		description: 'What the location can do; these take the place of all it could do',
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		description: 'What the place is, for those who read the list',
	},
	{
		displayName: 'Location Number',
		name: 'locationNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. PH1',
		description: 'Your own number of it. OpenBoxes makes one for a new location.',
	},
	organizationField,
];

/**
 * The server takes an unknown organization for none, without a word, so it is looked up first.
 *
 * @param subject what is not done then, e.g. `The location was not created`
 */
export async function readPlaceOptions(
	connection: Connection,
	subject: string,
	given: IDataObject,
): Promise<PlaceFields> {
	const organizationId = locatorText(given.organization);
	await requireKnown(connection, subject, [
		{ domain: 'organization', field: 'Organization', id: organizationId },
	]);
	return {
		activities: readActivities(given.activities),
		description: readCleared(given.description, 'Description'),
		locationNumber: readStored(given.locationNumber, 'Location Number'),
		organizationId,
	};
}
