import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { openPlaces } from '../../../hospital/ground';
import { OPERATIONS, type Step } from '../../../hospital/steps';
import { faultsOf, ODD, TEXTS, saysTooMuch, uncleanTexts } from '../actions/odd-texts';
import { WITH_LINES } from './operations-with-lines';

/** Written as they are; all others name something that is there, or that is compared with it. */
const FREE = ['comment', 'pallet', 'box'];

const STEPS = OPERATIONS.filter(({ name }) => WITH_LINES.some((one) => one.name === name));

/** A line that the operation takes, and all fields that it knows, as it tells itself. */
async function lineOf(step: Step): Promise<{ line: IDataObject; keys: string[] }> {
	const places = await openPlaces();
	try {
		const usual = await step.parameters({ ...places, run: 6000 });
		const [line] = JSON.parse(String(usual.linesJson ?? '[]')) as IDataObject[];
		const said = await places[step.at].failure(withLine(usual, { ...line, zzzzzzzzzzzz: 1 }));
		const [, keys = ''] = /it takes ([A-Za-z, ]+)/.exec(said) ?? [];
		return { line, keys: keys.split(', ') };
	} finally {
		await places.central.close();
	}
}

const withLine = (usual: INodeParameters, line: object): INodeParameters => ({
	...usual,
	linesFrom: 'json',
	linesJson: JSON.stringify([line]),
});

describe('a text of a line that looks like another one, or cannot be stored', () => {
	it('is tried in every operation that takes lines', () => {
		expect(STEPS.map(({ name }) => name).sort()).toEqual(WITH_LINES.map(({ name }) => name).sort());
	});

	it.each(STEPS.map((step) => [step.name, step] as const))('%s', async (_, step) => {
		const { line, keys } = await lineOf(step);
		expect(keys.length).toBeGreaterThan(2);
		const places = await openPlaces();
		const scene = places[step.at];
		const usual = await step.parameters({ ...places, run: 6001 });
		const items = keys.flatMap((key) =>
			TEXTS.map((name) => ({ lines: [{ ...line, [key]: ODD[name] }], what: `${key}: ${name}` })),
		);
		const json = { linesFrom: 'json', linesJson: '={{ $json.lines }}' };
		const { output, error } = await scene.run({ ...usual, ...json } as INodeParameters, {
			items: [...items, { lines: [line] }] as IDataObject[],
			continueOnFail: true,
		});
		const unclean = uncleanTexts(scene.sandbox);
		await places.central.close();
		expect(error).toBeUndefined();
		expect(unclean).toEqual([]);
		const told = output.map(({ json: { error: said } }) => String(said ?? ''));
		expect(told.filter(saysTooMuch)).toEqual([]);
		for (const key of keys.filter((one) => FREE.includes(one)))
			expect([
				key,
				await faultsOf(step, TEXTS, (own, text) => withLine(own, { ...line, [key]: text }), true),
			]).toEqual([key, []]);
	});
});
