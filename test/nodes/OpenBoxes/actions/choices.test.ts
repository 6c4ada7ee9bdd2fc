import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { resources } from '../../../../nodes/OpenBoxes/actions/resources';
import { OPERATIONS } from '../../../hospital/steps';
import { Scene } from '../../../hospital/scene';

/** What an expression or an AI agent may say instead of a choice. */
const WRONG: unknown[] = ['UP', 'everything else', '__proto__', 0, true, ['up'], { value: 'up' }];

interface Choice {
	name: string;
	path: string[];
	show: object;
}

/** Fields with choices, those of collections too, and what must be chosen so that they are shown. */
function choicesOf(properties: readonly INodeProperties[], path: string[] = []): Choice[] {
	return properties.flatMap(({ name, displayName, type, options = [], displayOptions }) => {
		if (type === 'collection')
			return choicesOf(options as INodeProperties[], [...path, name]).map((choice) => ({
				...choice,
				show: firstOf(displayOptions?.show),
			}));
		if (type !== 'options') return [];
		return [{ name: displayName, path: [...path, name], show: firstOf(displayOptions?.show) }];
	});
}

const firstOf = (show: Record<string, unknown> = {}): object =>
	Object.fromEntries(Object.entries(show).map(([key, values]) => [key, [values].flat()[0]]));

const cases = resources.flatMap(({ value: resource, operations }) =>
	operations.flatMap(({ value, properties }) =>
		choicesOf(properties)
			// Decides how the form looks; it is the same for all items.
			.filter(({ path }) => path[0] !== 'itemIs')
			.map((choice) => [`${resource}.${value}`, choice.name, choice] as const),
	),
);

describe('what is no choice of a field is refused, never taken for the usual one', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open();
	});
	afterAll(async () => await scene.close());

	it('finds choices at all', () => {
		expect(cases.length).toBeGreaterThan(30);
	});

	it.each(cases)('%s: %s', async (operation, label, { path, show }) => {
		const plain = OPERATIONS.find(({ name }) => name === operation)?.plain(1) ?? {};
		const [first, second] = path;
		const chosen = '={{ $json.value }}';
		const field = second === undefined ? { [first]: chosen } : { [first]: { [second]: chosen } };
		const parameters = { ...plain, enable: true, ...show, ...field } as INodeParameters;
		const { stock } = scene.sandbox.state();
		const { output, error } = await scene.run(parameters, {
			items: WRONG.map((value) => ({ value, ref: 'R-1' })) as never,
			continueOnFail: true,
		});
		expect(error).toBeUndefined();
		const told = output.map(({ json }) => String(json.error ?? 'done'));
		expect(told.filter((text) => !text.includes(`is no choice of "${label}"`))).toEqual([]);
		expect(told).toHaveLength(WRONG.length);
		expect(scene.sandbox.state().stock).toEqual(stock);
	});
});
