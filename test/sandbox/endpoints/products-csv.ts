import { csvCell } from '../csv';
import { dayMonthName } from '../json/dates';
import type { Reply } from '../reply';
import type { Row } from '../store/table';
import type { World } from '../world';

type Column = [title: string, read: (row: Row, world: World) => unknown, since?: string];

const flag = (name: string) => (row: Row) => (row[name] === true ? 'true' : '');
const plain = (name: string) => (row: Row) => row[name];

/** Columns of `GET /api/products?format=csv` (warehouse.md#reports); find them by title. */
const COLUMNS: Column[] = [
	['Id', plain('id')],
	['Active', flag('active'), '0.9.6'],
	['ProductCode', plain('productCode')],
	['ProductType', (row, { store }) => store.get('productType', row.productType)?.name],
	['Name', plain('name')],
	['ProductFamily', (row, { store }) => store.get('productGroup', row.productFamily)?.name],
	['Category', (row, { store }) => store.get('category', row.category)?.name],
	['GLAccount', (row, { store }) => store.get('glAccount', row.glAccount)?.code],
	['Description', plain('description')],
	['UnitOfMeasure', plain('unitOfMeasure')],
	[
		'Tags',
		(row, { store }) =>
			(Array.isArray(row.tags) ? row.tags : []).map((id) => store.get('tag', id)?.tag).join(','),
	],
	['UnitCost', plain('costPerUnit')],
	['LotAndExpiryControl', flag('lotAndExpiryControl')],
	['ColdChain', flag('coldChain')],
	['ControlledSubstance', flag('controlledSubstance')],
	['HazardousMaterial', flag('hazardousMaterial')],
	['Reconditioned', flag('reconditioned')],
	['Manufacturer', plain('manufacturer')],
	['BrandName', plain('brandName')],
	['ManufacturerCode', plain('manufacturerCode')],
	['ManufacturerName', plain('manufacturerName')],
	['Vendor', plain('vendor')],
	['VendorCode', plain('vendorCode')],
	['VendorName', plain('vendorName')],
	['UPC', plain('upc')],
	['NDC', plain('ndc')],
	['Created', (row) => dayMonthName(row.dateCreated)],
	['Updated', (row) => dayMonthName(row.lastUpdated)],
];

/** UTF-8 with byte order mark, LF, a comma at the end of each line (stock-and-transactions.md#volume). */
export function productsAsCsv(world: World, rows: Row[]): Reply {
	const columns = COLUMNS.filter(
		([, , since]) => since === undefined || world.version.since(since),
	);
	const lines = [
		columns.map(([title]) => title),
		...rows.map((row) => columns.map(([, read]) => csvCell(read(row, world)))),
	];
	return {
		status: 200,
		body: `\ufeff${lines.map((cells) => `${cells.join(',')},\n`).join('')}`,
		contentType: 'text/csv;charset=utf-8',
		headers: { 'Content-Disposition': 'attachment; filename="products.csv"' },
	};
}
