import type { INodeProperties } from 'n8n-workflow';
import type { CatalogueProduct } from '../../catalogue/catalogue';
import { findProduct } from '../../catalogue/find-products';
import { resolveLocation, toLocationName, type ResolvedLocation } from '../../catalogue/locations';
import { toProductName } from '../../catalogue/product-name';
import { locatorText } from '../../values/locator';
import { locationField, OWN_LOCATION_HINT } from '../fields/location.field';
import { productField } from '../fields/product.field';
import type { OperationRun } from '../operation';
import { isOn } from '../fields/read-values';

export const placeField: INodeProperties = { ...locationField, hint: OWN_LOCATION_HINT };

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

/** The location of the form, else the one of the credential. */
export async function readStockPlace(run: OperationRun, item: number): Promise<ResolvedLocation> {
	const name = toLocationName(run.context.getNodeParameter('location', item, ''));
	return await resolveLocation(run.connection, name);
}

/** The product of the form; undefined = all. */
export async function readStockProduct(
	{ context, connection }: OperationRun,
	item: number,
): Promise<CatalogueProduct | undefined> {
	const value: unknown = context.getNodeParameter('product', item, '');
	if (locatorText(value) === undefined) return undefined;
	return await findProduct(connection, toProductName(value));
}

/** What the fields of place and product choose. */
export async function readStockFilter(
	run: OperationRun,
	item: number,
): Promise<{ location?: ResolvedLocation; productId?: string }> {
	const isEverywhere = isOn(run.context, item, 'allLocations');
	return {
		location: isEverywhere ? undefined : await readStockPlace(run, item),
		productId: (await readStockProduct(run, item))?.id,
	};
}
