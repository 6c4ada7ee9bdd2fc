import type { INodeProperties } from 'n8n-workflow';
import { putawayLines, type PutawayLineInput } from '../../lines/putaway-line';
import { readLocator } from '../../values/locator';
import {
	planPutaway,
	type PutawayCandidate,
	type PutawayWish,
} from '../../putaways/rules/putaway-plan';
import { readCandidates, toCandidate } from '../../putaways/putaway-record';
import type { Putaway } from '../../schemas';
import { createPutaway } from '../../putaways/save-putaway';
import { nameKey } from '../../catalogue/product-name';
import { knownProductId } from '../../catalogue/rules/known-product';
import { resolveProducts } from '../../catalogue/products';
import { DestinationBins } from '../../catalogue/destination-bins';
import { readReference } from '../../once/rules/reference';
import { putawayDifference } from '../../putaways/rules/putaway-difference';
import type { Connection } from '../../transport/connection';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { requireFeature } from '../../transport/server';
import { binField } from '../fields/bin.field';
import { linesFromFields } from '../fields/lines-from.fields';
import { requireLines } from '../fields/read-lines';
import { perItem, type Operation, type OperationRun } from '../operation';
import { putawayOutput } from './putaway-output';
import { isOn } from '../fields/read-values';

const lineFields: INodeProperties[] = [
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
		description: 'Lot number. Leave empty for all lots that wait.',
	},
	{
		...binField,
		displayName: 'From Bin',
		name: 'fromBin',
		description: 'Receiving bin that the goods lie in. Leave empty for all.',
	},
	{
		displayName: 'Quantity',
		name: 'quantity',
		type: 'string',
		default: '',
		placeholder: 'e.g. 300',
		description: 'How many to put away, as a whole number. Leave empty for all that are there.',
	},
	{
		...binField,
		displayName: 'To Bin',
		description: 'Shelf or bin that the goods go to',
	},
];

const properties: INodeProperties[] = [
	...linesFromFields({
		json: 'List of goods: <code>[{"productCode": "10001", "lot": "A1", "quantity": 300, "bin": "A-01"}]</code>. Each names its product by <code>productId</code>, <code>productCode</code> or <code>barcode</code>; <code>lot</code>, <code>fromBin</code>, <code>quantity</code> and <code>unitFactor</code> may be left out.',
		values: lineFields,
		more: [{ name: 'All That Wait', value: 'all', description: 'Everything in receiving bins' }],
		default: 'all',
	}),
	{
		...binField,
		description:
			'Shelf or bin for all goods whose line names none. Leave empty to use the usual bin of each product.',
	},
	{
		displayName: 'Complete',
		name: 'complete',
		type: 'boolean',
		default: false,
		description:
			'Whether to move the goods at once. Otherwise the putaway stays pending until somebody completes it.',
	},
	{
		displayName: 'Reference',
		name: 'reference',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.slip }}',
		description:
			'Number of the slip it comes from, which becomes the number of the putaway. With it the same goods are never put away twice, also when the workflow runs again or two runs do the same. Empty = OpenBoxes gives a number.',
	},
];

/** Own number of the putaway; undefined when none is given. */
function readPutawayReference(value: unknown): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const { reference, reason } = readReference(value, 'the reference');
	if (reason !== undefined) throw notCreated(reason);
	if (reference.length > 60) throw notCreated('the reference is longer than 60 characters');
	return reference;
}

function notCreated(reason: string): OpenBoxesError {
	return new OpenBoxesError(`The putaway was not created: ${reason}`, {
		description: 'Nothing was moved. Correct the input and run it again.',
	});
}

/** IDs of the products of lines; what waits tells most of them, only barcodes are asked for. */
async function productIdsOf(
	connection: Connection,
	lines: readonly PutawayLineInput[],
	candidates: readonly PutawayCandidate[],
): Promise<string[]> {
	const waiting = candidates.map(({ productId, productCode }) => ({
		id: productId,
		code: productCode,
	}));
	const known = lines.map((line) => knownProductId(line, waiting));
	const unknown = lines.filter((_, index) => known[index] === undefined);
	const resolutions = await resolveProducts(connection, unknown);
	return lines.map((line, index) => {
		const resolution = known[index] === undefined ? resolutions.get(nameKey(line)) : undefined;
		if (resolution?.reason !== undefined)
			throw notCreated(`line ${line.position}: ${resolution.reason}`);
		const id = known[index] ?? resolution?.product?.id ?? '';
		if (waiting.some((product) => product.id === id)) return id;
		const code = resolution?.product?.code ?? id;
		throw notCreated(`line ${line.position}: no goods of "${code}" wait for a putaway`);
	});
}

