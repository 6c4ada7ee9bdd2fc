import { Workflow, type INodeProperties } from 'n8n-workflow';
import { formOf } from '../../../../nodes/OpenBoxes/actions/resource-properties';
import { resources } from '../../../../nodes/OpenBoxes/actions/resources';
import { HapiHub } from '../../../../nodes/HapiHub/HapiHub.node';
import { HapiHubTrigger } from '../../../../nodes/HapiHub/HapiHubTrigger.node';
import { OpenBoxesTrigger } from '../../../../nodes/OpenBoxes/OpenBoxesTrigger.node';
import { EVENTS } from '../../../../nodes/OpenBoxes/trigger/events';
import { Engine } from '../../../engine/engine';
import { at, draft, gloves, locator, on, op } from '../../../hospital/movements';
import { id, Scene } from '../../../hospital/scene';

const operations = resources.flatMap((resource) =>
	resource.operations.map((operation) => ({
		...operation,
		properties: formOf(operation),
		resource,
		full: `${resource.name}: ${operation.name}`,
	})),
);

/** All fields of a form, those in collections and lists of lines included. */
function fieldsOf(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => {
		const inner = (property.options ?? []).flatMap((option) =>
			'values' in option ? option.values : 'displayName' in option ? [option] : [],
		);
		return [property, ...fieldsOf(inner as INodeProperties[])];
	});
}

describe('lines', () => {
	/** These mean everything unless lines are given. */
	const NEED_NO_LINES = ['Stock Movement: Send', 'Stock Movement: Receive', 'Putaway: Create'];
	const withLines = operations.filter(({ properties }) =>
		properties.some(({ name }) => name === 'linesFrom'),
	);

	it.each(withLines.map((one) => [one.full, one] as const))(
		'are asked for in one way: %s',
		(full, { properties }) => {
			const choice = properties.find(({ name }) => name === 'linesFrom');
			expect(choice?.displayName).toBe('Lines From');
			expect(choice?.options).toEqual(
				expect.arrayContaining([
					expect.objectContaining({ name: 'As JSON', value: 'json' }),
					expect.objectContaining({ name: 'Fill In Below', value: 'form' }),
				]),
			);
			if (!NEED_NO_LINES.includes(full)) expect(choice?.default).toBe('form');
		},
	);

	it('that are empty JSON name the field and the other way', async () => {
		const scene = await Scene.open();
		try {
			const debit = { resource: 'transaction', operation: 'debit', reference: 'R-1' };
			for (const linesJson of ['', '={{ $json.lines }}'])
				expect(await scene.failure({ ...debit, linesFrom: 'json', linesJson })).toMatch(
					/"Lines \(JSON\)" is empty.*"Fill In Below" in "Lines From"/,
				);
		} finally {
			await scene.close();
		}
	});
});

const inTitleCase = (words: string): boolean =>
	words.split(' ').every((word) => /^(?:[^a-z]|v\d)/.test(word) || LITTLE_WORDS.has(word));

const LITTLE_WORDS = new Set(
	'a an the of in on to for and or by at from with per as than before after'.split(' '),
);

/** Every field of every node of the package, with where it is. */
const allFields = [
	...operations.map(({ full, properties }) => [full, properties] as const),
	...[OpenBoxesTrigger, HapiHub, HapiHubTrigger].map(
		(Node) => [Node.name, new Node().description.properties] as const,
	),
].flatMap(([where, properties]) =>
	fieldsOf(properties).map((field) => ({ where: `${where} > ${field.displayName}`, field })),
);

