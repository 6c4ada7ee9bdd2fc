import { importsOf, type Sources } from './imports';

/**
 * The floors of nodes/OpenBoxes from top to bottom. A file may import what is on its own floor in its own room,
 * and everything on the floors below; never another room of its own floor, and never upwards.
 */
const FLOORS: ReadonlyArray<readonly string[]> = [
	['node'],
	['actions', 'trigger', 'methods'],
	['receiving', 'putaways'],
	['movements', 'orders'],
	['shipments'],
	['posting'],
	['stock'],
	['catalogue', 'records'],
	['once'],
	['transport'],
	['lines'],
	['values'],
	['schemas'],
	// What both nodes need and belongs to neither server.
	['shared'],
];

/** The credentials log in by the transport and nothing else. */
const CREDENTIALS_MAY = ['transport', 'values', 'schemas', 'credentials'];

const NODE = 'nodes/OpenBoxes/';

/** The room of a file: a folder of nodes/OpenBoxes, `node` for the node classes, `credentials` or `shared`. */
export function roomOf(file: string): string {
	if (file.startsWith('credentials/')) return 'credentials';
	if (file.startsWith('nodes/shared/')) return 'shared';
	if (!file.startsWith(NODE)) return 'elsewhere';
	const [first, second] = file.slice(NODE.length).split('/');
	return second === undefined ? 'node' : first;
}

const floorOf = (room: string): number => FLOORS.findIndex((rooms) => rooms.includes(room));

function mayImport(from: string, to: string): boolean {
	if (from === to && from !== 'node') return true;
	if (from === 'credentials') return CREDENTIALS_MAY.includes(to);
	return floorOf(to) > floorOf(from) && floorOf(from) >= 0;
}

const isRule = (file: string): boolean => file.includes('/rules/');

/** Pure rooms and rules do no I/O: they know no server and no n8n. */
function isPure(file: string): boolean {
	return isRule(file) || ['lines', 'values', 'schemas', 'shared'].includes(roomOf(file));
}

/** What breaks the order of the house, a sentence each. */
export function brokenOrder(sources: Sources): string[] {
	return [...sources.keys()].flatMap((file) => {
		const room = roomOf(file);
		if (room !== 'credentials' && floorOf(room) < 0) return [`${file} is in an unknown room`];
		return importsOf(file, sources).flatMap(({ specifier, target }) => {
			if (target === undefined) {
				// The large form has five times the size, as nothing that is not used of it can be left out.
				if (/^zod(?!\/v4-mini$)/.test(specifier)) return [`${file} imports ${specifier}`];
				if (specifier === 'zod/v4-mini' && room !== 'schemas') return [`${file} imports zod`];
				if (specifier === 'n8n-workflow' && isPure(file)) return [`${file} imports n8n-workflow`];
				return [];
			}
			if (!mayImport(room, roomOf(target))) return [`${file} imports ${target}`];
			if (isRule(file) && !isPure(target)) return [`the rule ${file} imports ${target}`];
			return [];
		});
	});
}

/** Chains of imports that come back to where they began. */
export function importCircles(sources: Sources): string[] {
	const state = new Map<string, 'open' | 'done'>();
	const circles: string[] = [];
	const visit = (file: string, path: readonly string[]): void => {
		if (state.get(file) === 'done') return;
		if (state.get(file) === 'open') {
			circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
			return;
		}
		state.set(file, 'open');
		for (const { target } of importsOf(file, sources))
			if (target !== undefined && sources.has(target)) visit(target, [...path, file]);
		state.set(file, 'done');
	};
	for (const file of sources.keys()) visit(file, []);
	return circles;
}
