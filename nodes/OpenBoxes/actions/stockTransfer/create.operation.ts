import type { INodeProperties } from 'n8n-workflow';
import { DestinationBins } from '../../catalogue/destination-bins';
import { nameKey } from '../../catalogue/product-name';
import { resolveProducts } from '../../catalogue/products';
import { putawayLines, type PutawayLineInput } from '../../lines/putaway-line';
import { readReference } from '../../once/rules/reference';
import { putawayDifference } from '../../putaways/rules/putaway-difference';
import {
	planPutaway,
	type PlannedPutaway,
	type PutawayWish,
} from '../../putaways/rules/putaway-plan';
import { createTransfer } from '../../putaways/save-transfer';
import { asPutawayItem, readMovable } from '../../putaways/transfer-record';
import type { Connection } from '../../transport/connection';
import { requireOpenSource } from '../../transport/open-source-only';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { locatorText } from '../../values/locator';
import { LONGEST_TEXT } from '../../values/text';
import { binField } from '../fields/bin.field';
import { linesFromFields } from '../fields/lines-from.fields';
import { requireLines } from '../fields/read-lines';
import { perItem, type Operation } from '../operation';
import { transferOutput } from './transfer-output';
import { isOn } from '../fields/read-values';

const properties: INodeProperties[] = [
	{
		displayName: 'Reference',
		name: 'reference',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.slip }}',
		description:
			'Number of the slip it comes from, which becomes its description. The same goods are never moved twice under it, also when the workflow runs again or two runs do the same.',
	},
	...linesFromFields({
		json: 'List of goods: <code>[{"productCode": "10001", "lot": "A1", "quantity": 300, "fromBin": "A-01", "bin": "A-02"}]</code>. Each names its product by <code>productId</code>, <code>productCode</code> or <code>barcode</code>; <code>lot</code>, <code>fromBin</code>, <code>unitFactor</code>, and <code>bin</code> when it is the same for all, may be left out.',
		values: [
			{
				displayName: 'Product',
				name: 'productCode',
				type: 'string',
				default: '',
				placeholder: 'e.g. 10001',
				description: 'Product code of the goods',
			},
			{
				displayName: 'Lot',
				name: 'lot',
				type: 'string',
				default: '',
				description: 'Lot number. Leave empty for any lot.',
			},
			{
				...binField,
				displayName: 'From Bin',
				name: 'fromBin',
				description: 'Bin that the goods lie in. Leave empty for any.',
			},
			{
				displayName: 'Quantity',
				name: 'quantity',
				type: 'string',
				default: '',
				placeholder: 'e.g. 300',
				description: 'How many to move, as a whole number',
			},
			{ ...binField, displayName: 'To Bin', description: 'Bin that the goods go to' },
		],
	}),
	{ ...binField, description: 'Bin for all goods whose line names none' },
	{
		displayName: 'Complete',
		name: 'complete',
		type: 'boolean',
		default: false,
		description:
			'Whether to move the goods at once. Otherwise the transfer stays pending until somebody completes it.',
	},
];

function notCreated(reason: string): OpenBoxesError {
	return new OpenBoxesError(`The stock transfer was not created: ${reason}`, {
		description: 'Nothing was moved. Correct the input and run it again.',
	});
}

function readSlip(value: unknown): string {
	const { reference, reason } = readReference(value, 'the reference');
	if (reason !== undefined) throw notCreated(reason);
	if (reference.length <= LONGEST_TEXT) return reference;
	throw notCreated(`the reference is longer than ${LONGEST_TEXT} characters`);
}

/** Lines with the ids of their products and bins. */
async function toWishes(
	connection: Connection,
	lines: readonly PutawayLineInput[],
): Promise<PutawayWish[]> {
	const { location } = await connection.serverInfo();
	const products = await resolveProducts(connection, lines);
	const bins = await DestinationBins.read(connection, location.id);
	return lines.map((line) => {
		const { position, lot, fromBin, quantity, bin: name = '' } = line;
		const { product, reason } = products.get(nameKey(line)) ?? {};
		if (!product) throw notCreated(`line ${position}: ${reason ?? 'no product is named'}`);
		const bin = bins.find(name);
		if (bin)
			return { position, product: product.id, code: product.code, lot, fromBin, bin, quantity };
		const isEmpty = name === '';
		throw notCreated(
			`line ${position}: ${isEmpty ? 'it names no bin to go to' : `"${name}" is no bin of ${location.name}`}`,
		);
	});
}

async function plan(
	connection: Connection,
	lines: readonly PutawayLineInput[],
): Promise<PlannedPutaway[]> {
	const wishes = await toWishes(connection, lines);
	const words = { none: 'lie free here', some: 'free' };
	const planned = planPutaway(await readMovable(connection), wishes, words);
	if (planned.reason !== undefined) throw notCreated(planned.reason);
	return planned.lines;
}

/** A transfer from bin to bin, once. */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a stock transfer',
	description:
		'Move goods from one bin to another of the same location; use Stock Movement for other locations',
	properties,
	execute: perItem(async ({ context, connection }, item) => {
		await requireOpenSource(connection, 'stock transfers');
		const reference = readSlip(context.getNodeParameter('reference', item, ''));
		const common = locatorText(context.getNodeParameter('bin', item, ''));
		const lines = (requireLines(context, item, putawayLines) ?? []).map((line) => ({
			...line,
			bin: line.bin ?? common,
		}));
		const open = lines.find(({ quantity }) => quantity === undefined);
		if (open) throw notCreated(`line ${open.position}: its quantity is missing`);
		const { transfer, ...outcome } = await createTransfer(connection, {
			reference,
			complete: isOn(context, item, 'complete'),
			plan: async () => await plan(connection, lines),
			difference: ({ stockTransferItems }) =>
				putawayDifference(stockTransferItems.map(asPutawayItem), lines),
		});
		return { ...transferOutput(transfer), ...outcome };
	}),
};
