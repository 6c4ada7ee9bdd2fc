import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { dayIn } from '../../values/moment';
import { summarizeStock } from '../../stock/rules/stock-summary';
import { readLots } from '../../stock/availability';
import { resolveLocation, toLocationName, type ResolvedLocation } from '../../catalogue/locations';
import { nameKey, toProductName } from '../../catalogue/product-name';
import type { ProductName } from '../../lines/product-names';
import { resolveProducts, type Resolution, type ResolvedProduct } from '../../catalogue/products';
import { OpenBoxesError, toOpenBoxesError } from '../../transport/openboxes-error';
import { locationField, OWN_LOCATION_HINT } from '../fields/location.field';
import { simplifyField } from '../fields/simplify.field';
import { productField } from '../fields/product.field';
import type { Operation, OperationResult, OperationRun } from '../operation';
import { isOn } from '../fields/read-values';
import { pushTo } from '../../../shared/sums';

const properties: INodeProperties[] = [
	{
		displayName: 'Each Input Item Names',
		name: 'itemNames',
		type: 'options',
		default: 'product',
		options: [
			{ name: 'One Product', value: 'product' },
			{ name: 'Several Products', value: 'products' },
		],
		description:
			'All items are read together, so that many products need few requests in both cases',
	},
	{ ...productField, displayOptions: { show: { itemNames: ['product'] } } },
	{
		displayName: 'Products',
		name: 'products',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 10001, 10002',
		description:
			'IDs, product codes or barcodes with commas between them, or a list from an expression',
		displayOptions: { show: { itemNames: ['products'] } },
	},
	{ ...locationField, hint: OWN_LOCATION_HINT },
	{
		displayName: 'Return',
		name: 'return',
		type: 'options',
		default: 'product',
		options: [
			{ name: 'One Item per Lot and Bin', value: 'lot' },
			{ name: 'One Item per Product', value: 'product', description: 'With its lots in a list' },
		],
		description: 'Whether lots and bins are added up',
	},
	{
		displayName: 'Only Usable Lots',
		name: 'onlyUsable',
		type: 'boolean',
		default: false,
		description:
			'Whether to leave out lots that are expired, recalled, on hold or used up. The totals stay the same.',
	},
	{ ...simplifyField, description: 'Whether to leave out IDs and marks that are seldom needed' },
];

/** What one input item asks for. */
interface Question {
	item: number;
	names: ProductName[];
	location: ResolvedLocation;
}

function readNames({ context }: OperationRun, item: number): ProductName[] {
	if (context.getNodeParameter('itemNames', item, 'product') === 'product')
		return [toProductName(context.getNodeParameter('product', item))];
	const value: unknown = context.getNodeParameter('products', item);
	const parts: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(/[,;\n]/);
	const names = parts
		.map((part) => toProductName(part))
		.filter((name) => Object.values(name).some((text) => text !== ''));
	if (names.length > 0) return names;
	throw new OpenBoxesError('No product is named', {
		description: 'Give IDs, product codes or barcodes, e.g. 10001, 10002.',
	});
}

async function ask(run: OperationRun, item: number): Promise<Question> {
	const wrong = run.wrongChoice(item);
	if (wrong !== undefined) throw new OpenBoxesError(wrong);
	const names = readNames(run, item);
	const chosen = toLocationName(run.context.getNodeParameter('location', item, ''));
	return { item, names, location: await resolveLocation(run.connection, chosen) };
}

/** Products of a question, or the first name that means none. */
function productsOf(
	{ names }: Question,
	resolutions: ReadonlyMap<string, Resolution>,
): { products: ResolvedProduct[]; reason?: undefined } | { products?: undefined; reason: string } {
	const products = new Map<string, ResolvedProduct>();
	for (const name of names) {
		const resolution = resolutions.get(nameKey(name));
		if (!resolution?.product) return { reason: resolution?.reason ?? 'A product was not found' };
		products.set(resolution.product.id, resolution.product);
	}
	return { products: [...products.values()] };
}

