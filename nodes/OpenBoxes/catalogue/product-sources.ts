import { doOnce } from '../once/do-once';
import { parseRecord, productSourceSchema, recordOf, type ProductSource } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { unlessMissing, stillThere } from '../transport/missing';
import { OpenBoxesError } from '../transport/openboxes-error';
import { getPages } from '../transport/paginate';
import { requireFeature } from '../transport/server';
import { looksLikeId, readLocator } from '../values/locator';
import { textKey } from '../values/same-text';
import { quoted } from '../values/text';
import type { CatalogueProduct } from './catalogue';
import { namedUnknown } from './unknown-ids';

/** Rows of who sells a product; those that are not used any more only when they are asked for. */
export async function readSourceRows(
	connection: Connection,
	productId: string,
	{ limit, includeInactive = false }: { limit?: number; includeInactive?: boolean } = {},
): Promise<unknown[]> {
	requireFeature(await connection.serverInfo(), 'productSuppliers');
	const query = { product: productId, ...(includeInactive && { includeInactive: true }) };
	return await getPages(connection, apiPath('productSuppliers'), query, limit);
}

async function sourcesOf(connection: Connection, productId: string): Promise<ProductSource[]> {
	const rows = await readSourceRows(connection, productId, { includeInactive: true });
	return rows.map((row) => productSourceSchema.parse(row));
}

/** A source as its record shows it; undefined when there is none. */
export async function readSource(
	connection: Connection,
	id: string,
): Promise<ProductSource | undefined> {
	const answer = await unlessMissing(
		async () => await connection.get(apiPath('productSuppliers', id)),
	);
	const record = answer === undefined ? undefined : recordOf(answer, id);
	return record && productSourceSchema.parse(record);
}

/** The source of a product that a picker names, by ID, code or the supplier's number. */
export async function findSource(
	connection: Connection,
	product: CatalogueProduct,
	value: unknown,
): Promise<ProductSource> {
	const { text } = readLocator(value);
	const owner = `${product.productCode} ${product.name}`;
	if (text === '') {
		throw new OpenBoxesError('No product source is given', {
			description: 'Choose the product, then who sells it.',
		});
	}
	const all = await sourcesOf(connection, product.id);
	const of = (textOf: (source: ProductSource) => string | null | undefined): ProductSource[] =>
		all.filter((source) => textKey(textOf(source) ?? '') === textKey(text));
	const byId = all.filter(({ id }) => id === text);
	const byCode = looksLikeId(text) ? byId : [...byId, ...of(({ code }) => code)];
	const found = byCode.length > 0 ? byCode : of(({ supplierCode }) => supplierCode);
	if (found.length === 1) return found[0];
	throw new OpenBoxesError(
		found.length === 0
			? `${owner} has no product source ${quoted(text)}`
			: `${quoted(text)} is the code of ${found.length} product sources of ${owner}`,
		{ description: 'Choose it from the list. Create Supplier makes one.', httpStatus: 404 },
	);
}

/** What may be said of a source; undefined = not given. */
interface SourceFields {
	supplierId: string;
	supplierCode?: string;
	name?: string;
	manufacturerId?: string;
	manufacturerCode?: string;
	brandName?: string;
}

const shown = ({ manufacturer, ...source }: ProductSource): Record<string, unknown> => ({
	name: source.name,
	manufacturerId: manufacturer?.id,
	manufacturerCode: source.manufacturerCode,
	brandName: source.brandName,
});

function sourceDifference(source: ProductSource, wanted: SourceFields): string | undefined {
	const has = shown(source);
	const different = Object.entries(wanted).filter(
		([key, value]) => value !== undefined && key in has && has[key] !== value,
	);
	if (different.length === 0) return undefined;
	return different.map(([key]) => `its ${key} is ${quoted(has[key] ?? '')}`).join(', ');
}

/** Makes a source of a product; the one of that supplier with that number is found and not made twice. */
export async function createSource(
	connection: Connection,
	product: CatalogueProduct,
	wanted: SourceFields,
): Promise<{ source: ProductSource; existed: boolean; warnings: string[] }> {
	const { supplierId, supplierCode = '', manufacturerId, ...texts } = wanted;
	const subject = `a product source of ${product.productCode} ${product.name} with the supplier code ${quoted(supplierCode)}`;
	const post = async (before: () => Promise<void>): Promise<string> => {
		const body = {
			...texts,
			product: { id: product.id },
			// By plain IDs: the server takes an unknown one in an object for none.
			supplier: supplierId,
			...(manufacturerId !== undefined && { manufacturer: manufacturerId }),
			name: wanted.name ?? product.name,
			...(supplierCode !== '' && { supplierCode }),
		};
		const made = await connection.post(apiPath('productSuppliers'), body, { before });
		return parseRecord(made, productSourceSchema).id;
	};
	try {
		const { done, origin, warnings } = await doOnce(connection, {
			subject,
			key: `source|${product.id}|${supplierId}|${supplierCode}`,
			find: async () =>
				(await sourcesOf(connection, product.id)).filter(
					(one) =>
						one.supplier?.id === supplierId &&
						textKey(one.supplierCode ?? '') === textKey(supplierCode),
				),
			difference: (source) => sourceDifference(source, wanted),
			write: post,
			takeBack: async ({ id }) => {
				await connection.delete(apiPath('productSuppliers', id));
			},
			readBack: async ({ id }) => {
				return stillThere(await readSource(connection, id));
			},
		});
		return { source: done, existed: origin === 'found', warnings };
	} catch (error) {
		throw await namedUnknown(
			connection,
			'The supplier was not created',
			[
				{ domain: 'organization', field: 'Supplier', id: supplierId },
				{ domain: 'organization', field: 'Manufacturer', id: manufacturerId },
			],
			error,
		);
	}
}
