import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { nameKey } from '../../catalogue/product-name';
import { resolveProducts } from '../../catalogue/products';
import { countLines, type CountLine } from '../../lines/count-line';
import { readReference } from '../../once/rules/reference';
import { sourceOf, toTransactionNumber } from '../../posting/rules/transaction-number';
import { recordCount as record } from '../../posting/write/record-count';
import type { Connection } from '../../transport/connection';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { readMoment } from '../../values/moment';
import { visibleText } from '../../values/storable-text';
import { requireLines } from '../fields/read-lines';
import { isOn, toSwitch } from '../fields/read-values';
import { perItem, type Operation } from '../operation';
import { commentOption, dryRunField, sourceOption } from '../transaction/posting-fields';
import { countLinesFields } from './count-lines';

const properties: INodeProperties[] = [
	{
		displayName: 'Reference',
		name: 'reference',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.countSheet }}',
		description: 'Number of the count sheet; a count is recorded once for each',
	},
	...countLinesFields('the only one of the product', 'the only one the lot lies in'),
	{
		displayName: 'Zero What Is Not Listed',
		name: 'zeroUnlisted',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			'Whether lots and bins of the counted products that the list does not name are empty. Other products are never touched.',
	},
	{
		displayName: 'Create Missing Lots',
		name: 'createLots',
		type: 'boolean',
		default: false,
		description: 'Whether to create a lot that OpenBoxes does not know yet',
	},
	dryRunField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [commentOption, sourceOption],
	},
];

function refused(reason: string): OpenBoxesError {
	return new OpenBoxesError(`The count was not recorded: ${reason}`, {
		description: 'Nothing of it was written. Correct the input and run it again.',
	});
}

async function withProducts(connection: Connection, lines: readonly CountLine[]) {
	const resolved = await resolveProducts(connection, lines);
	return lines.map((line) => {
		const found = resolved.get(nameKey(line));
		if (found?.product) return { line, product: found.product };
		throw refused(`line ${line.position}: ${found?.reason ?? 'its product is unknown'}`);
	});
}

/** Stock as somebody counted it. */
export const recordCount: Operation = {
	value: 'recordCount',
	name: 'Record Count',
	action: 'Record a stock count',
	description:
		'Set the stock of lots and bins at the location of the credential to what was counted, once for each reference; what the list does not name stays',
	danger: 'set stock to what was counted',
	properties,
	execute: perItem(async ({ context, connection }, item) => {
		const { location } = await connection.serverInfo();
		const options = context.getNodeParameter('options', item, {}) as IDataObject;
		const { reference, reason } = readReference(
			context.getNodeParameter('reference', item, ''),
			'the reference',
		);
		if (reason !== undefined) throw refused(reason);
		const source = visibleText(String(options.source ?? '')) || sourceOf(location);
		const number = toTransactionNumber(source, reference);
		if (number.reason !== undefined) throw refused(number.reason);
		const dryRun = toSwitch(context.getNodeParameter('dryRun', item, false));
		if (dryRun === undefined) throw refused('"Dry Run" is neither true nor false');
		const moment = readMoment(undefined, context.getTimezone(), connection.now());
		if (moment.reason !== undefined) throw refused(moment.reason);
		const lines = requireLines(context, item, countLines) ?? [];
		const { status, transactionId, counts, warnings } = await record(connection, {
			...{ number: number.number, reference, dryRun, time: moment.time },
			comment: String(options.comment ?? ''),
			lines: await withProducts(connection, lines),
			createsLots: isOn(context, item, 'createLots'),
			// Only as a person set it: a text is no yes here.
			zeroUnlisted: context.getNodeParameter('zeroUnlisted', item, false) === true,
		});
		return {
			...{ reference, transactionNumber: number.number, transactionId, status },
			locationName: location.name,
			lines: counts.map(({ product, lotNumber, binName, counted, before }) => ({
				...{ productCode: product.code, lotNumber, binLocation: binName ?? null },
				...{ counted, stockBefore: before, difference: counted - before },
			})),
			warnings,
		};
	}),
};
