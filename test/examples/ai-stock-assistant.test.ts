import { readFileSync, resolve } from '../platform';
import { jsonParse, type IDataObject, type INode, type INodeParameters } from 'n8n-workflow';
import { resources } from '../../nodes/OpenBoxes/actions/resources';
import { KINDS, Scene } from '../hospital/scene';

const { nodes } = jsonParse<{ nodes: INode[] }>(
	readFileSync(resolve(module.path, '../../examples/ai-stock-assistant.json'), 'utf8'),
);
const tools = nodes.filter(({ type }) => type === 'n8n-nodes-openboxes.openBoxesTool');

/** A model that fills in what a tool asks of it; n8n evaluates `$fromAI` before the node runs. */
function filledIn(parameters: INodeParameters, words: Record<string, string>): INodeParameters {
	const text = JSON.stringify(parameters).replace(
		/"=\{\{ \$fromAI\('(\w+)'[^"]*\}\}"/g,
		(_, name: string) => JSON.stringify(words[name]),
	);
	return jsonParse<INodeParameters>(text);
}

/** A stub of a model: it looks for the product, and then for its lots. */
async function answer(
	scene: Scene,
	words: Record<string, string>,
	name: string,
): Promise<IDataObject[]> {
	const tool = tools.find((one) => one.name === name);
	if (!tool) throw new Error(`The assistant has no tool ${name}`);
	return await scene.output(filledIn(tool.parameters, words));
}

it('offers reads only, each told to the model', () => {
	expect(tools.map(({ name }) => name)).toEqual([
		'Search Products',
		'Get Availability',
		'Get Below Reorder',
	]);
	for (const { parameters } of tools) {
		expect(parameters.operation).toMatch(/^(get|search)/);
		const found = resources
			.find(({ value }) => value === parameters.resource)
			?.operations.find(({ value }) => value === parameters.operation);
		expect(found?.description.length).toBeGreaterThan(30);
	}
});

describe.each(KINDS)('the assistant on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	it('finds a product by a word and says which lots there are', async () => {
		const [hit] = await answer(scene, { Text: 'ibuprofen' }, 'Search Products');
		const lots = await answer(scene, { Product: String(hit.productCode) }, 'Get Availability');
		expect(lots).toContainEqual(
			expect.objectContaining({ lotNumber: 'IBU-A', quantityOnHand: 40 }),
		);
	});

	it('says what runs out', async () => {
		const low = await answer(scene, {}, 'Get Below Reorder');
		expect(low.map(({ productCode }) => productCode)).toContain('40001');
	});
});
