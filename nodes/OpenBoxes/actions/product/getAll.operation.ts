import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { locatorText } from '../../values/locator';
import { toEpoch } from '../../values/moment';
import { readProducts, type ProductFilter } from '../../catalogue/product-list';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { categoryField } from '../fields/category.field';
import { idPicker } from '../fields/id-picker.field';
import { listFields, readLimit } from '../fields/list.fields';
import { simplifyField } from '../fields/simplify.field';
import { perItem, type Operation } from '../operation';
import { productOutput } from './product-output';
import { isOn, toSwitch } from '../fields/read-values';

const filterFields: INodeProperties[] = [
	idPicker(
		{ displayName: 'Catalog', name: 'catalogId', description: 'Only products in this catalog' },
		'searchCatalogs',
	),
	categoryField,
	{
		displayName: 'Created After',
		name: 'createdAfter',
		type: 'dateTime',
		default: '',
		description: 'Only products that were created at this time or later',
	},
	{
		displayName: 'Created Before',
		name: 'createdBefore',
		type: 'dateTime',
		default: '',
		description: 'Only products that were created at this time or earlier',
	},
	idPicker(
		{
			displayName: 'Created By',
			name: 'createdById',
			description: 'The user who created the product',
		},
		'searchPeople',
	),
	idPicker(
		{
			displayName: 'GL Account',
			name: 'glAccountId',
			description: 'Only products of this account of the general ledger',
		},
		'searchGlAccounts',
	),
	{
		displayName: 'Handling Requirements',
		name: 'handlingRequirements',
		type: 'multiOptions',
		default: [],
		options: [
			{ name: 'Cold Chain', value: 'COLD_CHAIN' },
			{ name: 'Controlled Substance', value: 'CONTROLLED_SUBSTANCE' },
			{ name: 'Hazardous Material', value: 'HAZARDOUS_MATERIAL' },
			{ name: 'Reconditioned', value: 'RECONDITIONED' },
		],
		description: 'Products that need at least one of these. Works from OpenBoxes 0.9.3 on.',
	},
	{
		displayName: 'Include Inactive',
		name: 'includeInactive',
		type: 'boolean',
		default: false,
		description: 'Whether to return inactive products as well',
	},
	{
		displayName: 'Include Subcategories',
		name: 'includeSubcategories',
		type: 'boolean',
		default: false,
		description: 'Whether products of the categories right below the chosen one count as well',
	},
	{
		displayName: 'Missing Field',
		name: 'missing',
		type: 'options',
		default: 'productCode',
		options: [
			{ name: 'Brand Name', value: 'brandName' },
			{ name: 'Manufacturer', value: 'manufacturer' },
			{ name: 'Manufacturer Code', value: 'manufacturerCode' },
			{ name: 'Product Code', value: 'productCode' },
			{ name: 'Unit of Measure', value: 'unitOfMeasure' },
			{ name: 'Vendor', value: 'vendor' },
			{ name: 'Vendor Code', value: 'vendorCode' },
		],
		description: 'Only products in which this is empty',
	},
	idPicker(
		{
			displayName: 'Product Family',
			name: 'productFamilyId',
			description: 'Only products of this family',
		},
		'searchProductFamilies',
	),
	idPicker(
		{ displayName: 'Tag', name: 'tagId', description: 'Only products with this tag' },
		'searchTags',
	),
	idPicker(
		{
			displayName: 'Updated By',
			name: 'updatedById',
			description: 'The user who changed the product last',
		},
		'searchPeople',
	),
];

const properties: INodeProperties[] = [
	...listFields,
	{
		displayName: 'Search Text',
		name: 'text',
		type: 'string',
		default: '',
		placeholder: 'e.g. ibuprofen',
		description:
			'Part of the name, product code, brand, manufacturer or vendor. Barcodes are not searched: use Find by Code for them.',
	},
	simplifyField,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: filterFields,
	},
	{
		displayName: 'Sort By',
		name: 'sort',
		type: 'options',
		default: 'name',
		options: [
			{ name: 'Created', value: 'dateCreated' },
			{ name: 'Last Updated', value: 'lastUpdated' },
			{ name: 'Name', value: 'name' },
			{ name: 'Product Code', value: 'productCode' },
		],
		displayOptions: { show: { returnAll: [false] } },
		description: 'What decides the order of the list',
	},
	{
		displayName: 'Descending',
		name: 'descending',
		type: 'boolean',
		default: false,
		description: 'Whether the last in the order comes first',
		displayOptions: { show: { returnAll: [false] } },
	},
];

function text(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function time(value: unknown, label: string, zone: string): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const epoch = toEpoch(value, zone);
	if (epoch !== undefined) return epoch;
	throw new OpenBoxesError(`"${String(value)}" in "${label}" is not a time`, {
		description: 'Write it like 2026-03-30 or 2026-03-30T23:16:05+02:00.',
	});
}

function readFilter(context: IExecuteFunctions, item: number): ProductFilter {
	const filters = context.getNodeParameter('filters', item, {}) as IDataObject;
	const zone = context.getTimezone();
	return {
		text: text(context.getNodeParameter('text', item, '')),
		categoryId: locatorText(filters.category),
		includeSubcategories: toSwitch(filters.includeSubcategories) === true,
		tagId: locatorText(filters.tagId),
		catalogId: locatorText(filters.catalogId),
		glAccountId: locatorText(filters.glAccountId),
		productFamilyId: locatorText(filters.productFamilyId),
		handlingRequirements: filters.handlingRequirements as string[] | undefined,
		createdById: locatorText(filters.createdById),
		updatedById: locatorText(filters.updatedById),
		missing: text(filters.missing),
		createdAfter: time(filters.createdAfter, 'Created After', zone),
		createdBefore: time(filters.createdBefore, 'Created Before', zone),
		includeInactive: toSwitch(filters.includeInactive) === true,
	};
}

/** Many products by text and filters. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many products',
	description:
		'Get the products of the catalogue, or those that fit filters; use it to export or compare them',
	properties,
	execute: perItem(async ({ context, connection }, item) => {
		const limit = readLimit(context, item);
		const order = Number.isFinite(limit)
			? {
					sort: context.getNodeParameter('sort', item, 'name') as string,
					descending: isOn(context, item, 'descending'),
				}
			: {};
		const rows = await readProducts(connection, readFilter(context, item), order, limit);
		const simplify = isOn(context, item, 'simplify', true);
		return rows.map((row) => productOutput(row, simplify));
	}),
};
