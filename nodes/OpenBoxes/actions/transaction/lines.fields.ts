import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { binField } from '../fields/bin.field';
import { CLINIC, CLINIC_OPTION, clinicProperties } from '../fields/clinic-input';
import { keepSerialField } from '../fields/keep-serial.field';
import { linesFromFields } from '../fields/lines-from.fields';
import { lotField } from '../fields/lot.field';
import { unitFactorField } from '../fields/unit-factor.field';
import { productField } from '../fields/product.field';

/** How an operation speaks of its lines. */
interface LineWords {
	/** Menu entry for an item that holds all lines, e.g. `A Whole Sale`. */
	whole: string;
	/** Menu entry for an item that holds one line, e.g. `One Line of a Sale`. */
	line: string;
	quantity: string;
	unitFactor: string;
	lot: string;
	bin: string;
	/** What an empty lot and an empty bin mean, shown below the pickers. */
	emptyLot: string;
	emptyBin: string;
	/** Whether an item may be a transaction of a clinic system. */
	clinic?: true;
}

type Show = NonNullable<IDisplayOptions['show']>;

/** Fields of one line; more can follow, as an adjustment needs them. */
function lineFields(words: LineWords, more: readonly INodeProperties[]): INodeProperties[] {
	return [
		productField,
		{
			displayName: 'Quantity',
			name: 'quantity',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 1,
			required: true,
			description: words.quantity,
		},
		{ ...unitFactorField, description: words.unitFactor },
		{ ...lotField, description: words.lot, hint: `Empty = ${words.emptyLot}` },
		{ ...binField, description: words.bin, hint: `Empty = ${words.emptyBin}` },
		...more,
		{
			displayName: 'Comment',
			name: 'comment',
			type: 'string',
			default: '',
			description: 'Note that is kept with this line in OpenBoxes',
		},
		keepSerialField,
	];
}

/**
 * Fields for the lines of a transaction: as JSON, filled in, or one line per input item.
 *
 * @param show further conditions under which the lines are shown at all
 */
export function linesProperties(
	words: LineWords,
	more: readonly INodeProperties[] = [],
	show: Show = {},
): INodeProperties[] {
	const fields = lineFields(words, more);
	return [
		{
			displayName: 'Each Input Item Is',
			name: 'itemIs',
			type: 'options',
			options: [
				{ name: words.whole, value: 'sale', description: 'The item holds all lines' },
				{
					name: words.line,
					value: 'line',
					description: 'Items with the same reference belong together, as in a spreadsheet',
				},
				...(words.clinic ? [CLINIC_OPTION] : []),
			],
			default: 'sale',
			displayOptions: { show },
			description: 'Whether an item brings a whole receipt or one line of it',
		},
		...linesFromFields({
			json: `List of lines: <code>[{"barcode": "0012345678905", "quantity": 2}]</code>. Each names its product by <code>productId</code>, <code>productCode</code> or <code>barcode</code>; ${['unitFactor', 'lot', 'bin', ...more.map(({ name }) => name)].map((name) => `<code>${name}</code>`).join(', ')} and <code>comment</code> may follow.`,
			values: fields,
			show: { ...show, itemIs: ['sale'] },
		}),
		...fields.map((field) => ({
			...field,
			displayOptions: { show: { ...show, itemIs: ['line'] } },
		})),
		...(words.clinic ? clinicProperties({ ...show, itemIs: [CLINIC] }) : []),
	];
}
