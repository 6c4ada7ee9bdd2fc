import type { INodeParameters } from 'n8n-workflow';
import { openPlaces } from '../../../hospital/ground';
import type { Scene } from '../../../hospital/scene';
import type { Step } from '../../../hospital/steps';
import type { Sandbox } from '../../../sandbox';
import { lackingOptions } from './option-labels';

/** Texts as scanners, spreadsheets and agents bring them,. */
export const ODD = {
	'letters in two parts, and what nobody sees':
		'Cafe\u0301 \u200B\u2066I\u0307z\u00ADmir\u0000ı\uFEFF',
	'half of a character, and one outside of the character set': 'A\uD83D7 \u{1F48A} B',
	'20,000 characters': 'x'.repeat(20_000),
} as const;

type Odd = keyof typeof ODD;
export const TEXTS = Object.keys(ODD) as Odd[];

/** How the first one is stored: letters composed, nothing invisible. */
const CLEAN = 'Café İzmir ı';

const LONGEST_MESSAGE = 1500;
/** What a `text` column holds, three bytes a letter. */
const LONGEST_STORED = 21_845;

/** What must not be stored: invisible, half, control and foreign characters. */
const UNCLEAN = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u{10000}-\u{10FFFF}]/u;

/** What the database or the code of a server says, of which no user can make anything. */
const RAW =
	/foreign key|null object|org\.pih|Exception|Incorrect string|Data too long|gave no reason/;

const isUnclean = (text: string): boolean =>
	UNCLEAN.test(text) || text !== text.normalize('NFC') || text.length > LONGEST_STORED;

/** Texts that were stored as they must not be. */
export const uncleanTexts = (sandbox: Sandbox): string[] =>
	[...textsOf(sandbox)].filter(([, value]) => isUnclean(value)).map(([at]) => at);

/** Whether a message is longer than anybody reads, or what only the server's makers understand. */
export const saysTooMuch = (message: string): boolean =>
	message.length > LONGEST_MESSAGE || RAW.test(message);

/** What went wrong: a text must be stored clean, or refused in short words before anything is written. */
async function faultOf(
	step: string,
	scene: Scene,
	parameters: INodeParameters,
	wanted: string,
): Promise<string | undefined> {
	const before = textsOf(scene.sandbox);
	const { error, output } = await scene.run(parameters);
	const written = [...textsOf(scene.sandbox)].filter(([at, value]) => before.get(at) !== value);
	const unclean = written.find(([, value]) => isUnclean(value));
	if (unclean) return `stored as ${JSON.stringify(unclean).slice(0, 200)}`;
	if (!error) {
		const isThere = written.some(([, value]) => value.includes(wanted));
		return wanted === '' || isThere
			? undefined
			: `dropped: ${JSON.stringify(output).slice(0, 200)}`;
	}
	const said = `${error.message} ${error.description ?? ''}`;
	const lacking = lackingOptions(step, said);
	if (lacking.length > 0) return `names what this operation lacks: ${lacking.join()}`;
	if (saysTooMuch(said)) return `${said.length} characters, or raw words: ${said.slice(0, 200)}`;
	return written.length > 0
		? `refused after ${JSON.stringify(written[0]).slice(0, 100)}: ${said.slice(0, 200)}`
		: undefined;
}

/** Every text in the tables, by where it stands. */
function textsOf({ world: { store } }: Sandbox): Map<string, string> {
	const texts = new Map<string, string>();
	for (const table of store.names())
		for (const row of store.table(table).all())
			for (const [key, value] of Object.entries(row))
				if (typeof value === 'string') texts.set(`${table} ${row.id} ${key}`, value);
	return texts;
}

/**
 * Runs an operation with each text, each at a hospital of its own, and tells what went wrong.
 *
 * @param isStored whether the first text must be found in what was written, if it was not refused
 */
export async function faultsOf(
	step: Step,
	names: readonly Odd[],
	spoil: (usual: INodeParameters, text: string) => INodeParameters,
	isStored: boolean,
): Promise<string[]> {
	const faults: string[] = [];
	for (const [index, name] of names.entries()) {
		const places = await openPlaces();
		try {
			const usual = await step.parameters({ ...places, run: 5000 + index });
			const wanted = isStored && name === 'letters in two parts, and what nobody sees' ? CLEAN : '';
			const fault = await faultOf(step.name, places[step.at], spoil(usual, ODD[name]), wanted);
			if (fault !== undefined) faults.push(`${name}: ${fault}`);
		} finally {
			await places.central.close();
		}
	}
	return faults;
}

/** The other half of all operations, so that no test file takes too long. */
export const isMoving = (resource: string): boolean =>
	/^(?:purchaseOrder|putaway|stockMovement|stockTransfer)$/.test(resource);
