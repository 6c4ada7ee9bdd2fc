import type { IDataObject } from 'n8n-workflow';
import { readPlace } from '../../catalogue/place-record';
import { simplifyField } from '../fields/simplify.field';
import { locationField } from '../fields/location.field';
import { isOn, readLocationId } from '../fields/read-values';
import { perItem, type Operation } from '../operation';
import { locationOutput } from './location-output';

/** One location, also a closed one. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a location',
	description:
		'Get one location: what kind it is, whose, and what it can do; use it before goods go there',
	properties: [locationField, simplifyField],
	execute: perItem(async (run, item) => {
		const { place, raw } = await readPlace(
			run.connection,
			await readLocationId(run, item, 'location'),
		);
		const isSimple = isOn(run.context, item, 'simplify', true);
		return isSimple ? locationOutput(place) : { ...(raw as IDataObject) };
	}),
};
