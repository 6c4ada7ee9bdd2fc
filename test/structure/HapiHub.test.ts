import { existsSync, join } from '../platform';
import { resources } from '../../nodes/HapiHub/actions/resources';
import { exportedNames, importsOf, readSources, root, usedNames } from './imports';
import { importCircles } from './layers';

const NODE = 'nodes/HapiHub/';
const sources = readSources('nodes/HapiHub');

/** What each room may import, besides itself. Everything not listed is forbidden. */
const BELOW = ['transactions', 'rules', 'transport'];
const MAY_IMPORT: Record<string, readonly string[]> = {
	node: ['actions', 'trigger', 'methods'],
	actions: [...BELOW, 'shared'],
	trigger: [...BELOW, 'shared'],
	methods: BELOW,
	transactions: ['rules', 'transport', 'shared'],
	transport: ['shared'],
	rules: ['shared'],
};

function roomOf(file: string): string {
	if (file.startsWith('nodes/shared/')) return 'shared';
	if (!file.startsWith(NODE)) return file;
	const [first, second] = file.slice(NODE.length).split('/');
	return second === undefined ? 'node' : first;
}

describe('the structure of the clinic node', () => {
	it('imports downwards only, nothing of the other node, and no circle', () => {
		const wrong = [...sources.keys()].flatMap((file) =>
			importsOf(file, sources)
				.map(({ target }) => target)
				.filter((target) => target !== undefined)
				.filter((target) => {
					const [from, to] = [roomOf(file), roomOf(target)];
					return from !== to && !MAY_IMPORT[from]?.includes(to);
				})
				.map((target) => `${file} imports ${target}`),
		);
		expect([...wrong, ...importCircles(sources)]).toEqual([]);
	});

	it('keeps n8n out of the rules, and HTTP in transport/', () => {
		const wrong = [...sources].filter(([file, text]) => {
			const usesN8n = importsOf(file, sources).some(
				({ specifier }) => specifier === 'n8n-workflow',
			);
			const isHttp = /httpRequest/.test(text) && roomOf(file) !== 'transport';
			return isHttp || (usesN8n && roomOf(file) === 'rules');
		});
		expect(wrong.map(([file]) => file)).toEqual([]);
	});

	it('exports nothing that no other file uses', () => {
		const used = usedNames(new Map([...sources, ...readSources('test')]));
		const dead = [...sources.keys()]
			.filter((file) => roomOf(file) !== 'node')
			.flatMap((file) =>
				exportedNames(file, sources)
					.filter((name) => !used.get(file)?.has(name) && !used.get(file)?.has('*'))
					.map((name) => `${file}: ${name}`),
			);
		expect(dead).toEqual([]);
	});

	it('has no file that nobody can overlook, and no any', () => {
		const wrong = [...sources].filter(
			([, text]) => text.split('\n').length > 300 || /(:|<|as) any\b/.test(text),
		);
		expect(wrong.map(([file]) => file)).toEqual([]);
	});

	it.each(
		resources.flatMap(({ value, operations }) =>
			operations.map((operation) => ({ resource: value, operation })),
		),
	)('$operation.name is in a file of its name, with a test of its name', (one) => {
		const { resource, operation } = one;
		const file = `${NODE}actions/${resource}/${operation.value}.operation.ts`;
		expect(sources.get(file)).toContain(`export const ${operation.value}: Operation`);
		const test = `test/${NODE}actions/${resource}/${operation.value}.test.ts`;
		expect(existsSync(join(root, test))).toBe(true);
		const mute = operation.properties.filter(
			({ type, description }) =>
				!description && !['options', 'collection', 'fixedCollection'].includes(type),
		);
		expect(mute.map(({ name }) => name)).toEqual([]);
	});
});