/** Reads what all questions need of each location together. @returns rows by location and product */
async function readStock(
	{ connection }: OperationRun,
	wanted: ReadonlyArray<{ location: ResolvedLocation; products: readonly ResolvedProduct[] }>,
): Promise<Map<string, Awaited<ReturnType<typeof readLots>>>> {
	const ids = new Map<string, Set<string>>();
	for (const { location, products } of wanted) {
		const ofLocation = ids.get(location.id) ?? new Set();
		for (const product of products) ofLocation.add(product.id);
		ids.set(location.id, ofLocation);
	}
	const stock = new Map<string, Awaited<ReturnType<typeof readLots>>>();
	for (const [locationId, productIds] of ids) {
		for (const row of await readLots(connection, locationId, [...productIds])) {
			const key = `${locationId}|${row.productId}`;
			pushTo(stock, key, row);
		}
	}
	return stock;
}

/** What is not fit for use has 0 available; why, its status and date say. */
const shortLot = ({
	lotNumber,
	expirationDate,
	status,
	binLocation,
	quantityOnHand,
	quantityAvailable,
}: ReturnType<typeof summarizeStock>['lots'][number]): IDataObject => ({
	...{ lotNumber, expirationDate, status, binLocation, quantityOnHand, quantityAvailable },
});

function rowsOf(
	product: ResolvedProduct,
	location: ResolvedLocation,
	summary: ReturnType<typeof summarizeStock>,
	form: { perLot: boolean; onlyUsable: boolean; isSimple: boolean },
): IDataObject[] {
	const lots = summary.lots.filter((lot) => !form.onlyUsable || lot.quantityAvailable > 0);
	const named: IDataObject = {
		productId: product.id,
		productCode: product.code,
		productName: product.name,
		locationName: location.name,
	};
	const whole: IDataObject = form.isSimple ? named : { ...named, locationId: location.id };
	if (!form.perLot) return [{ ...whole, ...summary, lots: lots.map((lot) => ({ ...lot })) }];
	return lots.map((lot) => (form.isSimple ? { ...named, ...shortLot(lot) } : { ...whole, ...lot }));
}

async function execute(run: OperationRun): Promise<OperationResult[]> {
	const results: OperationResult[] = [];
	const questions: Question[] = [];
	for (let item = 0; item < run.items.length; item++) {
		try {
			questions.push(await ask(run, item));
		} catch (error) {
			results.push({ items: [item], error: toOpenBoxesError(error) });
		}
	}
	const resolutions = await resolveProducts(
		run.connection,
		questions.flatMap(({ names }) => names),
	);
	const wanted = questions.flatMap((question) => {
		const { products, reason } = productsOf(question, resolutions);
		if (products) return [{ ...question, products }];
		const description = 'Correct the ID, code or barcode.';
		results.push({ items: [question.item], error: new OpenBoxesError(reason, { description }) });
		return [];
	});
	const stock = await readStock(run, wanted);
	const today = dayIn(run.context.getTimezone(), run.connection.now());
	for (const { item, location, products } of wanted) {
		const form = {
			perLot: run.context.getNodeParameter('return', item, 'product') === 'lot',
			onlyUsable: isOn(run.context, item, 'onlyUsable'),
			isSimple: isOn(run.context, item, 'simplify', true),
		};
		for (const product of products) {
			const summary = summarizeStock(stock.get(`${location.id}|${product.id}`) ?? [], today);
			for (const json of rowsOf(product, location, summary, form))
				results.push({ items: [item], json });
		}
	}
	return results.sort((a, b) => a.items[0] - b.items[0]);
}

/** Lots and bins of products. */
export const getStock: Operation = {
	value: 'getStock',
	name: 'Get Stock',
	action: 'Get the stock of a product',
	description:
		'Get quantities, lots and bins of one or many products at a location, with expired and held lots marked; use it before goods are promised',
	properties,
	execute,
};
