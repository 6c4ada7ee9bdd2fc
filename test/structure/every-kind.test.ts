import { existsSync, readdirSync, readFileSync, join } from '../platform';
import { resources } from '../../nodes/OpenBoxes/actions/resources';
import { root } from './imports';

const folder = join(root, 'test/nodes/OpenBoxes/actions');

/** Versions before which a server has no call for it at all. */
const FIRST: Record<string, string> = {};

interface TestFile {
	name: string;
	text: string;
}

/** `KINDS` is every kind; a scene without a kind is a 0.9.8. */
const runsOn = (text: string, kind: string): boolean =>
	/\bKINDS\b/.test(text) ||
	text.includes(`'${kind}'`) ||
	(kind === '0.9.8' && /Scene\.open\((\)|\{ at)/.test(text));

/** Tests in the engine of an operation: the file of its name, and others of its resource that run it by name. */
function testsOf(files: readonly TestFile[], operation: string): string {
	return files
		.filter(
			({ name, text }) =>
				name === `${operation}.test.ts` ||
				name.startsWith(`${operation}-`) ||
				text.includes(`'${operation}'`),
		)
		.filter(({ text }) => /scene|depot|engine/i.test(text))
		.map(({ text }) => text)
		.join('\n');
}

/** Kinds of servers on which no test runs an operation. */
function missing(files: readonly TestFile[], resource: string, operation: string): string[] {
	const text = testsOf(files, operation);
	const first = FIRST[`${resource}.${operation}`] ?? '0.9.0';
	return [first, '0.9.8', 'documented'].filter((kind) => !runsOn(text, kind));
}

const filesOf = (resource: string): TestFile[] => {
	const place = join(folder, resource);
	const names = existsSync(place) ? readdirSync(place) : [];
	return names
		.filter((name) => name.endsWith('.test.ts'))
		.map((name) => ({ name, text: readFileSync(join(place, name), 'utf8') }));
};

it.each(
	resources.flatMap(({ value, operations }) =>
		operations.map((operation) => [value, operation.value] as const),
	),
)(
	'%s: %s is run in the engine on its first version, on 0.9.8 and on documented',
	(resource, one) => {
		expect(missing(filesOf(resource), resource, one)).toEqual([]);
	},
);

it('is the complete way into OpenBoxes', () => {
	expect(resources.length).toBeGreaterThanOrEqual(12);
	expect(resources.flatMap(({ operations }) => operations).length).toBeGreaterThanOrEqual(65);
});

it('sees an operation that lacks one', () => {
	const text = "describe.each(['0.9.0', '0.9.8'])('%s', () => scene.run({ operation: 'fly' }))";
	const files = [{ name: 'fly.test.ts', text }];
	expect(missing(files, 'bird', 'fly')).toEqual(['documented']);
	expect(missing(files, 'bird', 'swim')).toEqual(['0.9.0', '0.9.8', 'documented']);
	expect(missing([{ name: 'fly.test.ts', text: 'KINDS scene' }], 'bird', 'fly')).toEqual([]);
});
