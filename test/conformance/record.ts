import { readFileSync, basename, dirname, process, say } from '../platform';
import type { Flow } from './flow';
import { play } from './play';
import { recordable } from './recordable';
import { areasOf, keepFlows, readArea, versions } from './recordings';

/**
 * `npm run record -- --url http://127.0.0.1:8080/openboxes --flow stock/date-formats [--keep]`: sends the
 * requests of a flow to a server that holds the hospital of the seed, and takes down what it answers. `--flow` is
 * an area and a name among the recordings, or a JSON file of requests to begin with. The result goes to the
 * screen; `--keep` puts it among the recordings of that server's version (`--area` names the area of a file).
 */

function option(name: string): string | undefined {
	const at = process.argv.indexOf(`--${name}`);
	return at < 0 ? undefined : process.argv[at + 1];
}

interface Source {
	area: string;
	name: string;
	flow: Flow;
}

function source(asked: string): Source {
	if (asked.endsWith('.json')) {
		const area = option('area') ?? basename(dirname(asked));
		const flow = JSON.parse(readFileSync(asked, 'utf8')) as Flow;
		return { area, name: basename(asked, '.json'), flow };
	}
	const [area, name] = asked.split('/');
	for (const version of versions().reverse()) {
		if (!areasOf(version).includes(area)) continue;
		const found = readArea(version, area).find((flow) => flow.name === name);
		if (found) return found;
	}
	throw new Error(`No recording ${asked}; npm run recordings lists them`);
}

/** `/info` needs no login and names the version. */
async function versionOf(url: string): Promise<string> {
	const named = option('version');
	if (named) return named;
	const info = (await (await fetch(`${url}/info`)).json()) as { app?: { version?: string } };
	if (!info.app?.version) throw new Error('The server does not say its version: add --version');
	return info.app.version;
}

async function main(): Promise<void> {
	const [url, asked] = [option('url'), option('flow')];
	if (!url || !asked)
		throw new Error('Usage: npm run record -- --url URL --flow AREA/NAME [--keep]');
	const server = url.replace(/\/$/, '');
	const { area, name, flow } = source(asked);
	const recordedAt = new Date().toISOString();
	const version = await versionOf(server);
	const answers = await play(flow, { url: server });
	const recorded: Flow = {
		...flow,
		server: version,
		recordedAt,
		steps: answers.map((answer) => {
			if ('failure' in answer) throw new Error(`${answer.step.name}: ${answer.failure}`);
			return { ...answer.step, response: recordable(answer) };
		}),
	};
	if (process.argv.includes('--keep')) {
		keepFlows([{ version, area, name, flow: recorded }]);
		say(`Kept as ${version}/${area}/${name}`);
	} else {
		say(JSON.stringify(recorded, null, 1));
	}
}

void main();
