import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { findCategory } from '../../catalogue/categories';
import type { ProductFields } from '../../catalogue/rules/product-body';
import type { Connection } from '../../transport/connection';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { locatorText } from '../../values/locator';
import { LONGEST_TEXT } from '../../values/text';
import { readStored, toSwitch } from '../fields/read-values';

const TEXTS = {
	brandName: ['Brand', 'The name it is sold under'],
	description: ['Description', 'More about the product than its name says'],
	manufacturer: ['Manufacturer', 'The company that makes it'],
	ndc: ['NDC', 'National Drug Code, in 10 or 11 digits'],
	unitOfMeasure: ['Unit of Measure', 'What one unit of stock is, such as each or tablet'],
	upc: ['Barcode (UPC)', 'The number below the barcode of the package'],
} as const;

/** Of a column of 65,535 bytes, three of a letter. */
const LONGEST_DESCRIPTION = 21_845;

/** What may be said of a product besides its name, code and category. */
export const productOptions: INodeProperties[] = [
	...Object.entries(TEXTS).map(([name, [displayName, description]]): INodeProperties => ({
		displayName,
		name,
		type: 'string',
		default: '',
		description,
	})),
	{
		displayName: 'Lot and Expiry Control',
		name: 'lotAndExpiryControl',
		type: 'boolean' as const,
		default: true,
		description: 'Whether its stock needs a lot number and an expiry date',
	},
	{
		displayName: 'Price per Unit',
		name: 'pricePerUnit',
		type: 'number' as const,
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'Price of one unit of measure, in the currency of the server',
	},
].sort((a, b) => a.displayName.localeCompare(b.displayName));

function readSwitch(given: IDataObject, name: string): boolean | undefined {
	if (given[name] === undefined) return undefined;
	const value = toSwitch(given[name]);
	if (value !== undefined) return value;
	throw new OpenBoxesError(`"${name}" must be true or false`);
}

function readPrice(value: unknown): number | undefined {
	if (value === undefined || value === '') return undefined;
	const price = Number(value);
	if (Number.isFinite(price) && price >= 0) return price;
	throw new OpenBoxesError('"Price per Unit" must be a number, 0 or more');
}

/** The fields of a form; a text that is empty was not given. */
export async function readProductFields(
	connection: Connection,
	given: IDataObject,
	find = async (label: string) => await findCategory(connection, label),
): Promise<ProductFields> {
	const text = (name: string, label: string): string | undefined =>
		readStored(given[name], label, name === 'description' ? LONGEST_DESCRIPTION : LONGEST_TEXT);
	const category = locatorText(given.category);
	const found = category === undefined ? undefined : await find(category);
	return {
		name: text('name', 'Name'),
		productCode: text('productCode', 'Product Code'),
		...Object.fromEntries(
			Object.entries(TEXTS).map(([name, [label]]) => [name, text(name, label)]),
		),
		category: found && { id: found.id, name: found.name },
		pricePerUnit: readPrice(given.pricePerUnit),
		lotAndExpiryControl: readSwitch(given, 'lotAndExpiryControl'),
		active: readSwitch(given, 'active'),
	};
}
