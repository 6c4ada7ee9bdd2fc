import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';
import { formOf } from '../../nodes/OpenBoxes/actions/resource-properties';
import { resources } from '../../nodes/OpenBoxes/actions/resources';
import { sleep } from '../engine/clock';
import { openPlaces, type Ground } from '../hospital/ground';
import type { Scene } from '../hospital/scene';
import { OPERATIONS, type Step } from '../hospital/steps';

type Operation = (typeof resources)[number]['operations'][number];

/** What no two runs have alike (ids, the time of day, numbers that the server draws), as a reader would write it. */
const DRAWN: ReadonlyArray<[RegExp, string]> = [
	[/\b[0-9a-f]{32}\b/g, 'ff80818190ab…'],
	[/\bn8n-[0-9a-f]{8}\b/g, 'n8n-c7e9f0b5'],
	[/\b\d{3}[A-Z]{3}\b/g, '636FCQ'],
	[/http:\/\/127\.0\.0\.1:\d+/g, 'https://stock.example.org'],
	[/\b(20\d\d-\d\d-\d\dT)[\d:.]+(Z|[+-]\d\d:?\d\d)/g, '$109:15:00$2'],
];

const withoutDrawn = (text: string): string =>
	DRAWN.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text);

/** Names of what the hospital has from the start, by their ids. */
function namesIn({ sandbox }: Scene): Map<string, string> {
	const tables = ['location', 'product', 'category'].map((name) => sandbox.world.store.table(name));
	const rows = tables.flatMap((table) => table.all());
	return new Map(rows.map((row) => [row.id, String(row.name)]));
}

/** A value as the form shows it. */
function shown(property: INodeProperties, value: unknown, names: Map<string, string>): string {
	if (typeof value === 'object' && value !== null && '__rl' in value) {
		const { mode, value: chosen } = value as unknown as { mode: string; value: string };
		if (mode === 'id') return `_From List_ ${names.get(chosen) ?? ''}`;
		const { displayName = '' } = property.modes?.find(({ name }) => name === mode) ?? {};
		return `_${displayName}_ ${chosen}`;
	}
	const named = property.options?.find((option) => 'value' in option && option.value === value);
	if (named) return `_${named.name}_`;
	if (typeof value === 'boolean') return value ? '_On_' : '_Off_';
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return /^[[{]/.test(text) ? `\`${text}\`` : text;
}

/** Whether a field is on the form as it is filled; one that is hidden has no say. */
function isOnForm({ displayOptions }: INodeProperties, filled: INodeParameters): boolean {
	const fits = (rules: object = {}): boolean[] =>
		Object.entries(rules).map(([name, values]) => (values as unknown[]).includes(filled[name]));
	const hide = fits(displayOptions?.hide);
	return fits(displayOptions?.show).every(Boolean) && !(hide.length > 0 && hide.every(Boolean));
}

const isEmpty = (value: unknown): boolean =>
	value === undefined || value === '' || JSON.stringify(value) === '{}';

function filledForm(
	operation: Operation,
	filled: INodeParameters,
	names: Map<string, string>,
): string {
	const rows = formOf(operation)
		.filter((property) => property.type !== 'notice' && isOnForm(property, filled))
		.filter(({ name }) => !isEmpty(filled[name]))
		.filter(({ name, default: usual }) => JSON.stringify(filled[name]) !== JSON.stringify(usual))
		.map(
			(property) =>
				`- **${property.displayName}**: ${shown(property, filled[property.name], names)}`,
		);
	return rows.length > 0 ? rows.join('\n') : 'Nothing has to be filled in.';
}

/** Lists show their first row only. */
function shortened(value: unknown): unknown {
	if (Array.isArray(value)) return value.slice(0, 1).map(shortened);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shortened(one)]));
}

/** A field a line, so that the page stays short. */
function jsonOf(item: IDataObject): string {
	const fields = Object.entries(item).map(
		([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(shortened(value))}`,
	);
	return ['```json', `{\n${fields.join(',\n')}\n}`, '```'].join('\n');
}

async function exampleOf(operation: Operation, step: Step, ground: Ground): Promise<string> {
	const scene = step.at === 'central' ? ground.central : ground.pharmacy;
	const names = namesIn(scene);
	const filled = await step.parameters(ground);
	// Until every figure is shown: what is told of stock must not hang on how fast this machine is.
	await sleep(60_000);
	const [item] = await scene.output(filled);
	if (!item) throw new Error(`${step.name} has nothing to show`);
	const { name, description } = operation;
	const heading = `### ${name} <a id="${step.name}"></a>`;
	const text = [heading, description, filledForm(operation, filled, names), jsonOf(item)].join(
		'\n\n',
	);
	return withoutDrawn(text);
}

/** A failure tells which operation it is of, and where its values come from. */
const sayWhich = (name: string) => (cause: Error) => {
	throw new Error(
		`${name} has no example: ${cause.message}\nIts fields get their values in test/hospital/steps.ts, what must be there before is made in test/hospital/preparations.ts.`,
		{ cause },
	);
};

/** Where an operation is carried out for its example; only hosted servers make users. */
const HOSTED = new Set(['user.create']);

/** Each operation of the node, carried out in a hospital: how its form is filled, and the first item that comes out. */
export async function operationExamples(): Promise<string> {
	const own = await openPlaces();
	const hosted = await openPlaces({ kind: 'documented' });
	try {
		const parts: string[] = [];
		for (const { value: resource, name, operations } of resources) {
			parts.push(`## ${name}`);
			for (const operation of operations) {
				const step = OPERATIONS.find((one) => one.name === `${resource}.${operation.value}`);
				if (!step) throw new Error(`No step does ${name}: ${operation.name}`);
				const ground = HOSTED.has(step.name) ? hosted : own;
				const place = { ...ground, run: 1001 + parts.length };
				parts.push(await exampleOf(operation, step, place).catch(sayWhich(step.name)));
			}
		}
		return parts.join('\n\n');
	} finally {
		await own.central.close();
		await hosted.central.close();
	}
}
