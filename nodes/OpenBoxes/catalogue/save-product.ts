import { doOnce } from '../once/do-once';
import { listSchema, productSchema, recordOf, type Product } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection, SearchAttribute } from '../transport/connection';
import { requireOpenSource } from '../transport/open-source-only';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { supports } from '../transport/server';
import { isUnclear } from '../transport/server-refusal';
import { textKey } from '../values/same-text';
import { quoted } from '../values/text';
import { HIDDEN, productBody, productDifference, type ProductFields } from './rules/product-body';

async function search(connection: Connection, attributes: SearchAttribute[]): Promise<Product[]> {
	const { data } = listSchema.parse(await connection.search('product', attributes));
	return data.map((row) => productSchema.parse(row));
}

/** A product as its record shows it. */
async function readProduct(connection: Connection, id: string): Promise<Product> {
	const answer = await connection.get(apiPath('products', id));
	return productSchema.parse(recordOf(answer, id));
}

/** How a product differs from what is asked for, also in what only a search shows. */
async function difference(
	connection: Connection,
	row: Product,
	wanted: ProductFields,
): Promise<string | undefined> {
	const shown = productDifference(row, wanted);
	if (shown !== undefined) return shown;
	for (const property of HIDDEN) {
		const value = wanted[property];
		if (value === undefined || value === '') continue;
		const found = await search(connection, [{ property, value }]);
		if (!found.some(({ id }) => id === row.id)) return `its ${property} is not ${quoted(value)}`;
	}
	return undefined;
}

type NewProduct = ProductFields & { name: string };

/** The code stands for one product; without one, its name does. */
export async function findSame(
	connection: Connection,
	{ name, productCode }: Pick<NewProduct, 'name' | 'productCode'>,
): Promise<Product[]> {
	const [property, value] =
		productCode === undefined ? (['name', name] as const) : (['productCode', productCode] as const);
	const found = await search(connection, [{ property, value }]);
	return found.filter((row) => textKey(row[property] ?? '') === textKey(value));
}

async function post(
	connection: Connection,
	fields: NewProduct,
	before: () => Promise<void>,
): Promise<string> {
	const body = { ...productBody(fields), productType: { id: 'DEFAULT' } };
	// Gives the code at once; elsewhere a job does, within a minute (stock-and-transactions.md#product-writes).
	const path = supports(await connection.serverInfo(), 'newProducts')
		? apiPath('products')
		: apiPath('generic', 'product');
	const answer = (await connection.post(path, body, { before })) as {
		product?: unknown;
		data?: unknown;
	};
	return productSchema.parse(answer?.product ?? answer?.data).id;
}

/** Makes a product; one of that code, or of that name when no code is given, is found and not made twice. */
export async function createProduct(
	connection: Connection,
	fields: NewProduct,
): Promise<{ product: Product; existed: boolean; warnings: string[] }> {
	const { name, productCode } = fields;
	const { done, origin, warnings } = await doOnce(connection, {
		subject:
			productCode === undefined
				? `a product with the name ${quoted(name)}`
				: `a product with the code ${quoted(productCode)}`,
		key: `product|${productCode === undefined ? 'name' : 'code'}|${productCode ?? name}`,
		find: async () => await findSame(connection, fields),
		difference: async (row) => await difference(connection, row, fields),
		write: async (before) => await post(connection, fields, before),
		takeBack: async ({ id }) => {
			await requireOpenSource(connection, 'a call that deletes a product');
			await connection.delete(apiPath('generic', 'product', id));
		},
		readBack: async ({ id }) => await readProduct(connection, id),
	});
	return { product: done, existed: origin === 'found', warnings };
}

/** Changes a product and reads it back; the same change again is not sent. */
export async function updateProduct(
	connection: Connection,
	id: string,
	fields: ProductFields,
): Promise<{ product: Product; changed: boolean }> {
	const before = await readProduct(connection, id);
	// A name that differs in its case only is a change as well.
	const isOther = fields.name !== undefined && fields.name !== before.name;
	if (!isOther && (await difference(connection, before, fields)) === undefined)
		return { product: before, changed: false };
	let failure: OpenBoxesError | undefined;
	try {
		await connection.put(apiPath('products', id), productBody(fields));
	} catch (error) {
		failure = toOpenBoxesError(error);
		if (!isUnclear(failure)) throw failure;
	}
	const product = await readProduct(connection, id);
	const wrong = await difference(connection, product, fields);
	if (wrong === undefined) return { product, changed: true };
	throw new OpenBoxesError(
		`The product ${quoted(before.name)} is not as asked for: ${failure ? `${failure.message}; ` : ''}${wrong}`,
		{
			description: 'Run it again: the same change made twice does no harm.',
			outcome: failure ? 'unknown' : 'refused',
			httpStatus: failure?.httpStatus,
		},
	);
}
