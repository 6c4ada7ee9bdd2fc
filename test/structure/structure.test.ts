import { existsSync, readFileSync, join } from '../platform';
import { resources } from '../../nodes/OpenBoxes/actions/resources';
import { exportedNames, readSources, root, usedNames, type Sources } from './imports';
import { brokenOrder, importCircles, roomOf } from './layers';

const node = join(root, 'nodes/OpenBoxes');
const sources = readSources('nodes/OpenBoxes', 'nodes/shared', 'credentials');

/** The sources with one more file, or with another text of a file. */
function withFile(file: string, text: string): Sources {
	return new Map([...sources, [file, text]]);
}

describe('the structure', () => {
	it('imports downwards only, keeps zod in schemas/ and n8n out of the rules', () => {
		expect(brokenOrder(sources)).toEqual([]);
	});

	it('has no circle of imports', () => {
		expect(importCircles(sources)).toEqual([]);
	});

	it.each([
		['the index of a folder', "export { methods } from '../methods';"],
		['the index of a folder, with a slash', "import { methods } from '../methods/';"],
		['a node class', "import { OpenBoxes } from '../OpenBoxes.node';"],
		['a side effect', "import '../receiving/receive-order';"],
		['a re-export of everything', "export * from '../orders/order-record';"],
		['a dynamic import', "const later = import('../actions/router');"],
		['a require', "import router = require('../actions/router');"],
		['a type', "type Later = import('../actions/router').Router;"],
	])('sees an import upwards: %s', (_form, text) => {
		expect(brokenOrder(withFile('nodes/OpenBoxes/stock/violation.ts', text))).toHaveLength(1);
	});

	it('sees a rule that does I/O, a sideways import, an unknown room and a circle', () => {
		const upwards = (file: string, text: string): string[] =>
			brokenOrder(withFile(`nodes/OpenBoxes/${file}`, text));
		expect(upwards('stock/rules/v.ts', "import '../lots';")).toHaveLength(1);
		expect(upwards('stock/rules/v.ts', "import '../../transport/connection';")).toHaveLength(1);
		expect(upwards('orders/v.ts', "import '../movements/picks';")).toHaveLength(1);
		expect(upwards('helpers/v.ts', '')).toHaveLength(1);
		const circle = new Map([
			['nodes/OpenBoxes/values/a.ts', "import './b';"],
			['nodes/OpenBoxes/values/b.ts', "import './a';"],
		]);
		expect(importCircles(circle)).toHaveLength(1);
	});

	it('lets only transport/ and the credential speak HTTP', () => {
		const wrong = [...sources]
			.filter(([file]) => !['transport', 'credentials'].includes(roomOf(file)))
			.filter(([, text]) => /httpRequest|requestWithAuthentication/.test(text))
			.map(([file]) => file);
		expect(wrong).toEqual([]);
	});

	it('remembers nothing between executions but in the one place that is bounded', () => {
		// Filled later, as it is empty when the file is read.
		const memory =
			/^(?:export )?(?:let |const \w+(?::[^=]*)? = (?:new (?:Map|Set)\b[^(]*\(\)|\[\]|\{\});)/m;
		const everywhere = new Map([...sources, ...readSources('nodes/HapiHub')]);
		expect([...everywhere].filter(([, text]) => memory.test(text)).map(([file]) => file)).toEqual(
			[],
		);
		expect('const known = new Map<string, string>();').toMatch(memory);
		expect('let last: string | undefined;').toMatch(memory);
	});

	it('exports nothing that no other file uses', () => {
		const everybody = new Map([...sources, ...readSources('nodes/HapiHub', 'test')]);
		const used = usedNames(everybody);
		const dead = [...sources.keys()]
			.filter((file) => !['node', 'credentials'].includes(roomOf(file)))
			.flatMap((file) =>
				exportedNames(file, sources)
					.filter((name) => !used.get(file)?.has(name) && !used.get(file)?.has('*'))
					.map((name) => `${file}: ${name}`),
			);
		expect(dead).toEqual([]);
	});

	it('has no file that nobody can overlook, and no any', () => {
		const tooLong = [...sources].filter(([, text]) => text.split('\n').length > 300);
		const loose = [...sources].filter(([, text]) => /(:|<|as) any\b/.test(text));
		expect([...tooLong, ...loose].map(([file]) => file)).toEqual([]);
	});
});

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
