import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { findProduct } from '../../catalogue/find-products';
import { toProductName } from '../../catalogue/product-name';
import { setLevels } from '../../stock/reorder-rules';
import { LEVELS, type Levels } from '../../stock/rules/reorder-levels';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { productField } from '../fields/product.field';
import { perItem, type Operation } from '../operation';
import { levelOutput } from './level-output';
import { placeField, readStockPlace } from './stock-fields';

/** The server takes no more (warehouse.md#inventory-levels). */
const MOST = 2_147_483_646;

const FIELDS = {
	minQuantity: { displayName: 'Minimum', name: 'minimumQuantity' },
	reorderQuantity: { displayName: 'Reorder Point', name: 'reorderPoint' },
	maxQuantity: { displayName: 'Maximum', name: 'maximumQuantity' },
} as const;

const properties: INodeProperties[] = [
	productField,
	placeField,
	{
		displayName: 'Levels',
		name: 'levels',
		type: 'collection',
		placeholder: 'Add Level',
		default: {},
		description: 'What is not added stays as it is; 0 = none',
		options: LEVELS.map(({ key }) => ({
			...FIELDS[key],
			type: 'number' as const,
			typeOptions: { minValue: 0, numberPrecision: 0 },
			default: 0,
			description: 'In stock units',
		})),
	},
];

function readLevels(given: IDataObject): Partial<Levels> {
	const levels: Partial<Levels> = {};
	for (const { key } of LEVELS) {
		const { name, displayName } = FIELDS[key];
		const value = given[name];
		if (value === undefined || value === null || value === '') continue;
		const level = Number(value);
		if (!Number.isInteger(level) || level < 0 || level > MOST)
			throw new OpenBoxesError(`"${displayName}" must be a whole number, 0 or more`);
		levels[key] = level;
	}
	if (Object.keys(levels).length === 0)
		throw new OpenBoxesError('No level is given', {
			description: 'Add at least one under "Levels".',
		});
	return levels;
}

/** When to order, from now on. */
export const setLevel: Operation = {
	value: 'setLevel',
	name: 'Set Level',
	action: 'Set a reorder level',
	description: 'Set the minimum, reorder point or maximum of a product at a location',
	properties,
	execute: perItem(async (run, item) => {
		const { context, connection } = run;
		const levels = readLevels(context.getNodeParameter('levels', item, {}) as IDataObject);
		const location = await readStockPlace(run, item);
		const name = toProductName(context.getNodeParameter('product', item, ''));
		const product = await findProduct(connection, name);
		const { rule, existed, warnings } = await setLevels(connection, { location, product }, levels);
		const output = levelOutput(rule, { product, locationName: location.name });
		delete output.binLocation;
		delete output.status;
		return { ...output, existed, warnings };
	}),
};