/** Wishes with the ids of their bins, which must belong to the location. */
async function toWishes(
	{ context, connection }: OperationRun,
	item: number,
	lines: readonly PutawayLineInput[],
	candidates: readonly PutawayCandidate[],
): Promise<PutawayWish[]> {
	const products = await productIdsOf(connection, lines, candidates);
	const { location } = await connection.serverInfo();
	const common = readLocator(context.getNodeParameter('bin', item, '')).text;
	const names = lines.map((line) => line.bin ?? common);
	const bins = names.some((name) => name !== '')
		? await DestinationBins.read(connection, location.id)
		: undefined;
	return lines.map((line, index) => {
		const name = names[index];
		const bin = name === '' ? undefined : bins?.find(name);
		if (name !== '' && !bin)
			throw notCreated(`line ${line.position}: "${name}" is no bin of ${location.name}`);
		const { position, lot, fromBin, quantity } = line;
		return { position, product: products[index], lot, fromBin, bin, quantity };
	});
}

/** The goods of lines with the IDs of their products, when the goods have left the bins in which they waited. */
async function namedGoods(
	connection: Connection,
	lines: readonly PutawayLineInput[],
	{ putawayItems }: Putaway,
): Promise<PutawayLineInput[]> {
	const moved = putawayItems.map((one) => ({
		id: one['product.id'],
		code: one['product.productCode'] ?? '',
	}));
	const known = lines.map((line) => knownProductId(line, moved));
	const unknown = lines.filter((_, index) => known[index] === undefined);
	const resolutions = await resolveProducts(connection, unknown);
	return lines.map((line, index) => {
		const resolution = known[index] === undefined ? resolutions.get(nameKey(line)) : undefined;
		if (resolution?.reason !== undefined)
			throw notCreated(`line ${line.position}: ${resolution.reason}`);
		const productId = known[index] ?? resolution?.product?.id;
		return { ...line, productId, productCode: resolution?.product?.code };
	});
}

/** One line for each lot that waits. */
function everything(candidates: readonly PutawayCandidate[]): PutawayLineInput[] {
	return candidates
		.filter(({ isReady }) => isReady)
		.map(({ productId, lotId, fromBinId }, index) => ({
			position: index + 1,
			productId,
			lot: lotId,
			fromBin: fromBinId,
		}));
}

/** A putaway for goods in receiving bins. */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a putaway',
	description: 'Put goods from receiving bins on their shelves',
	properties,
	execute: perItem(async (run, item) => {
		const { connection, context } = run;
		requireFeature(await connection.serverInfo(), 'putaways');
		const status = isOn(context, item, 'complete') ? 'COMPLETED' : 'PENDING';
		const lines = requireLines(context, item, putawayLines);
		const common = readLocator(context.getNodeParameter('bin', item, '')).text;
		const created = await createPutaway(connection, {
			reference: readPutawayReference(context.getNodeParameter('reference', item, '')),
			status,
			plan: async () => {
				const candidates = (await readCandidates(connection)).map(toCandidate);
				const inputs = lines ?? everything(candidates);
				if (inputs.length === 0) throw notCreated('nothing waits for a putaway');
				const plan = planPutaway(candidates, await toWishes(run, item, inputs, candidates));
				if (plan.reason !== undefined) throw notCreated(plan.reason);
				return plan.lines;
			},
			difference: async (putaway) => {
				const goods = lines && (await namedGoods(connection, lines, putaway));
				return putawayDifference(
					putaway.putawayItems,
					goods?.map((line) => ({ ...line, bin: line.bin ?? common })),
				);
			},
		});
		const { putaway, transactionIds, existed, warnings } = created;
		return { ...putawayOutput(putaway), transactionIds, alreadyExisted: existed, warnings };
	}),
};
