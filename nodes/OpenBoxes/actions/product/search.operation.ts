import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { listSchema, productHitSchema, type ProductHit } from '../../schemas';
import { expiryDay } from '../../values/moment';
import { apiPath } from '../../transport/base-url';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { listFields, readLimit } from '../fields/list.fields';
import { simplifyField } from '../fields/simplify.field';
import { perItem, type Operation } from '../operation';
import { isOn } from '../fields/read-values';

/**
 * Terms that are shorter find nothing, unless an administrator changed that
 * (sessions-and-errors.md#short-terms).
 */
const SHORTEST_TERM = 3;

const properties: INodeProperties[] = [
	{
		displayName: 'Search Text',
		name: 'text',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. ibuprofen',
		description:
			'At least three characters. Finds active products by part of the name, or by the start of a product code, barcode, lot number or supplier code. Of several words one is enough.',
	},
	...listFields,
	{
		displayName: 'Only in Stock',
		name: 'inStock',
		type: 'boolean',
		default: false,
		description:
			'Whether to return only products that the location of the credential has, with their quantity. Expired lots count as well: Get Stock tells them apart.',
	},
	simplifyField,
];

function simplified(hit: ProductHit): IDataObject {
	return {
		id: hit.id,
		productCode: hit.productCode ?? null,
		name: hit.name,
		active: hit.active ?? null,
		...(hit.exactMatch === undefined ? {} : { exactMatch: hit.exactMatch }),
		...(hit.quantityAvailable === undefined
			? {}
			: {
					quantityAvailable: hit.quantityAvailable,
					firstExpirationDate: expiryDay(hit.minExpirationDate) ?? null,
				}),
	};
}

/** Products by what a person types. */
export const search: Operation = {
	value: 'search',
	name: 'Search',
	action: 'Search products',
	description:
		'Search products by text, the way the search box of OpenBoxes does; use it when only words are known',
	properties,
	execute: perItem(async ({ context, connection }, item) => {
		const text = String(context.getNodeParameter('text', item, '') ?? '').trim();
		if (text.replace(/[%_]/g, '') === '') {
			throw new OpenBoxesError('The search text is empty', {
				description: 'Enter part of a name or code, at least three characters.',
			});
		}
		const query = {
			name: text,
			availableItems: isOn(context, item, 'inStock') || undefined,
		};
		const answer = await connection.get(apiPath('products', 'search'), query);
		const hits = listSchema.parse(answer).data;
		if (hits.length === 0 && text.length < SHORTEST_TERM) {
			throw new OpenBoxesError(`The search text "${text}" is too short`, {
				description: `OpenBoxes searches for ${SHORTEST_TERM} characters or more. For a short product code use Find by Code.`,
			});
		}
		const isSimple = isOn(context, item, 'simplify', true);
		return hits
			.map((row) => ({ row: row as IDataObject, hit: productHitSchema.parse(row) }))
			.sort((a, b) => Number(b.hit.exactMatch ?? false) - Number(a.hit.exactMatch ?? false))
			.slice(0, readLimit(context, item))
			.map(({ row, hit }) => (isSimple ? simplified(hit) : { ...row }));
	}),
};
