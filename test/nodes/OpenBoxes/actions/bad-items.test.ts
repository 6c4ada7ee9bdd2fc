import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Engine } from '../../../engine/engine';
import { runNode, type NodeRun } from '../../../engine/run';
import { CuttingProxy } from '../../../hospital/cutting-proxy';
import { at, json, locator, op } from '../../../hospital/movements';
import { OPERATIONS } from '../../../hospital/steps';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { filled, n8n, NEEDED, propertiesOf } from './filled-forms';

/** What no field can mean, and what would harm a whole run if it were sent as it is. */
const POISON: unknown[] = [
	'.',
	'\uD83D',
	'x'.repeat(20_000),
	1e300,
	'+275760-09-13T00:00:01Z',
	{ deep: [{ value: 1 }] },
];

const TEXTS = ['string', 'resourceLocator', 'number', 'dateTime', 'json'];

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

/** A field that holds what an item brings for it, or else what it always holds. */
function openTo(name: string, usual: unknown): unknown {
	if (typeof usual === 'object' && usual !== null && 'mode' in usual) {
		const { value } = usual as { value?: unknown };
		return { ...usual, value: openTo(name, value) };
	}
	const [field, otherwise] = [name, usual].map((one) => JSON.stringify(one ?? ''));
	return `={{ $json.field === ${field} ? $json.value : ${otherwise} }}`;
}

function spoilableFields(name: string): string[] {
	const texts = (propertiesOf.get(name) ?? []).filter(({ type }) => TEXTS.includes(type));
	return [...new Set(texts.map((property) => property.name))];
}

/** Parameters all of whose fields an item can spoil. */
function spoilable(usual: INodeParameters, fields: readonly string[]): INodeParameters {
	const open = fields.map((field) => [
		field,
		field === 'reference'
			? `={{ $json.field === "reference" ? $json.value : $json.ref }}`
			: openTo(field, usual[field]),
	]);
	return { ...usual, ...(Object.fromEntries(open) as INodeParameters) };
}

/** What became of an item, without what differs from run to run. */
function fateOf({ output }: NodeRun, item: number): string[] {
	return output
		.filter(({ pairedItem }) =>
			[pairedItem].flat().some((one) => typeof one === 'object' && one.item === item),
		)
		.map(({ json }) => String(json.error ?? 'done').replace(/[0-9a-z]*\d[0-9a-z]*/gi, '#'));
}

async function outputOf(engine: Engine, parameters: object): Promise<IDataObject> {
	const { output, error } = await runNode(engine, {
		type: 'openBoxes',
		parameters: { ...parameters },
	});
	if (error) throw new Error(error.message);
	return output[0].json;
}

/** The hospital as it was, with a sale and a draft, and what an operation needs of them to succeed. */
async function freshGround(engine: Engine, name: string): Promise<object> {
	sandbox.reset();
	const line = { productCode: '10001', quantity: 1 };
	if (name.startsWith('stockMovement.')) {
		const places = { origin: at('pharmacy'), destination: at('ward') };
		const made = await outputOf(engine, op('create', { ...places, ...json([line]) }));
		const [{ id: lineId }] = made.lineItems as IDataObject[];
		const changes = name.endsWith('updateItems') ? json([{ id: lineId, quantity: 3 }]) : {};
		return {
			...NEEDED[name],
			stockMovement: locator(String(made.id)),
			lineIds: lineId,
			...changes,
		};
	}
	if (['credit', 'reverse', 'get'].some((one) => name === `transaction.${one}`)) {
		const sale = { resource: 'transaction', operation: 'debit', reference: 'HOSTILE' };
		await outputOf(engine, { ...sale, ...json([{ ...line, quantity: 90 }]) });
		return {};
	}
	return NEEDED[name] ?? {};
}

describe('under "Continue" no item harms another', () => {
	it.each(OPERATIONS.map((one) => [one.name, one] as const))('%s', async (name, one) => {
		const fields = spoilableFields(name);
		const run = async (items: IDataObject[]): Promise<NodeRun> => {
			const line = await CuttingProxy.start(sandbox.url);
			try {
				const engine = await n8n(line.url);
				const needed = await freshGround(engine, name);
				const usual = filled(name, { ...one.plain(1), ...needed });
				const parameters = spoilable(usual, fields);
				const type = 'openBoxes';
				return await runNode(engine, { type, parameters, items, continueOnFail: true });
			} finally {
				await line.close();
			}
		};
		const [first, last] = [{ ref: 'OK-1' }, { ref: 'OK-2' }];
		const bad = fields.flatMap((field) =>
			POISON.map((value, index) => ({ field, value, ref: `BAD-${field}-${index}` })),
		);
		const clean = await run([first, last]);
		const spoiled = await run([first, ...bad, last] as IDataObject[]);
		expect(spoiled.error).toBeUndefined();
		expect(fateOf(spoiled, 0)).toEqual(fateOf(clean, 0));
		expect(fateOf(spoiled, bad.length + 1)).toEqual(fateOf(clean, 1));
		const told = spoiled.output.map(({ json }) => String(json.error ?? ''));
		expect(told.filter((text) => text.length > 1500)).toEqual([]);
	});
});
