import type { INodeProperties } from 'n8n-workflow';
import { findProduct } from '../../catalogue/find-products';
import { resolveLocation, toLocationName, type ResolvedLocation } from '../../catalogue/locations';
import { toProductName } from '../../catalogue/product-name';
import { locatorText } from '../../values/locator';
import { locationField, OWN_LOCATION_HINT } from '../fields/location.field';
import { productField } from '../fields/product.field';
import type { OperationRun } from '../operation';

const placeField: INodeProperties = { ...locationField, hint: OWN_LOCATION_HINT };

export const anyProductField: INodeProperties = {
	...productField,
	required: false,
	description: 'Only this product. Leave empty for all.',
	hint: 'Empty = all products',
};

/** "Everywhere", and the location when it is one. */
export const placeFields: INodeProperties[] = [
	{
		displayName: 'All Locations',
		name: 'allLocations',
		type: 'boolean',
		default: false,
		description: 'Whether to look at every location instead of one',
	},
	{ ...placeField, displayOptions: { show: { allLocations: [false] } } },
];

async function readPlace(run: OperationRun, item: number): Promise<ResolvedLocation> {
	const name = toLocationName(run.context.getNodeParameter('location', item, ''));
	return await resolveLocation(run.connection, name);
}

/** ID of the product of the form; undefined = all. */
async function readProductId(
	{ context, connection }: OperationRun,
	item: number,
): Promise<string | undefined> {
	const value: unknown = context.getNodeParameter('product', item, '');
	if (locatorText(value) === undefined) return undefined;
	return (await findProduct(connection, toProductName(value))).id;
}

/** What the fields of place and product choose. */
export async function readStockFilter(
	run: OperationRun,
	item: number,
): Promise<{ location?: ResolvedLocation; productId?: string }> {
	const isEverywhere = run.context.getNodeParameter('allLocations', item, false) === true;
	return {
		location: isEverywhere ? undefined : await readPlace(run, item),
		productId: await readProductId(run, item),
	};
}
