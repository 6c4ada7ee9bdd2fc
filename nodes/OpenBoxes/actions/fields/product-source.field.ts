import type { INodeProperties } from 'n8n-workflow';
import { idPicker } from './id-picker.field';

const picker = idPicker(
	{
		displayName: 'Product Source',
		name: 'productSource',
		required: true,
		description: 'Who sells the product under which code, as Get Suppliers shows it',
	},
	'searchProductSources',
);

/** Picker for who sells the product that the form names. */
export const productSourceField: INodeProperties = {
	...picker,
	modes: [
		...(picker.modes ?? []),
		{ displayName: 'By Code', name: 'code', type: 'string', placeholder: 'e.g. 10001-MS' },
	],
};
