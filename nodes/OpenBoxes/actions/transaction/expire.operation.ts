import type { INodeProperties } from 'n8n-workflow';
import { dayIn } from '../../values/moment';
import type { BookedLine } from '../../posting/write/posting-request';
import { toSwitch } from '../fields/read-values';
import type { Operation, OperationRun } from '../operation';
import { linesProperties } from './lines.fields';
import { postAll } from './post-all';
import {
	commentOption,
	dryRunField,
	shortageOption,
	sourceOption,
	timeOption,
} from './posting-fields';
import { optionalReferenceField } from './reference.field';

const properties: INodeProperties[] = [
	optionalReferenceField,
	...linesProperties({
		whole: 'A Whole Write-Off',
		line: 'One Line of a Write-Off',
		quantity: 'How many expired, as a whole number',
		unitFactor: 'Stock units in one counted unit: 1 for single units, 100 for a box of 100',
		lot: 'Lot (batch) that expired. Leave empty to take the lots that are past their day.',
		bin: 'Shelf or bin it lies in. Leave empty to take it from any; enter none by name for stock in no bin.',
		emptyLot: 'expired lots',
		emptyBin: 'from any',
	}),
	{
		displayName: 'Only Expired Lots',
		name: 'onlyExpired',
		type: 'boolean',
		default: true,
		description:
			'Whether a line is refused when fewer units than given are past their expiry date; else the rest is taken of what expires next. A lot that the line names is taken in any case.',
	},
	dryRunField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [commentOption, shortageOption, sourceOption, timeOption],
	},
];

/** Says which lots were written off before their time. */
function remarks(run: OperationRun, lines: readonly BookedLine[], time: number): string[] {
	const today = dayIn(run.context.getTimezone(), time);
	return lines.flatMap(({ product, lots }) =>
		lots
			.filter((lot) => lot.lotNumber !== undefined)
			.filter(({ expirationDate }) => expirationDate === undefined || expirationDate >= today)
			.map(
				({ lotNumber, expirationDate, quantity }) =>
					`${product.code}: ${quantity} of lot ${lotNumber || '(no number)'} are not expired yet (${expirationDate ?? 'no expiry date'})`,
			),
	);
}

/** Takes expired stock out. */
export const expire: Operation = {
	value: 'expire',
	name: 'Expire',
	action: 'Write off expired stock',
	description: 'Take expired stock out, as it appears in the expiry reports',
	properties,
	execute: async (run) =>
		await postAll(
			run,
			{
				name: 'A write-off',
				reference: 'optional',
				movement: ({ context }, item) => ({
					movement: 'expire',
					// Whatever is no clear "no" keeps good stock where it is.
					choice:
						toSwitch(context.getNodeParameter('onlyExpired', item, true)) === false
							? 'expiredFirst'
							: 'expiredOnly',
					reasonCode: 'EXPIRED',
				}),
			},
			remarks,
		),
};
