import type { IDataObject } from 'n8n-workflow';
import type { ProductSource } from '../../schemas';

/** Who sells a product, with the package that is ordered unless another is chosen. */
export function sourceOutput(source: ProductSource): IDataObject {
	return {
		id: source.id,
		sourceCode: source.code ?? null,
		name: source.name ?? null,
		supplierName: source.supplier?.name ?? null,
		supplierCode: source.supplierCode ?? null,
		manufacturerName: source.manufacturer?.name ?? null,
		unit: source.defaultProductPackage?.uom?.code ?? null,
		quantityPerPackage: source.defaultProductPackage?.quantity ?? null,
		packagePrice: source.packagePrice ?? null,
		active: source.active ?? null,
	};
}
