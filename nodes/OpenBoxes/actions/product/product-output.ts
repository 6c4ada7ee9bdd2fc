import type { IDataObject } from 'n8n-workflow';
import { productSchema } from '../../schemas';

/** What most workflows need of a product. */
function simplifyProduct(data: unknown): IDataObject {
	const product = productSchema.parse(data);
	return {
		id: product.id,
		productCode: product.productCode ?? null,
		name: product.name,
		description: product.description ?? null,
		category: typeof product.category === 'string' ? product.category : null,
		unitOfMeasure: typeof product.unitOfMeasure === 'string' ? product.unitOfMeasure : null,
		pricePerUnit: product.pricePerUnit ?? null,
		lotAndExpiryControl: product.lotAndExpiryControl ?? null,
		active: product.active ?? null,
		lastUpdated: product.lastUpdated ?? null,
	};
}

/** The whole record, or what most workflows need of it. */
export function productOutput(data: unknown, simplify: boolean): IDataObject {
	return simplify ? simplifyProduct(data) : { ...(data as IDataObject) };
}
