import type { IDataObject } from 'n8n-workflow';
import { findProduct } from '../../catalogue/find-products';
import { toProductName } from '../../catalogue/product-name';
import { demandSchema } from '../../schemas';
import { apiPath } from '../../transport/base-url';
import { requireOpenSource } from '../../transport/open-source-only';
import { simplifyField } from '../fields/simplify.field';
import { productField } from '../fields/product.field';
import { perItem, type Operation } from '../operation';

/** What OpenBoxes thinks will be asked for. */
export const getDemand: Operation = {
	value: 'getDemand',
	name: 'Get Demand',
	action: 'Get the demand for a product',
	description:
		'Get how much of a product is requested per day and month at the location of the credential; sales of tills do not count there: use Stock Get Consumption for these',
	properties: [productField, simplifyField],
	execute: perItem(async ({ context, connection }, item) => {
		await requireOpenSource(connection, 'the demand for a product');
		const name = toProductName(context.getNodeParameter('product', item, ''));
		const product = await findProduct(connection, name);
		const answer = await connection.get(apiPath('products', product.id, 'demand'));
		const { data } = demandSchema.parse(answer);
		if (context.getNodeParameter('simplify', item, true) !== true)
			return { ...(data as IDataObject) };
		const { demand, location } = data;
		return {
			productId: product.id,
			productCode: product.productCode,
			productName: product.name,
			locationName: location?.name ?? null,
			totalDemand: demand?.totalDemand ?? null,
			totalDays: demand?.totalDays ?? null,
			dailyDemand: demand?.dailyDemand ?? null,
			monthlyDemand: demand?.monthlyDemand ?? null,
			onHandMonths: demand?.onHandMonths ?? null,
			quantityOnHand: demand?.quantityOnHand ?? null,
		};
	}),
};
