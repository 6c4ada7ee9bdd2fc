import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { openPlaces } from '../../../hospital/ground';
import { OPERATIONS, type Step } from '../../../hospital/steps';
import { formLine, keysInForm, namesProduct } from './form-lines';
import { WITH_LINES } from './operations-with-lines';

/**
 * What an expression can put into any field, of whatever type the field is. A whole record is not among them: a picker
 * takes its ID (`actions/whole-records.test.ts`), and a key of JSON says itself what it holds.
 */
const GIVEN: unknown[] = [
	true,
	1.5,
	1e21,
	{},
	{ code: 'x' },
	['IBU-A'],
	'1e3',
	'\uD83D',
	'x'.repeat(300),
	'..',
	'nothing of that name',
	'2029-02-30',
	null,
	' ',
];

const STEPS = OPERATIONS.filter(({ name }) => WITH_LINES.some((one) => one.name === name));

/** IDs differ from one hospital to the next. */
const withoutIds = (text: string): string => text.replace(/\b0{6}\w+/g, '#');

/** A field of its own, as a line has where an item is one, is called by its name in the form. */
const byField = (text: string): string =>
	text.replace(
		/line 1, keepSerial: (.*) is neither true nor false/,
		'$1 is no choice of "Keep Serial Number": give one of true, false',
	);

/** What is said of each value of the fields, given in one of the ways. */
async function told(
	step: Step,
	keys: readonly string[],
	way: 'json' | 'form' | 'line',
): Promise<string[]> {
	const places = await openPlaces();
	try {
		const usual = await step.parameters({ ...places, run: 6000 });
		const [given] = JSON.parse(String(usual.linesJson)) as IDataObject[];
		const line = Object.fromEntries(
			Object.entries(given).filter(([name]) => !(keys.some(namesProduct) && namesProduct(name))),
		) as IDataObject;
		const form = formLine(step.name, keys, line);
		const lines = {
			json: { linesFrom: 'json', linesJson: '={{ $json.lines }}' },
			form: { linesFrom: 'form', lines: { line: [form] } },
			line: { itemIs: 'line', ...form },
		}[way];
		const tried = keys.flatMap((key) => GIVEN.map((value) => ({ key, value })));
		const items = tried.map(({ key, value }, item) => ({
			...{ ref: `REF-${item}`, lines: [{ ...line, [key]: value }] },
		}));
		const reference = usual.reference ? { reference: '={{ $json.ref }}' } : {};
		const { output, error } = await places[step.at].run(
			// Down, a correction has no field for an expiration date.
			{ ...usual, ...reference, ...lines, direction: 'up' } as INodeParameters,
			{ items: items as IDataObject[], continueOnFail: true },
		);
		expect(error).toBeUndefined();
		return tried.map(({ key, value }, item) => {
			const own = output.find(({ pairedItem }) =>
				JSON.stringify(pairedItem).includes(`"item":${item}}`),
			);
			const said = String(own?.json.error ?? (own ? 'done' : 'nothing'));
			return withoutIds(`${key} ${JSON.stringify(value).slice(0, 30)}: ${said}`);
		});
	} finally {
		await places.central.close();
	}
}

describe('whether a line is filled in or given as JSON, the same is said of it', () => {
	it.each(STEPS.map((step) => [step.name, step] as const))('%s', async (name, step) => {
		const isPosted = name.startsWith('transaction.');
		const ways = isPosted ? (['form', 'line'] as const) : (['form'] as const);
		for (const keys of keysInForm(name)) {
			const json = await told(step, keys, 'json');
			for (const way of ways)
				expect(await told(step, keys, way)).toEqual(way === 'line' ? json.map(byField) : json);
		}
	});
});
