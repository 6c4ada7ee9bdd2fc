import type { INodeParameters } from 'n8n-workflow';
import { OpenBoxes } from '../../../../nodes/OpenBoxes/OpenBoxes.node';
import { formOf } from '../../../../nodes/OpenBoxes/actions/resource-properties';
import { resources } from '../../../../nodes/OpenBoxes/actions/resources';
import { locator } from '../../../hospital/movements';
import { Scene } from '../../../hospital/scene';

const operations = resources.flatMap((resource) =>
	resource.operations.map((operation) => ({
		...operation,
		full: `${resource.name}: ${operation.name}`,
		resource: resource.value,
		form: formOf(operation),
	})),
);
const dangerous = operations.filter(({ danger }) => danger !== undefined);

/** What somebody may say in place of switching it on: an AI agent, an expression, a spreadsheet. */
const NOT_SWITCHED_ON = [undefined, false, 'true', 1, '={{ true }}', '={{ $fromAI("enable") }}'];

/** A form in which nothing is missing but the switch. */
function filledIn({ resource, value, form }: (typeof operations)[number]): INodeParameters {
	const required = form.filter((field) => field.required);
	return {
		resource,
		operation: value,
		...Object.fromEntries(
			required.map(({ name, type }) => [name, type === 'resourceLocator' ? locator('x') : '{}']),
		),
	};
}

describe('dangerous operations', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open();
	});
	afterAll(async () => await scene.close());

	it.each(dangerous.map((one) => [one.full, one] as const))(
		'%s does nothing until a person switched it on',
		async (_, one) => {
			for (const enable of NOT_SWITCHED_ON) {
				const parameters = filledIn(one);
				if (enable !== undefined) parameters.enable = enable;
				expect(await scene.failure(parameters)).toBe(
					`This node may not ${one.danger} A person must switch on "Enable" in the node first. Nothing was sent.`,
				);
			}
			expect(scene.sandbox.requests.total).toBe(0);
		},
	);

	it('fail as items of their own where a workflow goes on', async () => {
		const { output } = await scene.run(filledIn(dangerous[0]), {
			items: [{}, {}],
			continueOnFail: true,
		});
		expect(output.map(({ json }) => json.error)).toEqual([
			expect.stringContaining('"Enable"'),
			expect.stringContaining('"Enable"'),
		]);
		expect(scene.sandbox.requests.total).toBe(0);
	});

	it('are all that delete, roll back, set stock to a count, or write past the checks', () => {
		const writes = ({ value }: { value: string }) => !/^(get|search)/.test(value);
		const named = operations.filter(
			(one) =>
				/^(delete|rollBack|recordCount|import)/.test(one.value) ||
				(one.resource === 'record' && writes(one)) ||
				/set stock/i.test(one.description),
		);
		expect(dangerous).toEqual(expect.arrayContaining(named));
	});

	it('show one switch, off and out of reach of expressions; no other has it', () => {
		for (const { form, danger } of operations)
			expect(form.filter(({ name }) => name === 'enable')).toEqual(
				danger === undefined
					? []
					: [expect.objectContaining({ type: 'boolean', default: false, noDataExpression: true })],
			);
	});
});

it('a new node, and so a new tool, reads: whatever resource is chosen', () => {
	const { properties } = new OpenBoxes().description;
	const menus = properties.filter(({ name }) => name === 'operation');
	expect(menus).toHaveLength(resources.length);
	for (const { default: first } of menus) expect(first).toMatch(/^get/);
});
