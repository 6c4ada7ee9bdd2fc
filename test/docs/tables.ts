import { readdirSync, readFileSync, join, resolve } from '../platform';
import { jsonParse } from 'n8n-workflow';
import { format, resolveConfig } from 'prettier';
import { resources as clinicResources } from '../../nodes/HapiHub/actions/resources';
import { EVENTS as CLINIC_EVENTS } from '../../nodes/HapiHub/trigger/events';
import { resources } from '../../nodes/OpenBoxes/actions/resources';
import { EVENTS } from '../../nodes/OpenBoxes/trigger/events';
import { errorTables } from './errors';
import { exactlyOnceTable } from '../exactly-once/table';

const root = resolve(module.path, '../..');

function cell(text: string): string {
	return text.replace(/\|/g, '\\|').replace(/\s+/g, ' ').trim();
}

interface Documented {
	name: string;
	value: string;
	operations: ReadonlyArray<{ name: string; value: string; description: string }>;
}

/** @param linkTo where the example of an operation is, if there is one */
function operationsOf(
	all: readonly Documented[],
	linkTo?: (resource: string, operation: string) => string,
): string {
	const rows = all.flatMap((resource) =>
		resource.operations.map(({ name, value, description }, index) => {
			const first = index === 0 ? `**${resource.name}**` : '';
			const shown = linkTo ? `[${name}](${linkTo(resource.value, value)})` : name;
			return `| ${first} | ${shown} | ${cell(description)} |`;
		}),
	);
	return ['| Resource | Operation | |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The same in a sentence, for the first page. */
function resourcesOf(all: readonly Documented[]): string {
	const names = all.map(({ name }) => `**${name}**`).join(', ');
	return `${all.flatMap(({ operations }) => operations).length} operations on ${all.length} resources: ${names}.`;
}

/** Name of each example and the first line of its sticky note. */
function examples(): string {
	const folder = join(root, 'examples');
	const rows = readdirSync(folder)
		.filter((name) => name.endsWith('.json'))
		.sort()
		.map((name) => {
			const workflow = jsonParse<{
				name: string;
				nodes: Array<{ type: string; parameters: { content?: string } }>;
			}>(readFileSync(join(folder, name), 'utf8'));
			const note =
				workflow.nodes.find(({ type }) => type.endsWith('.stickyNote'))?.parameters.content ?? '';
			const title = /^#+\s*(.+)$/m.exec(note)?.[1] ?? workflow.name;
			return `| [${name.replace(/\.json$/, '')}](../examples/${name}) | ${cell(title)} |`;
		});
	return ['| Workflow | What it does |', '| --- | --- |', ...rows].join('\n');
}

/** What the trigger can start on, by the names that items carry. */
function eventsOf(all: Record<string, { description: string }>): string {
	const rows = Object.entries(all).map(
		([name, { description }]) => `| \`${name}\` | ${cell(description)} |`,
	);
	return ['| Event | When |', '| --- | --- |', ...rows].join('\n');
}

const namesOf = (all: Record<string, unknown>): string =>
	`Events: ${Object.keys(all)
		.map((name) => `\`${name}\``)
		.join(', ')}.`;

const TABLES: Record<string, () => string> = {
	resources: () => resourcesOf(resources),
	operations: () =>
		operationsOf(
			resources,
			(resource, operation) => `operation-examples.md#${resource}.${operation}`,
		),
	eventNames: () => namesOf(EVENTS),
	events: () => eventsOf(EVENTS),
	clinicOperations: () => operationsOf(clinicResources),
	clinicEvents: () => eventsOf(CLINIC_EVENTS),
	examples,
	exactlyOnce: exactlyOnceTable,
	errors: errorTables,
};

/** A page, such as the README, with its generated parts as they must be now. */
export async function withTables(file: string, text: string): Promise<string> {
	const filled = Object.entries(TABLES).reduce(
		(rest, [name, table]) =>
			rest.replace(
				new RegExp(`<!-- ${name}:start -->[\\s\\S]*<!-- ${name}:end -->`),
				() => `<!-- ${name}:start -->\n\n${table()}\n\n<!-- ${name}:end -->`,
			),
		text,
	);
	return await format(filled, { ...(await resolveConfig(file)), filepath: file });
}

/** Where those tables are. */
export const PAGES = [
	'README.md',
	...['operations', 'trigger', 'clinic', 'examples', 'exactly-once', 'troubleshooting'].map(
		(name) => `docs/${name}.md`,
	),
];
