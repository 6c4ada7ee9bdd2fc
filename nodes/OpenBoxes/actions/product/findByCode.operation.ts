import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { CatalogueProduct } from '../../catalogue/catalogue';
import { findProducts } from '../../catalogue/find-products';
import { nameKey } from '../../catalogue/product-name';
import { barcodeHint } from '../../catalogue/rules/barcode';
import { readLabel, scannedCode, type ScannedLabel } from '../../lines/scanned-label';
import type { Read } from '../../values/read';
import type { ProductName } from '../../lines/product-names';
import { OpenBoxesError } from '../../transport/openboxes-error';
import type { Operation, OperationResult, OperationRun } from '../operation';
import { isOn } from '../fields/read-values';

const properties: INodeProperties[] = [
	{
		displayName: 'Code',
		name: 'code',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 0012345678905',
		description:
			'Product code, UPC, EAN, GTIN, NDC or a scanned GS1 label, whose lot, expiration date, count and serial number are returned too. Leading zeros and dashes do not matter for barcodes.',
	},
	{
		displayName: 'Code Is',
		name: 'codeIs',
		type: 'options',
		default: 'any',
		options: [
			{ name: 'A Barcode', value: 'barcode', description: 'UPC, EAN, GTIN or NDC' },
			{ name: 'A Product Code', value: 'productCode' },
			{ name: 'Either', value: 'any' },
		],
		description: 'What was scanned or typed',
	},
	{
		displayName: 'If Nothing Is Found',
		name: 'ifNone',
		type: 'options',
		default: 'fail',
		options: [
			{ name: 'Fail', value: 'fail' },
			{
				name: 'Return an Item That Says So',
				value: 'tell',
				description: 'The item has "found" set to false',
			},
		],
		description: 'What to do when no product has the code',
	},
	{
		displayName: 'If Several Products Have It',
		name: 'ifSeveral',
		type: 'options',
		default: 'all',
		options: [
			{ name: 'Fail', value: 'fail' },
			{
				name: 'Return All of Them',
				value: 'all',
				description: 'Each item has "ambiguous" set to true',
			},
		],
		description: 'What to do when the code is not of one product alone',
	},
	{
		displayName: 'Include Inactive',
		name: 'includeInactive',
		type: 'boolean',
		default: false,
		description: 'Whether to find inactive products as well',
	},
];

interface Question {
	item: number;
	code: string;
	names: ProductName[];
	label?: Read<ScannedLabel>;
}

function ask({ context }: OperationRun, item: number): Question {
	const code = String(context.getNodeParameter('code', item, '') ?? '').trim();
	const kind = context.getNodeParameter('codeIs', item, 'any');
	const names: ProductName[] = [];
	if (code !== '' && kind !== 'barcode') names.push({ productCode: code });
	if (code !== '' && kind !== 'productCode') names.push({ barcode: code });
	const label = kind === 'productCode' ? undefined : readLabel(code);
	return { item, code, names, label };
}

/** What the label says of the goods, under the names that lines have. */
function labelOutput(label: Read<ScannedLabel> | undefined): IDataObject {
	if (label?.value === undefined) return {};
	const { gtin, lot, expirationDate, count, serial } = label.value;
	const said = { gtin, lot, expirationDate, quantity: count, serialNumber: serial };
	return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

function describe(product: CatalogueProduct): string {
	return `${product.productCode || product.id} ${product.name}`;
}

function failure(item: number, message: string, description: string): OperationResult {
	return { items: [item], error: new OpenBoxesError(message, { description }) };
}

/** What the products found for one code mean for its item. */
function answer(
	{ context, wrongChoice }: OperationRun,
	{ item, code, label }: Question,
	all: readonly CatalogueProduct[],
): OperationResult[] {
	const wrong = wrongChoice(item);
	if (wrong !== undefined) return [failure(item, wrong, 'Correct it and run it again.')];
	if (code === '')
		return [failure(item, 'The code is missing', 'Map the scanned code to the field Code.')];
	const said = labelOutput(label);
	const isWanted = isOn(context, item, 'includeInactive');
	const products = all.filter((product) => isWanted || product.active);
	if (products.length === 0) {
		if (context.getNodeParameter('ifNone', item, 'fail') === 'tell')
			return [
				{ items: [item], json: { code, found: false, ambiguous: false, matches: 0, ...said } },
			];
		if (label?.reason !== undefined)
			return [failure(item, `The code cannot be used: ${label.reason}`, 'Scan it again.')];
		const inactive = all.length > 0 ? ` (${describe(all[0])} has it, but is inactive)` : '';
		return [
			failure(
				item,
				`No product has the code "${code}"${inactive}${barcodeHint(scannedCode(code))}`,
				'Add the code to the product in OpenBoxes, or correct it.',
			),
		];
	}
	const ambiguous = products.length > 1;
	if (ambiguous && context.getNodeParameter('ifSeveral', item, 'all') === 'fail') {
		return [
			failure(
				item,
				`${products.length} products have the code "${code}": ${products.map(describe).join(' and ')}`,
				'Correct the barcode of one of them in OpenBoxes, or use product codes.',
			),
		];
	}
	return products.map(({ id, productCode, name, active }) => {
		const json: IDataObject = { code, found: true, ambiguous, matches: products.length };
		return { items: [item], json: { ...json, id, productCode, name, active, ...said } };
	});
}

async function execute(run: OperationRun): Promise<OperationResult[]> {
	const questions = run.items.map((_, item) => ask(run, item));
	const found = await findProducts(
		run.connection,
		questions.flatMap(({ names }) => names),
	);
	return questions.flatMap((question) => {
		const hits = question.names.flatMap((name) => found.get(nameKey(name)) ?? []);
		return answer(run, question, [...new Map(hits.map((hit) => [hit.id, hit])).values()]);
	});
}

/** Products behind scanned codes. */
export const findByCode: Operation = {
	value: 'findByCode',
	name: 'Find by Code',
	action: 'Find a product by its code',
	description:
		'Find the product behind a product code or barcode, however its zeros are written; use it after a scan',
	properties,
	execute,
};
