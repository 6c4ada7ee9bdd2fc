import type { INodeProperties } from 'n8n-workflow';
import { binField } from '../fields/bin.field';
import { linesFromFields } from '../fields/lines-from.fields';
import { lotField } from '../fields/lot.field';
import { productField } from '../fields/product.field';
import { unitFactorField } from '../fields/unit-factor.field';

/** Lines that say how much of a product, lot and bin there is. */
export function countLinesFields(emptyLot: string, emptyBin: string): INodeProperties[] {
	return linesFromFields({
		json: 'List of lines: <code>[{"productCode": "10001", "lot": "IBU-A", "quantity": 20}]</code>. Each names its product by <code>productId</code>, <code>productCode</code> or <code>barcode</code>; <code>bin</code>, <code>expirationDate</code> and <code>unitFactor</code> may follow.',
		values: [
			productField,
			{
				displayName: 'Quantity',
				name: 'quantity',
				type: 'number',
				typeOptions: { minValue: 0, numberPrecision: 0 },
				default: 0,
				required: true,
				description: 'How much is there, as a whole number, 0 or more',
			},
			unitFactorField,
			{ ...lotField, hint: `Empty = ${emptyLot}` },
			{ ...binField, hint: `Empty = ${emptyBin}` },
		],
	});
}
