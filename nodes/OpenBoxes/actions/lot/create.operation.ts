import { findProduct } from '../../catalogue/find-products';
import { toProductName } from '../../catalogue/product-name';
import { createLot } from '../../stock/lot-record';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { storableText } from '../../values/storable-text';
import { isStorable } from '../../values/text';
import { productField } from '../fields/product.field';
import { readDayField, readText } from '../fields/read-values';
import { perItem, type Operation } from '../operation';
import { lotOutput } from './lot-output';

/** Without a number the server makes one more nameless lot each time (warehouse.md#lots). */
function readNumber(value: unknown): string {
	const number = readText(value) ?? '';
	if (isStorable(number) && storableText(number) !== '') return storableText(number);
	throw new OpenBoxesError('The lot was not created: its number is missing or too long', {
		description: 'Give the number of the lot as it stands on the box, at most 255 characters.',
	});
}

/** A new lot of a product, once. */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a lot',
	description:
		'Create a lot of a product, without stock; one of that number is found instead, and receiving makes its lots itself',
	properties: [
		productField,
		{
			displayName: 'Lot Number',
			name: 'lotNumber',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. IBU-A',
			description: 'As it stands on the box; a product has each number once',
		},
		{
			displayName: 'Expiration Date',
			name: 'expirationDate',
			type: 'dateTime',
			default: '',
			description: 'Last day of use. Empty = does not expire.',
		},
	],
	execute: perItem(async ({ context, connection }, item) => {
		const number = readNumber(context.getNodeParameter('lotNumber', item, ''));
		const expiry = readDayField(
			context.getNodeParameter('expirationDate', item, ''),
			'Expiration Date',
			context.getTimezone(),
		);
		const name = toProductName(context.getNodeParameter('product', item, ''));
		const product = await findProduct(connection, name);
		const { lot, existed, warnings } = await createLot(connection, { product, number, expiry });
		return { ...lotOutput(lot), existed, warnings };
	}),
};
