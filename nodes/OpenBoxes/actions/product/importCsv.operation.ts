import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { findCategory } from '../../catalogue/categories';
import {
	importProducts,
	refuseProblems,
	type WantedProduct,
} from '../../catalogue/import-products';
import { readProductFile } from '../../catalogue/rules/product-file';
import { toOpenBoxesError } from '../../transport/openboxes-error';
import { perItem, type Operation } from '../operation';
import { readProductFields } from './product-fields';

const properties: INodeProperties[] = [
	{
		displayName: 'CSV From',
		name: 'csvFrom',
		type: 'options',
		default: 'file',
		description: 'Where the rows are',
		options: [
			{ name: 'File', value: 'file' },
			{ name: 'Text', value: 'text' },
		],
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		hint: 'The name of the input binary field containing the file',
		description: 'Field of the input item that holds the CSV file',
		displayOptions: { show: { csvFrom: ['file'] } },
	},
	{
		displayName: 'CSV',
		name: 'csv',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		placeholder: 'e.g. Product Code,Name,Category',
		description: 'The rows, with the titles of the columns first',
		displayOptions: { show: { csvFrom: ['text'] } },
	},
];

async function readText(context: IExecuteFunctions, item: number): Promise<string> {
	if (context.getNodeParameter('csvFrom', item, 'file') === 'text')
		return String(context.getNodeParameter('csv', item, ''));
	const name = String(context.getNodeParameter('binaryPropertyName', item, 'data'));
	if (context.getInputData()[item]?.binary?.[name] === undefined)
		refuseProblems([`the item has no file in "${name}"`]);
	const bytes = await context.helpers.getBinaryDataBuffer(item, name);
	const text = bytes.toString('utf8');
	if (!Buffer.from(text, 'utf8').equals(bytes))
		refuseProblems(['it is not written in UTF-8: save it as "CSV UTF-8"']);
	return text;
}

/** Products of a CSV file, each once. */
export const importCsv: Operation = {
	value: 'importCsv',
	name: 'Import CSV',
	action: 'Import products from a file',
	description:
		'Create and change products by the rows of a CSV file, found by Product Code or else Name; empty cells change nothing, and the same file again does no harm',
	danger: 'create and change products by a file',
	properties,
	execute: perItem(async ({ context, connection }, item) => {
		const { rows, ignored, problems } = readProductFile(await readText(context, item));
		refuseProblems(problems);
		const wanted: WantedProduct[] = [];
		const categories = new Map<string, ReturnType<typeof findCategory>>();
		for (const { row, given } of rows) {
			const find = async (label: string): ReturnType<typeof findCategory> => {
				const found = categories.get(label) ?? findCategory(connection, label);
				categories.set(label, found);
				return await found;
			};
			const fields = await readProductFields(connection, given, find).catch((error: unknown) => {
				const failure = toOpenBoxesError(error);
				if (failure.isFatal) throw failure;
				problems.push(`row ${row}: ${failure.message}`);
				return {};
			});
			wanted.push({ row, fields });
		}
		refuseProblems(problems);
		const done = await importProducts(connection, wanted);
		return done.map(({ row, product, status, warnings }) => ({
			...{ row, id: product.id, productCode: product.productCode ?? null },
			...{ name: product.name, status, ignoredColumns: ignored, warnings },
		}));
	}),
};
