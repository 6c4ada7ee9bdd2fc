import { existsSync, readdirSync, readFileSync, dirname, join, relative } from '../platform';
import { readArea, areasOf, versions } from '../conformance/recordings';

const root = join(module.path, '../..');
const short = (file: string): string => relative(root, file);

function filesBelow(folder: string, endings: RegExp): string[] {
	return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile() && endings.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name));
}

const code = ['nodes', 'credentials', 'test', 'scripts'].flatMap((folder) =>
	filesBelow(folder, /\.(ts|js|mjs|cjs)$/),
);
const pages = [
	...filesBelow('docs', /\.md$/),
	...filesBelow('test', /\.md$/),
	...readdirSync(root)
		.filter((name) => name.endsWith('.md'))
		.map((name) => join(root, name)),
];

/** Comments of a source, each line with its file, so that a complaint can be found. */
function commentsOf(file: string): string {
	const text = readFileSync(file, 'utf8');
	return [...text.matchAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm)]
		.map(([comment]) => comment)
		.join('\n');
}

/** Names that a link may end in: explicit anchors, and headings as GitHub makes them. */
function anchorsOf(page: string): Set<string> {
	const text = readFileSync(page, 'utf8');
	const explicit = [...text.matchAll(/<a id="([^"]+)"/g)].map(([, id]) => id);
	const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
		heading
			.replace(/<[^>]+>/g, '')
			.trim()
			.toLowerCase()
			.replace(/[^\w\- ]/g, '')
			.replaceAll(' ', '-'),
	);
	return new Set([...explicit, ...headings]);
}

const known = new Map(pages.map((page) => [page, anchorsOf(page)]));

/** Why a citation leads nowhere; comments may name a page of docs/openboxes by its name alone. */
function brokenBecause(target: string, from: string): string | undefined {
	const [path, anchor] = target.split('#');
	const places = [dirname(from), root, join(root, 'docs'), join(root, 'docs/openboxes')];
	const page = path === '' ? from : places.map((place) => join(place, path)).find(existsSync);
	if (!page) return 'no such file';
	if (anchor === undefined || !page.endsWith('.md')) return undefined;
	return known.get(page)?.has(anchor) ? undefined : 'no such anchor';
}

const complaints = (citations: Array<{ target: string; from: string }>): string[] =>
	citations.flatMap(({ target, from }) => {
		const reason = brokenBecause(target, from);
		return reason ? [`${short(from)} cites ${target}: ${reason}`] : [];
	});

describe('what is cited', () => {
	it('in comments is a page of this repository, with that anchor', () => {
		const citations = code.flatMap((file) =>
			[...commentsOf(file).matchAll(/(?<![\w/:.])[\w./-]+\.md(#[\w-]+)?/g)].map(([target]) => ({
				target,
				from: file,
			})),
		);
		expect(complaints(citations)).toEqual([]);
	});

	it('in pages is a file of this repository, with that anchor', () => {
		const citations = pages.flatMap((file) =>
			[...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(
				([, target]) => ({ target, from: file }),
			),
		);
		expect(complaints(citations)).toEqual([]);
	});

	it('as a recording was recorded', () => {
		const flows = new Set(
			versions().flatMap((version) =>
				areasOf(version).flatMap((area) => readArea(version, area).map(({ name }) => name)),
			),
		);
		const areas = [...new Set(versions().flatMap(areasOf))].join('|');
		const named = filesBelow('docs', /\.md$/).flatMap((page) =>
			[
				...readFileSync(page, 'utf8').matchAll(
					new RegExp(`\\b_(?:(?:${areas})/)?([a-z]+(?:-[a-z0-9]+)+)_`, 'g'),
				),
			].map(([, name]) => ({ name, page })),
		);
		expect(
			named
				.filter(({ name }) => !flows.has(name))
				.map(({ name, page }) => `${short(page)}: ${name}`),
		).toEqual([]);
	});

	it('is in this repository, not in somebody’s notes', () => {
		const elsewhere =
			/\b(notes?|contract) 0?\d\b|§|\bseed 0\d\d\b|\b(design )?rules? \d|\buser-documents\b|\bcontract note\b/i;
		const found = code
			.filter((file) => !file.endsWith('citations.test.ts'))
			.flatMap((file) =>
				commentsOf(file)
					.split('\n')
					.filter((line) => elsewhere.test(line))
					.map((line) => `${short(file)}: ${line.trim()}`),
			);
		expect(found).toEqual([]);
	});
});

describe('rules of the linter', () => {
	it('are switched off in one file only', () => {
		const switched = code
			.filter((file) => file.endsWith('.ts') && !file.endsWith('test/platform.ts'))
			.filter((file) => /eslint[ -](@|disable|no-)/.test(commentsOf(file)))
			.map(short);
		expect(switched).toEqual([]);
	});
});
