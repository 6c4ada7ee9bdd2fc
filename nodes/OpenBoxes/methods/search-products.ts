import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listSchema, productSchema } from '../schemas';
import { apiPath } from '../transport/base-url';
import { Connection } from '../transport/connection';
import { toNodeError } from '../transport/node-error';
import { toOpenBoxesError } from '../transport/openboxes-error';

const PAGE = 50;

/** Products for the picker, by name, code or part of either; more on scrolling. */
export async function searchProducts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	try {
		const connection = await Connection.open(this);
		const offset = Number(paginationToken ?? 0);
		const page = listSchema.parse(
			await connection.get(apiPath('products'), { q: filter, max: PAGE, offset, sort: 'name' }),
		);
		const results = page.data.map((row) => {
			const product = productSchema.parse(row);
			return { name: `${product.name} (${product.productCode ?? 'no code'})`, value: product.id };
		});
		const isLast =
			page.totalCount === undefined ? page.data.length < PAGE : offset + PAGE >= page.totalCount;
		return { results, paginationToken: isLast ? undefined : String(offset + PAGE) };
	} catch (error) {
		throw toNodeError(this.getNode(), toOpenBoxesError(error));
	}
}
