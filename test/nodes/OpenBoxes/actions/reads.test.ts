import type { INodeProperties } from 'n8n-workflow';
import { resources } from '../../../../nodes/OpenBoxes/actions/resources';
import { listSearch } from '../../../../nodes/OpenBoxes/methods';
import { listSearch as searchOf } from '../../../engine/list-search';
import { locator } from '../../../hospital/movements';
import { openPlaces } from '../../../hospital/ground';
import { id, Scene } from '../../../hospital/scene';
import { OPERATIONS } from '../../../hospital/steps';
import { counting, requested } from './cycleCount/counting';

const operations = resources.flatMap((resource) =>
	resource.operations.map((operation) => ({
		...operation,
		full: `${resource.name}: ${operation.name}`,
		key: `${resource.value}.${operation.value}`,
	})),
);
const has = ({ properties }: { properties: INodeProperties[] }, field: string): boolean =>
	properties.some(({ name }) => name === field);
const reads = operations.filter(({ value }) => /^(get|search|find|reconcile)/.test(value));
const lists = reads.filter((one) => has(one, 'returnAll'));

describe('every read', () => {
	let central: Scene;
	let pharmacy: Scene;
	beforeAll(async () => {
		({ central, pharmacy } = await openPlaces());
	});
	afterAll(async () => await central.close());

	it.each(reads.map((one, run) => [one.full, one.key, run] as const))(
		'%s has at most ten fields, and goes into a file when it is a list',
		async (_, key, run) => {
			const step = OPERATIONS.find(({ name }) => name === key);
			if (!step) throw new Error(`No step does ${key}`);
			const scene = step.at === 'central' ? central : pharmacy;
			const asked = await step.parameters({ central, pharmacy, run: 2000 + run });
			const items = await scene.output(asked);
			expect(items.length).toBeGreaterThan(0);
			for (const item of items) expect(Object.keys(item).length).toBeLessThanOrEqual(10);
			if (key === 'product.getStock') {
				const [lot] = await scene.output({ ...asked, return: 'lot' });
				expect(Object.keys(lot).length).toBeLessThanOrEqual(10);
			}
			if (!lists.some((one) => one.key === key)) return;
			const { output } = await scene.run({ ...asked, asFile: true });
			expect(output.map(({ json }) => json.rows)).toEqual([items.length]);
			const { data, mimeType } = output[0].binary?.data ?? {};
			expect(mimeType).toBe('text/csv');
			const text = Buffer.from(String(data), 'base64').toString('utf8');
			expect(text).not.toMatch(/(^|[,\n])"?\s*[=+@|]/);
			// Not an empty list, which a workflow would take for "there is nothing".
			for (const limit of [0, 2.5, '={{ "many" }}'])
				expect(await scene.failure({ ...asked, limit })).toMatch(
					/"Limit" must be a whole number, 1 or more/,
				);
		},
	);

	it('tells an AI agent when to use it', () => {
		for (const { full, description } of reads)
			expect([full, description]).toEqual([full, expect.stringMatching(/\buse\b/)]);
	});

	it('named Get Many can return all, or up to a limit, as items or as a file', () => {
		for (const one of reads.filter(({ value }) => ['getAll', 'search'].includes(value)))
			expect([one.full, has(one, 'limit'), has(one, 'asFile')]).toEqual([one.full, true, true]);
	});
});

/** Fields of a form, those in collections included; lines have their own pickers. */
function fieldsOf(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => [
		property,
		...fieldsOf((property.options ?? []).flatMap((option) => ('type' in option ? [option] : []))),
	]);
}

describe('a record is chosen from a list', () => {
	it.each(operations.map((one) => [one.full, one.properties] as const))(
		'wherever %s asks for one',
		(_, properties) => {
			const fields = fieldsOf(properties);
			const typed = fields.filter(
				({ name, displayName, type }) =>
					type === 'string' && (/Id$/.test(name) || /\bID\b/.test(displayName)),
			);
			expect(typed.map(({ name }) => name)).toEqual([]);
			for (const { type, name, modes = [] } of fields) {
				if (type !== 'resourceLocator') continue;
				const methods = modes.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []);
				expect([name, methods.length]).toEqual([name, 1]);
				expect(Object.keys(listSearch)).toEqual(expect.arrayContaining(methods));
			}
		},
	);

	it('also requests and counts of a cycle count, and records of any type', async () => {
		const scene = await Scene.open();
		try {
			const pick = async (method: string, options: object = {}) =>
				(await searchOf(scene.engine, { type: 'openBoxes', method, ...options })).results;
			const { requestId } = await requested(scene);
			const name = 'Paracetamol 500mg tablet (10002), created';
			expect(await pick('searchCountRequests')).toEqual([{ name, value: requestId }]);
			expect(await pick('searchCycleCounts')).toEqual([]);
			const request = locator(String(requestId));
			const [count] = await scene.output(counting('start', { requestId: request }));
			const open = { name: name.replace('created', 'requested'), value: count.cycleCountId };
			expect(await pick('searchCycleCounts', { filter: 'paracet' })).toEqual([open]);
			const parameters = {
				...{ resource: 'record', operation: 'get' },
				recordType: locator('category', 'name'),
			};
			expect(await pick('searchAnyRecords', { parameters, filter: 'vaccines' })).toEqual([
				{ name: `Vaccines (${id.categories.Vaccines})`, value: id.categories.Vaccines },
			]);
			expect(await pick('searchTags')).toEqual([]);
		} finally {
			await scene.close();
		}
	});
});
