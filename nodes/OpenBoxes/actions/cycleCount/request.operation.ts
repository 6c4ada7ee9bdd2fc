import { findProduct } from '../../catalogue/find-products';
import { resolveLocation, toLocationName } from '../../catalogue/locations';
import { toProductName } from '../../catalogue/product-name';
import { requestCount } from '../../stock/cycle-counts';
import { productField } from '../fields/product.field';
import { perItem, type Operation } from '../operation';
import { countPlaceField } from './count-fields';
import { isOn } from '../fields/read-values';

/** Asks for a count of a product. */
export const request: Operation = {
	value: 'request',
	name: 'Request',
	action: 'Request a cycle count',
	description: 'Ask for a count of a product at a location; an open request is found instead',
	properties: [
		productField,
		countPlaceField,
		{
			displayName: 'Blind Count',
			name: 'blindCount',
			type: 'boolean',
			default: false,
			description: 'Whether those who count do not see what OpenBoxes expects',
		},
	],
	execute: perItem(async ({ context, connection }, item) => {
		const place = toLocationName(context.getNodeParameter('location', item, ''));
		const location = await resolveLocation(connection, place);
		const name = toProductName(context.getNodeParameter('product', item, ''));
		const product = await findProduct(connection, name);
		const isBlind = isOn(context, item, 'blindCount');
		const asked = await requestCount(connection, { location, product }, isBlind);
		return {
			requestId: asked.request.id,
			status: asked.request.status ?? null,
			productId: product.id,
			productCode: product.productCode,
			productName: product.name,
			locationName: location.name,
			blindCount: asked.request.blindCount === true,
			existed: asked.existed,
			warnings: asked.warnings,
		};
	}),
};
