import type { IDataObject } from 'n8n-workflow';
import { readBins } from '../../catalogue/bins';
import { resolveLocation } from '../../catalogue/locations';
import { listFields, readLimit } from '../fields/list.fields';
import { simplifyField } from '../fields/simplify.field';
import { locationField } from '../fields/location.field';
import { isOn, readLocationId, readText } from '../fields/read-values';
import { binOutput } from '../location/location-output';
import { perItem, type Operation } from '../operation';

/** Bins of a location. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many bins',
	description: 'Get the shelves, bins and zones of a location; use it to find the ID of a bin',
	properties: [
		locationField,
		{
			displayName: 'Search Text',
			name: 'text',
			type: 'string',
			default: '',
			placeholder: 'e.g. shelf',
			description: 'Part of the name. Empty = all.',
		},
		...listFields,
		simplifyField,
	],
	execute: perItem(async (run, item) => {
		const { context, connection } = run;
		const place = await readLocationId(run, item, 'location');
		const bins = await readBins(connection, place, {
			text: readText(context.getNodeParameter('text', item, '')),
			limit: readLimit(context, item),
		});
		// Of what is no location, the server says that it has none.
		if (bins.length === 0) await resolveLocation(connection, { locationId: place });
		const isSimple = isOn(context, item, 'simplify', true);
		return bins.map((bin) => (isSimple ? binOutput(bin) : ({ ...bin } as IDataObject)));
	}),
};
