/* eslint @n8n/community-nodes/no-restricted-globals: off, @n8n/community-nodes/no-restricted-imports: off, @n8n/community-nodes/require-node-api-error: off -- not part of the package */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { resources } from '../../nodes/HapiHub/actions/resources';

const root = resolve(__dirname, '../..');
const node = join(root, 'nodes/HapiHub');

const sources = readdirSync(node, { withFileTypes: true, recursive: true })
	.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
	.map((entry) => join(entry.parentPath, entry.name));

const BELOW = ['transactions', 'rules', 'transport'];

/** What each layer may import, besides itself. Everything not listed is forbidden. */
const MAY_IMPORT: Record<string, readonly string[]> = {
	node: ['actions', 'trigger', 'methods'],
	actions: BELOW,
	trigger: [...BELOW, 'shared'],
	methods: BELOW,
	transactions: ['rules', 'transport'],
	transport: [],
	rules: [],
};

/** Folder of a file of the node, `shared`, or anything else as its path. */
function layerOf(file: string): string {
	const path = relative(node, file);
	if (path.startsWith('../shared/')) return 'shared';
	if (path.startsWith('..')) return path;
	const [first, second] = path.split('/');
	return second === undefined && existsSync(file) ? 'node' : first;
}

const importsOf = (file: string): string[] =>
	[...readFileSync(file, 'utf8').matchAll(/(?:from|import\(|import)\s*'([^']+)'/g)].map(
		([, target]) => target,
	);

/** `./methods` is a folder with an index. */
const fileOf = (target: string): string =>
	existsSync(`${target}.ts`) ? `${target}.ts` : join(target, 'index.ts');

const short = (file: string): string => relative(root, file);

describe('the structure of the clinic node', () => {
	it('imports downwards only, and nothing of the other node', () => {
		const wrong = sources.flatMap((file) =>
			importsOf(file)
				.filter((target) => target.startsWith('.'))
				.map((target) => layerOf(fileOf(resolve(dirname(file), target))))
				.filter((to) => to !== layerOf(file) && !MAY_IMPORT[layerOf(file)]?.includes(to))
				.map((to) => `${short(file)} imports ${to}`),
		);
		expect(wrong).toEqual([]);
	});

	it('keeps n8n out of the rules, and HTTP in transport/', () => {
		const wrong = sources.filter((file) => {
			const layer = layerOf(file);
			const usesN8n = layer === 'rules' && importsOf(file).includes('n8n-workflow');
			const isHttp = /httpRequest/.test(readFileSync(file, 'utf8'));
			return usesN8n || (isHttp && layer !== 'transport');
		});
		expect(wrong.map(short)).toEqual([]);
	});

	it('has no file that nobody can overlook, and no any', () => {
		const wrong = sources.filter((file) => {
			const text = readFileSync(file, 'utf8');
			return text.split('\n').length > 300 || /(:|<|as) any\b/.test(text);
		});
		expect(wrong.map(short)).toEqual([]);
	});

	it.each(
		resources.flatMap(({ value, operations }) =>
			operations.map((operation) => ({ resource: value, operation })),
		),
	)(
		'$operation.name is in a file of its name, with a test of its name',
		({ resource, operation }) => {
			const file = join(node, 'actions', resource, `${operation.value}.operation.ts`);
			expect(readFileSync(file, 'utf8')).toContain(`export const ${operation.value}: Operation`);
			const test = `test/nodes/HapiHub/actions/${resource}/${operation.value}.test.ts`;
			expect(existsSync(join(root, test))).toBe(true);
			const mute = operation.properties.filter(
				({ type, description }) =>
					!description && !['options', 'collection', 'fixedCollection'].includes(type),
			);
			expect(mute.map(({ name }) => name)).toEqual([]);
		},
	);
});
