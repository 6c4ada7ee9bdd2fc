import { illegalArgument } from '../errors';
import { data, type Reply } from '../reply';
import type { Call, Route } from '../router';
import type { Row } from '../store/table';

/** Reorder rules of a facility (warehouse.md#inventory-levels). */
export const inventoryLevelRoutes: Route[] = [
	{
		method: 'ANY',
		pattern: '/api/facilities/:facility/inventory-levels',
		access: 'read',
		handler: list,
		since: '0.9.4',
	},
	{
		method: 'ANY',
		pattern: '/api/facilities/:facility/inventory-levels.json',
		access: 'read',
		handler: list,
		since: '0.9.4',
	},
];

/** Facility rules only: those of a bin are left out. The path id is used, unlike in the report. */
function list(call: Call): Reply {
	const { store, json } = call.world;
	const facility = store.get('location', call.params.facility);
	if (!facility) throw illegalArgument(`Unable to locate facility with id ${call.params.facility}`);
	return data(facilityRules(call, facility).map((rule) => json.of('inventoryLevel', rule)));
}

export const facilityRules = (call: Call, facility: Row): Row[] =>
	call.world.store
		.table('inventoryLevel')
		.by('inventory', facility.inventory)
		.filter((rule) => !rule.internalLocation);
