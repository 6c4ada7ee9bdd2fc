import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	writeFileSync,
	dirname,
	join,
	resolve,
	gunzipSync,
	gzipSync,
} from '../platform';
import type { Flow, FlowInPlace } from './flow';

/**
 * The recordings of this repository: `<version>/<area>.jsonl.gz`, one flow per line, so that
 * `zcat recordings/0.9.8/stock.jsonl.gz | jq` reads them. Git keeps them as they are, and they stay small.
 */
export const RECORDINGS = join(module.path, 'recordings');

const ENDING = '.jsonl.gz';

type Line = Flow & { name: string };

export const versions = (): string[] =>
	readdirSync(RECORDINGS, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name)
		.sort();

export const areasOf = (version: string): string[] =>
	readdirSync(join(RECORDINGS, version))
		.filter((file) => file.endsWith(ENDING))
		.map((file) => file.slice(0, -ENDING.length))
		.sort();

export function readArea(version: string, area: string): FlowInPlace[] {
	const file = join(RECORDINGS, version, area + ENDING);
	if (!existsSync(file)) return [];
	return gunzipSync(readFileSync(file))
		.toString('utf8')
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => {
			const { name, ...flow } = JSON.parse(line) as Line;
			return { version, area, name, flow };
		});
}

/** Puts flows into their files; one of the same place replaces the older one. */
export function keepFlows(flows: FlowInPlace[]): void {
	const places = new Set(flows.map(({ version, area }) => join(version, area)));
	for (const place of places) {
		const [version, area] = place.split('/');
		const all = new Map(readArea(version, area).map((flow) => [flow.name, flow]));
		for (const flow of flows) if (join(flow.version, flow.area) === place) all.set(flow.name, flow);
		const lines = [...all.values()]
			.sort((a, b) => (a.name < b.name ? -1 : 1))
			.map(({ name, flow }) => `${JSON.stringify({ name, ...flow } satisfies Line)}\n`);
		mkdirSync(join(RECORDINGS, version), { recursive: true });
		writeFileSync(join(RECORDINGS, place + ENDING), gzipSync(lines.join(''), { level: 9 }));
	}
}

/** Flows as single files in `<folder>/<version>/<area>/<name>.json`: the form in which others pass them on. */
export function readLooseFlows(folder: string): FlowInPlace[] {
	return readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
		.map((entry) => {
			const [area, version] = entry.parentPath.split('/').reverse();
			const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
			return { version, area, name: entry.name.slice(0, -5), flow: JSON.parse(text) as Flow };
		});
}

/** More recordings in a folder `shared` beside this repository, if there is one. */
export function folderBeside(): string | undefined {
	for (let folder = resolve(module.path, '../..'); dirname(folder) !== folder;) {
		folder = dirname(folder);
		const candidate = join(folder, 'shared/openboxes-api/recordings');
		if (existsSync(candidate)) return candidate;
	}
	return undefined;
}

/** All flows, those beside the repository included; of one that is in both places the newer recording. */
export function allFlows(): FlowInPlace[] {
	const beside = folderBeside();
	const own = versions().flatMap((version) =>
		areasOf(version).flatMap((area) => readArea(version, area)),
	);
	const flows = new Map<string, FlowInPlace>();
	for (const each of [...own, ...(beside ? readLooseFlows(beside) : [])]) {
		const place = join(each.version, each.area, each.name);
		const known = flows.get(place);
		if (!known || known.flow.recordedAt < each.flow.recordedAt) flows.set(place, each);
	}
	return [...flows.values()].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

export const placeOf = ({ version, area, name }: FlowInPlace): string =>
	`${version}/${area}/${name}`;
