import { auditBy, choice, date, decimal, domain, flag, integer, reference, text } from './domain';

const LIMIT = { limit: 255 };

/** Where a product is bought, in which packages and at which price (docs/openboxes/warehouse.md). */
export const productSupplierDomains = [
	domain(
		'product.ProductSupplier',
		{
			code: text(),
			name: text({ required: true, label: 'Name' }),
			description: text({ column: 65_535 }),
			productCode: text(),
			product: reference('product', { required: true, unknown: 'transient value' }),
			ndc: text(LIMIT),
			upc: text(LIMIT),
			manufacturer: reference('organization', { unknown: 'foreign key' }),
			manufacturerCode: text(LIMIT),
			manufacturerName: text(LIMIT),
			brandName: text(LIMIT),
			modelNumber: text(LIMIT),
			supplier: reference('organization', { unknown: 'foreign key' }),
			supplierCode: text(LIMIT),
			supplierName: text(LIMIT),
			ratingTypeCode: choice('org.pih.warehouse.core.RatingTypeCode', [
				'OUTSTANDING',
				'GOOD',
				'FAIR',
				'POOR',
				'NOT_RATED',
			]),
			standardLeadTimeDays: decimal({ scale: 2 }),
			minOrderQuantity: decimal({ scale: 2 }),
			contractPrice: reference('productPrice', { unknown: 'foreign key' }),
			comments: text(),
			tieredPricing: flag({ initial: false }),
			active: flag({ initial: true }),
			defaultProductPackage: reference('productPackage', { unknown: 'foreign key' }),
			...auditBy(),
		},
		{ label: 'Product Source' },
	),
	domain(
		'product.ProductPackage',
		{
			name: text(),
			description: text(),
			gtin: text(),
			quantity: integer({ required: true, label: 'Pack Quantity' }),
			uom: reference('unitOfMeasure', { unknown: 'foreign key' }),
			product: reference('product', { unknown: 'foreign key' }),
			productPrice: reference('productPrice', { unknown: 'foreign key' }),
			productSupplier: reference('productSupplier', { unknown: 'foreign key' }),
			...auditBy(),
		},
		{ label: 'Product Package' },
	),
	domain('product.ProductPrice', {
		type: choice('org.pih.warehouse.core.PriceTypeCode', ['DEFAULT_PRICE', 'CONTRACT_PRICE'], {
			required: true,
			initial: 'DEFAULT_PRICE',
		}),
		price: decimal({ required: true, scale: 4 }),
		currency: reference('unitOfMeasure', { unknown: 'foreign key' }),
		fromDate: date(),
		toDate: date(),
		...auditBy(),
	}),
];