describe('words', () => {
	const wrong = (isRight: (field: INodeProperties) => boolean): string[] =>
		allFields.filter(({ field }) => !isRight(field)).map(({ where }) => where);

	it('tell of every field what it is for', () => {
		expect(allFields.length).toBeGreaterThan(1000);
		// n8n shows no description of a collection, and a notice is one.
		const speaks = ({ type }: INodeProperties) =>
			!['collection', 'fixedCollection', 'notice', 'hidden'].includes(type);
		// The two menus that every node begins with speak by their values.
		const isMenu = ({ name }: INodeProperties) => ['resource', 'operation'].includes(name);
		expect(
			wrong((field) => !speaks(field) || isMenu(field) || /^\S.{5,}/.test(field.description ?? '')),
		).toEqual([]);
	});

	it('of switches begin with "Whether"', () => {
		expect(
			wrong(({ type, description = '' }) => type !== 'boolean' || /^Whether /.test(description)),
		).toEqual([]);
	});

	it('of one sentence end without a full stop', () => {
		expect(wrong(({ description = '' }) => !/^[^.]*\.$/.test(description))).toEqual([]);
	});

	it('of names are in title case', () => {
		expect(wrong(({ displayName }) => inTitleCase(displayName))).toEqual([]);
		const untitled = allFields.flatMap(({ where, field }) =>
			(field.options ?? [])
				.filter((option) => 'value' in option && !inTitleCase(option.name))
				.map(({ name }) => `${where}: ${name}`),
		);
		expect(untitled).toEqual([]);
	});

	it.each(operations.map((one) => [one.full, one] as const))(
		"are in n8n's manner: %s",
		(_, { action, description, properties }) => {
			expect(action).toMatch(/^[A-Z][a-z ]+$/);
			expect(description).toMatch(/^[A-Z].*[^.]$/);
			for (const field of fieldsOf(properties)) {
				if (['collection', 'fixedCollection'].includes(field.type))
					expect(field.placeholder).toMatch(/^Add [A-Z][a-z]+$/);
				expect(field.displayName).toMatch(/^[A-Z]/);
			}
		},
	);

	it('of pickers by ID tell an example', () => {
		const modes = operations
			.flatMap(({ properties }) => fieldsOf(properties))
			.flatMap(({ modes: all = [] }) => all)
			.filter(({ type }) => type === 'string');
		expect(modes.filter(({ placeholder }) => !placeholder?.startsWith('e.g. '))).toEqual([]);
	});
});

describe('what stands below the name of a node', () => {
	let engine: Engine;
	beforeAll(async () => {
		engine = await Engine.start();
	});

	async function subtitle(type: string, parameters: object): Promise<unknown> {
		const node = engine.node('Node', type, parameters as never);
		const nodeTypes = engine.nodeTypes();
		const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
		const { subtitle: text } = nodeTypes.getByNameAndVersion(node.type).description;
		await workflow.expression.acquireIsolate();
		try {
			return workflow.expression.getSimpleParameterValue(node, text, 'internal', {});
		} finally {
			await workflow.expression.releaseIsolate();
		}
	}

	it('is the resource and the operation as the form calls them', async () => {
		for (const { value, resource, full } of operations)
			expect(await subtitle('openBoxes', { resource: resource.value, operation: value })).toBe(
				full,
			);
	});

	it('is the events of a trigger', async () => {
		const all = Object.entries(EVENTS);
		for (const [event, { name }] of all)
			expect((await subtitle('openBoxesTrigger', { events: [event] })) as string).toBe(name);
	});
});

describe('"By ID"', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ at: 'north' });
	});
	afterAll(async () => await scene.close());

	it('takes the code of a product', async () => {
		const product = locator('10001');
		expect(await scene.output({ resource: 'product', operation: 'get', product })).toMatchObject([
			{ productCode: '10001' },
		]);
	});

	it('takes the number of a location', async () => {
		const [made] = await scene.output(op('create', { destination: locator('636FCQ') }));
		expect(made).toMatchObject({ destination: { id: id.locations.central } });
	});

	it('takes the number of a movement', async () => {
		const made = await draft(scene, [{ productId: gloves, quantity: 1 }]);
		const [read] = await scene.output(on(String(made.number ?? made.identifier), 'get'));
		expect(read.id).toBe(made.id);
	});

	it('takes the number of an order', async () => {
		const purchaseOrder = locator('PO-1');
		const [order] = await scene.output({
			resource: 'purchaseOrder',
			operation: 'get',
			purchaseOrder,
		});
		expect(order).toMatchObject({ orderNumber: 'PO-1' });
	});
});

it('a movement without a destination is refused in the form', async () => {
	const scene = await Scene.open();
	try {
		for (const operation of ['create', 'createAndSend']) {
			const run = await scene.run(op(operation, { origin: at('north') }));
			expect(run.error?.message).toMatch(/"Destination" is required/);
		}
	} finally {
		await scene.close();
	}
});
