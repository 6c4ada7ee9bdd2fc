import { process } from '../../../platform';
import type { IDataObject } from 'n8n-workflow';
import { resources } from '../../../../nodes/OpenBoxes/actions/resources';
import { Scene } from '../../../hospital/scene';
import { lackingOptions } from '../actions/option-labels';
import { FIELD_RULES, NAME_RULES, RULES, withKey, type Rule } from './line-rules';
import { parametersOf, recordsOf, WITH_LINES } from './operations-with-lines';

/** A message is read by a person, whatever was sent. */
const LONGEST_MESSAGE = 1200;

describe('what a line may say', () => {
	let scene: Scene;
	let records: Awaited<ReturnType<typeof recordsOf>>;
	const table: Record<string, Record<string, string>> = {};

	beforeAll(async () => {
		scene = await Scene.open({ at: 'central' });
		records = await recordsOf(scene);
	});
	afterAll(async () => {
		const names = WITH_LINES.map(({ name }) => name);
		const width = Math.max(...Object.keys(table).map((rule) => rule.length));
		const rows = Object.entries(table).map(
			([rule, told]) =>
				`${rule.padEnd(width)}  ${names.map((name, index) => (told[name] ?? '-').padEnd(String(index + 1).length + 1)).join(' ')}`,
		);
		const head = names.map((name, index) => `${index + 1} = ${name}`).join(', ');
		const numbers = names.map((_, index) => `${index + 1} `).join(' ');
		process.stdout.write(`\n${head}\n${''.padEnd(width)}  ${numbers}\n${rows.join('\n')}\n`);
		await scene.close();
	});

	it('is tried in every operation that takes lines', () => {
		const taking = resources.flatMap(({ value: resource, operations }) =>
			operations
				.filter(({ properties }) => properties.some(({ name }) => name === 'linesJson'))
				.map(({ value }) => `${resource}.${value}`),
		);
		expect(WITH_LINES.map(({ name }) => name).sort()).toEqual(taking.sort());
	});

	it.each(WITH_LINES.map((one) => [one.name, one] as const))('%s', async (name, one) => {
		const good = one.line(records);
		const rules = [
			...RULES,
			...FIELD_RULES.filter(([rule]) => !one.readsOnly || rule !== 'one lot with two dates'),
			...(one.namesProducts === false ? [] : NAME_RULES),
			...(one.zero ? [] : [['0', withKey('quantity', 0), /must be a whole number from 1/] as Rule]),
		];
		const before = fingerprint();
		if (one.zero) table['0'] = { ...table['0'], [name]: '0' };
		const items = rules.map(([, lines], item) => ({
			ref: `X-${name}-${item}`,
			lines: lines(good),
		}));
		const { output } = await scene.run(parametersOf(one, records), {
			items: items as IDataObject[],
			continueOnFail: true,
		});
		const told = rules.map(([rule, , words], item) => {
			const errors = output.filter(({ pairedItem }) =>
				JSON.stringify(pairedItem).includes(`"item":${item}}`),
			);
			const text = String(errors[0]?.json.error ?? JSON.stringify(errors[0]?.json));
			const isTold =
				words.test(text) &&
				text.length < LONGEST_MESSAGE &&
				lackingOptions(name, text).length === 0;
			table[rule] = { ...table[rule], [name]: isTold ? 'ok' : 'NO' };
			return isTold ? 'ok' : `${rule}: ${text.slice(0, 300)}`;
		});
		expect(told.filter((text) => text !== 'ok')).toEqual([]);
		expect(fingerprint()).toBe(before);
	});

	function fingerprint(): string {
		const { transactions, stock } = scene.sandbox.state();
		const counts = ['order', 'requisition', 'shipment', 'receipt'].map(
			(kind) => scene.sandbox.world.store.table(kind as never).all().length,
		);
		return JSON.stringify([transactions.length, stock, counts]);
	}
});
