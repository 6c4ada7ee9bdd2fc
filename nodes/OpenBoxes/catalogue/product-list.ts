import { productSchema } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import type { Query } from '../transport/query';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { getPages } from '../transport/paginate';
import { requireFeature } from '../transport/server';
import { isMissing } from '../transport/missing';

/** Conditions that all must hold. */
export interface ProductFilter {
	/** Part of a name or code. */
	text?: string;
	categoryId?: string;
	includeSubcategories?: boolean;
	tagId?: string;
	catalogId?: string;
	glAccountId?: string;
	productFamilyId?: string;
	/** e.g. `COLD_CHAIN`; one of them is enough. */
	handlingRequirements?: readonly string[];
	createdById?: string;
	updatedById?: string;
	/** Name of a property that must be empty, e.g. `productCode`. */
	missing?: string;
	/** Epoch milliseconds. */
	createdAfter?: number;
	createdBefore?: number;
	includeInactive?: boolean;
}

interface ProductOrder {
	sort?: string;
	descending?: boolean;
}

const DAY_MS = 86_400_000;

/** Record that a filter points to, by the generic API's name for its kind. */
const REFERENCES = [
	{ key: 'categoryId', resource: 'category', label: 'category' },
	{ key: 'tagId', resource: 'tag', label: 'tag' },
	{ key: 'catalogId', resource: 'productCatalog', label: 'catalog' },
	{ key: 'glAccountId', resource: 'glAccount', label: 'GL account' },
	{ key: 'productFamilyId', resource: 'productGroup', label: 'product family' },
	{ key: 'createdById', resource: 'user', label: 'user' },
	{ key: 'updatedById', resource: 'user', label: 'user' },
] as const;

async function exists(connection: Connection, resource: string, id: string): Promise<boolean> {
	try {
		await connection.get(apiPath('generic', resource, id));
		return true;
	} catch (error) {
		if (isMissing(error)) return false;
		throw toOpenBoxesError(error);
	}
}

/**
 * An unknown category filters nothing, an unknown tag is a 500 (stock-and-transactions.md#products): look
 * first.
 */
async function checkReferences(connection: Connection, filter: ProductFilter): Promise<void> {
	for (const { key, resource, label } of REFERENCES) {
		const id = filter[key];
		if (id === undefined || (await exists(connection, resource, id))) continue;
		throw new OpenBoxesError(`OpenBoxes has no ${label} with the ID "${id}"`, {
			description: 'Correct the filter, or leave it empty.',
		});
	}
}

/** `MM/dd/yyyy`, the one form that all versions read (stock-and-transactions.md#products). */
function usDate(time: number): string {
	const [year, month, day] = new Date(time).toISOString().slice(0, 10).split('-');
	return `${month}/${day}/${year}`;
}

/**
 * The server joins text, creator, changer, missing field and dates by OR
 * (stock-and-transactions.md#products), so that two of them would find more instead of less. One is sent;
 * dates are checked here as well.
 */
function alternatives(filter: ProductFilter): Query {
	const conditions: Query[] = [];
	if (filter.text) conditions.push({ q: filter.text });
	if (filter.createdById) conditions.push({ createdById: filter.createdById });
	if (filter.updatedById) conditions.push({ updatedById: filter.updatedById });
	if (filter.missing) conditions.push({ [`${filter.missing}IsNull`]: true });
	if (conditions.length > 1) {
		throw new OpenBoxesError(
			'Search text, creator, last editor and missing field cannot be combined',
			{
				description:
					'OpenBoxes would return products that fit any of them. Use one, and a Filter node for the others.',
			},
		);
	}
	if (conditions.length === 1) return conditions[0];
	// A day more at either end, because the server reads a date in its own time zone.
	if (filter.createdAfter !== undefined)
		return { createdAfter: usDate(filter.createdAfter - DAY_MS) };
	if (filter.createdBefore !== undefined)
		return { createdBefore: usDate(filter.createdBefore + 2 * DAY_MS) };
	return {};
}

/** What the server cannot be asked for together with the other conditions. */
function dateCheck({
	createdAfter,
	createdBefore,
}: ProductFilter): ((row: unknown) => boolean) | undefined {
	if (createdAfter === undefined && createdBefore === undefined) return undefined;
	return (row) => {
		const created = Date.parse(productSchema.parse(row).dateCreated ?? '');
		return (
			created >= (createdAfter ?? Number.NEGATIVE_INFINITY) &&
			created <= (createdBefore ?? Number.POSITIVE_INFINITY)
		);
	};
}

/**
 * Products as the server shows them, the first `limit` of those that fit.
 *
 * @throws OpenBoxesError for an unknown category, tag, …, and for filters that cannot be combined
 */
export async function readProducts(
	connection: Connection,
	filter: ProductFilter,
	order: ProductOrder,
	limit: number,
): Promise<unknown[]> {
	const alternative = alternatives(filter);
	if (filter.handlingRequirements && filter.handlingRequirements.length > 0)
		requireFeature(await connection.serverInfo(), 'handlingRequirementFilter');
	await checkReferences(connection, filter);
	const query: Query = {
		...alternative,
		categoryId: filter.categoryId,
		includeCategoryChildren: filter.includeSubcategories || undefined,
		tagId: filter.tagId,
		catalogId: filter.catalogId,
		glAccountsId: filter.glAccountId,
		productFamilyId: filter.productFamilyId,
		handlingRequirementId: filter.handlingRequirements,
		includeInactive: filter.includeInactive || undefined,
		// Equal names could be torn apart at the end of a page; IDs cannot.
		sort: order.sort ?? (Number.isFinite(limit) ? 'name' : 'id'),
		order: order.descending ? 'desc' : 'asc',
	};
	return await getPages(connection, apiPath('products'), query, limit, dateCheck(filter));
}
