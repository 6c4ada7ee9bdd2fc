/* eslint @n8n/community-nodes/no-restricted-globals: off, @n8n/community-nodes/no-restricted-imports: off, @n8n/community-nodes/require-node-api-error: off -- not part of the package */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { resources } from '../../nodes/OpenBoxes/actions/resources';

const root = resolve(__dirname, '../..');
const node = join(root, 'nodes/OpenBoxes');

function filesBelow(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
		.map((entry) => join(entry.parentPath, entry.name));
}

const sources = [...filesBelow(node), ...filesBelow(join(root, 'credentials'))];

/** Which folder a file of the node belongs to; files at the top are the node classes. */
function layerOf(file: string): string {
	const [first, second] = relative(node, file).split('/');
	if (first === '..') return 'credentials';
	return second === undefined ? 'node' : first;
}

/** What each layer may import, besides itself. Everything not listed is forbidden. */
const MAY_IMPORT: Record<string, readonly string[]> = {
	credentials: ['transport', 'schemas'],
	node: ['actions', 'trigger', 'methods'],
	actions: ['movements', 'orders', 'receiving', 'stock', 'rules', 'transport', 'schemas'],
	trigger: ['movements', 'orders', 'receiving', 'stock', 'rules', 'transport', 'schemas'],
	methods: ['movements', 'orders', 'receiving', 'stock', 'rules', 'transport', 'schemas'],
	movements: ['receiving', 'stock', 'rules', 'transport', 'schemas'],
	orders: ['receiving', 'stock', 'rules', 'transport', 'schemas'],
	receiving: ['stock', 'rules', 'transport', 'schemas'],
	stock: ['rules', 'transport', 'schemas'],
	rules: ['schemas'],
	transport: ['schemas'],
	schemas: [],
};

interface Import {
	file: string;
	target: string;
}

function importsOf(file: string): Import[] {
	const text = readFileSync(file, 'utf8');
	return [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, target]) => ({
		file,
		target,
	}));
}

const imports = sources.flatMap(importsOf);
const short = (file: string): string => relative(root, file);

describe('the structure', () => {
	it('has only known layers', () => {
		const unknown = sources.filter((file) => !(layerOf(file) in MAY_IMPORT)).map(short);
		expect(unknown).toEqual([]);
	});

	it('imports downwards only', () => {
		const wrong = imports
			.filter(({ target }) => target.startsWith('.'))
			.map(({ file, target }) => ({
				file,
				layer: layerOf(file),
				to: layerOf(resolve(dirname(file), `${target}.ts`)),
			}))
			.filter(({ file, layer, to }) => {
				const isNodeFile = to === 'node' && !existsSync(join(node, `${to}.ts`)) && layer !== 'node';
				return (
					layer !== to &&
					!isNodeFile &&
					!MAY_IMPORT[layer]?.includes(to) &&
					!isFolderIndex(file, to)
				);
			})
			.map(({ file, to }) => `${short(file)} imports ${to}`);
		expect(wrong).toEqual([]);
	});

	it('keeps zod in schemas/ and n8n out of the rules', () => {
		const wrong = imports
			.filter(({ file, target }) =>
				target === 'zod'
					? layerOf(file) !== 'schemas'
					: target === 'n8n-workflow' && ['rules', 'schemas'].includes(layerOf(file)),
			)
			.map(({ file, target }) => `${short(file)} imports ${target}`);
		expect(wrong).toEqual([]);
	});

	it('lets only transport/ and the credential speak HTTP', () => {
		const wrong = sources
			.filter((file) => !['transport', 'credentials'].includes(layerOf(file)))
			.filter((file) => /httpRequest|requestWithAuthentication/.test(readFileSync(file, 'utf8')))
			.map(short);
		expect(wrong).toEqual([]);
	});

	it('exports nothing that is mentioned nowhere else', () => {
		const users = [...sources, ...filesBelow(join(root, 'test'))];
		const words = new Map<string, number>();
		for (const file of users)
			for (const [word] of readFileSync(file, 'utf8').matchAll(/\w+/g))
				words.set(word, (words.get(word) ?? 0) + 1);
		const exported = sources
			.filter((file) => !['node', 'credentials'].includes(layerOf(file)))
			.flatMap((file) =>
				[
					...readFileSync(file, 'utf8').matchAll(
						/^export (?:async )?(?:function|const|class|interface|type) (\w+)/gm,
					),
				].map(([, name]) => ({ file, name })),
			);
		const dead = exported.filter(({ name }) => (words.get(name) ?? 0) < 2);
		expect(dead.map(({ file, name }) => `${short(file)}: ${name}`)).toEqual([]);
	});

	it('has no file that nobody can overlook, and no any', () => {
		const tooLong = sources.filter((file) => readFileSync(file, 'utf8').split('\n').length > 300);
		const loose = sources.filter((file) => /(:|<|as) any\b/.test(readFileSync(file, 'utf8')));
		expect([...tooLong, ...loose].map(short)).toEqual([]);
	});
});

/** `./methods` and `./schemas` are folders with an index. */
function isFolderIndex(file: string, to: string): boolean {
	return (
		to === 'node' &&
		importsOf(file).some(({ target }) => existsSync(resolve(dirname(file), target, 'index.ts')))
	);
}

describe.each(
	resources.flatMap((resource) =>
		resource.operations.map((operation) => ({ resource, operation })),
	),
)('$resource.name: $operation.name', ({ resource, operation }) => {
	it('is in a file of its name, with a test of its name', () => {
		const file = join(node, 'actions', resource.value, `${operation.value}.operation.ts`);
		// `delete` is a word of the language, so that one is exported as `deleteOperation`.
		expect(readFileSync(file, 'utf8')).toMatch(
			new RegExp(`export const ${operation.value}(Operation)?: Operation`),
		);
		expect(
			existsSync(
				join(root, 'test/nodes/OpenBoxes/actions', resource.value, `${operation.value}.test.ts`),
			),
		).toBe(true);
	});

	it('tells users what it does, and helps with every field', () => {
		expect(operation.description.length).toBeGreaterThan(10);
		expect(operation.action.length).toBeGreaterThan(5);
		const mute = operation.properties
			.filter(
				({ type, description, displayName }) =>
					!description &&
					!['options', 'collection', 'fixedCollection', 'notice'].includes(type) &&
					displayName !== '',
			)
			.map(({ name }) => name);
		expect(mute).toEqual([]);
	});
});
