import { process } from '../../../platform';
import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { Scene } from '../../../hospital/scene';
import type { Sandbox } from '../../../sandbox';
import type { Value } from '../../../sandbox/store/table';
import { seededRandom } from '../../../sandbox/random';
import { WITH_LINES } from './operations-with-lines';
import { otherwise, plainly, shuffle, type Meaning } from './said-otherwise';
import { TRIALS, type Trial } from './trials';

/** `RUNS=1000 npx jest test/nodes/OpenBoxes/lines/order-and-size-engine` tries more. */
const numRuns = Number(process.env.RUNS ?? 2);
const seed = Number(process.env.SEED ?? 1);

interface Given {
	/** Lines of each item. */
	items: Meaning[][];
	/** Decides what is otherwise. */
	random: number;
}

const CASE_MS = numRuns * 10_000 + 20_000;

describe('through the node: the same stock, in whatever order, words and number of runs', () => {
	let compared = 0;

	it('is tried in every operation that writes lines of products', () => {
		const names = WITH_LINES.filter((one) => one.namesProducts !== false && !one.readsOnly);
		expect(TRIALS.map(({ name }) => name).sort()).toEqual(names.map(({ name }) => name).sort());
	});

	it.each(TRIALS.map((trial) => [trial.name, trial] as const))(
		'%s',
		async (name, trial) => {
			compared = 0;
			await fc.assert(
				fc.asyncProperty(
					runsOf(trial),
					async ({ items, random }) => await compare(trial, items, random),
				),
				{ numRuns, seed, endOnFailure: true },
			);
			process.stdout.write(`${name}: ${numRuns} runs, ${compared} of them wrote all\n`);
		},
		CASE_MS,
	);

	async function compare(trial: Trial, items: Meaning[][], randomSeed: number): Promise<void> {
		const random = seededRandom(randomSeed);
		const freedom = { packages: true, split: true, ...trial.freedom };
		const numbered = items.map((lines, index) => ({ ref: `R-${index}`, lines }));
		const given = await outcome(trial, [
			numbered.map(({ ref, lines }) => ({ ref, lines: lines.map(plainly) })),
		]);
		const others = shuffle(numbered, random).map(({ ref, lines }) => ({
			ref,
			lines: otherwise(lines, random, freedom),
		}));
		const half = Math.floor(random() * others.length);
		const runs = [others.slice(0, half), others.slice(half)].filter((run) => run.length > 0);
		const other = await outcome(trial, runs);
		// Who fails when stock runs out may change with the order of items; with one item nothing may.
		if (items.length > 1 && given.errors.length + other.errors.length > 0) return;
		expect({ failed: other.errors.length, ...other }).toEqual({
			failed: given.errors.length,
			...given,
			errors: other.errors,
		});
		if (given.errors.length === 0) compared++;
	}

	/** What is there after these runs, one after the other, in an n8n and on a server that know nothing yet. */
	async function outcome(
		{ at, prepare, parameters }: Trial,
		runs: IDataObject[][],
	): Promise<{ errors: string[]; content: Record<string, number> }> {
		const n8n = await Scene.open({ at, kind: '0.9.8' });
		try {
			// By another n8n, so that this one remembers nothing of it.
			const prepared = prepare ? await prepare(await Scene.apart(n8n, at)) : {};
			const all = {
				...parameters,
				...prepared,
				linesFrom: 'json',
				linesJson: '={{ $json.lines }}',
			} as INodeParameters;
			const errors: string[] = [];
			for (const items of runs) {
				const { output, error } = await n8n.run(all, { items, continueOnFail: true });
				if (error) errors.push(error.message);
				for (const { json } of output)
					if (json.error !== undefined) errors.push(String(json.error));
			}
			return { errors, content: contentOf(n8n.sandbox) };
		} finally {
			await n8n.close();
		}
	}
});

/** Lines of one item may name what they like; of several, only what all can have in whatever order. */
function runsOf(trial: Trial): fc.Arbitrary<Given> {
	const lines = trial.together ?? fc.array(trial.line, { minLength: 1, maxLength: 4 });
	const one = lines.map((all) => [all]);
	const several = fc.array(fc.array(trial.nested ?? trial.line, { minLength: 1, maxLength: 3 }), {
		minLength: 2,
		maxLength: Math.max(2, trial.items),
	});
	return fc.record({
		items: trial.items > 1 ? fc.oneof(one, several) : one,
		random: fc.nat(),
	});
}

/** Units by place, product, lot and bin, and what is ordered, asked for and on its way. */
function contentOf(sandbox: Sandbox): Record<string, number> {
	const { store } = sandbox.world;
	const content: Record<string, number> = {};
	const add = (key: string, units: number): void => {
		if (units !== 0) content[key] = (content[key] ?? 0) + units;
	};
	const binName = (bin: string | null): string => {
		const name = String(store.get('location', bin)?.name ?? '');
		return /^R-|^Receiving /.test(name) ? 'receiving' : name;
	};
	for (const row of sandbox.state().stock)
		add(
			`${row.location} ${row.productCode} ${row.lotNumber} ${binName(row.binLocation)}`,
			row.quantity,
		);
	const code = (product: Value): unknown => store.get('product', product)?.productCode;
	for (const row of store.table('requisitionItem').all())
		add(`asked ${code(row.product)}`, Number(row.quantity));
	for (const row of store.table('orderItem').all()) {
		const order = store.get('order', row.order);
		if (order?.status !== 'CANCELED' && row.orderItemStatusCode !== 'CANCELED')
			add(`${order?.orderType} ${code(row.product)}`, Number(row.quantity));
	}
	for (const row of store.table('shipmentItem').all()) {
		const lot = store.get('inventoryItem', row.inventoryItem);
		add(`shipped ${code(lot?.product)} ${lot?.lotNumber}`, Number(row.quantity));
	}
	return content;
}
