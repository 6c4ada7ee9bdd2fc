import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { resources } from '../../../../nodes/OpenBoxes/actions/resources';
import { OPERATIONS } from '../../../hospital/steps';
import { Scene } from '../../../hospital/scene';

/** What an expression or an AI agent may say instead of a choice. */
const WRONG: unknown[] = ['UP', 'everything else', '__proto__', 2, ['up'], { value: 'up' }];
/** What only a switch can be. */
const SWITCHED: unknown[] = [0, true];

interface Choice {
	name: string;
	path: string[];
	show: object;
	/** On or off. */
	isSwitch: boolean;
}

/** Fields with choices, those of collections too, and what must be chosen so that they are shown. */
function choicesOf(properties: readonly INodeProperties[], path: string[] = []): Choice[] {
	return properties.flatMap(
		({ name, displayName, type, options = [], displayOptions, noDataExpression }) => {
			if (type === 'collection')
				return choicesOf(options as INodeProperties[], [...path, name]).map((choice) => ({
					...choice,
					show: firstOf(displayOptions?.show),
				}));
			if (type !== 'options' && type !== 'boolean') return [];
			const isSwitch = type === 'boolean';
			// Its expressions are not evaluated.
			if (noDataExpression) return [];
			return [
				{ name: displayName, path: [...path, name], show: firstOf(displayOptions?.show), isSwitch },
			];
		},
	);
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

	it.each(cases)('%s: %s', async (operation, label, { path, show, isSwitch }) => {
		const wrong = isSwitch ? WRONG : [...WRONG, ...SWITCHED];
		const plain = OPERATIONS.find(({ name }) => name === operation)?.plain(1) ?? {};
		const [first, second] = path;
		const chosen = '={{ $json.value }}';
		const field = second === undefined ? { [first]: chosen } : { [first]: { [second]: chosen } };
		const parameters = { ...plain, enable: true, ...show, ...field } as INodeParameters;
		const { stock } = scene.sandbox.state();
		const { output, error } = await scene.run(parameters, {
			items: wrong.map((value) => ({ value, ref: 'R-1' })) as never,
			continueOnFail: true,
		});
		expect(error).toBeUndefined();
		const told = output.map(({ json }) => String(json.error ?? 'done'));
		expect(told.filter((text) => !text.includes(`is no choice of "${label}"`))).toEqual([]);
		expect(told).toHaveLength(wrong.length);
		expect(scene.sandbox.state().stock).toEqual(stock);
	});

	it('lets a web address say a switch as text: "true" was taken for off', async () => {
		const asked = { resource: 'stock', operation: 'getAvailability', product: '10001' };
		const places = async (allLocations: string): Promise<number> => {
			const rows = await scene.output({ ...asked, allLocations }, [{ all: 'true', one: 'false' }]);
			return new Set(rows.map(({ locationName }) => locationName)).size;
		};
		expect(await places('={{ $json.all }}')).toBeGreaterThan(1);
		expect(await places('={{ $json.one }}')).toBe(1);
	});
});
