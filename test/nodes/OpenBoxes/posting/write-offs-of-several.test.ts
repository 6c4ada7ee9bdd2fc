import type { INodeParameters } from 'n8n-workflow';
import { leaveOutStalls } from '../../../engine/clock';
import { Scene } from '../../../hospital/scene';

leaveOutStalls();

/** What else takes stock by a line's quantity: 20 parallel takes of a lot of which there are so many units. */
interface Taking {
	operation: string;
	more: INodeParameters;
	line: object;
	/** As `Scene.stock` names it. */
	place: string;
	/** Units of each. */
	quantity: number;
	fit: number;
}

const TAKINGS: Taking[] = [
	{
		operation: 'damage',
		more: {},
		line: { productCode: '10003', lot: 'MOR-1', bin: 'Shelf 1' },
		place: '10003 MOR-1 Shelf 1',
		quantity: 1,
		fit: 12,
	},
	{
		operation: 'expire',
		more: {},
		line: { productCode: '10001', lot: 'IBU-X', bin: 'Shelf 2' },
		place: '10001 IBU-X Shelf 2',
		quantity: 7,
		fit: 10,
	},
	{
		operation: 'adjust',
		more: { direction: 'down', reason: 'RECOUNTED' },
		line: { productCode: '10003', lot: 'MOR-1', bin: 'Shelf 1' },
		place: '10003 MOR-1 Shelf 1',
		quantity: 1,
		fit: 12,
	},
];
const RUNS = 20;

describe.each(TAKINGS)('$operation of what two n8n take at once', (taking) => {
	let scene: Scene;
	afterEach(async () => await scene.close());

	it.each(['0.9.8', '0.9.6', '0.9.0'] as const)(
		'takes what is there and no more on %s',
		async (kind) => {
			scene = await Scene.open({ kind, overlap: { ms: 30, jitter: 0.3, seed: 7 } });
			const tills = [scene, await Scene.apart(scene)];
			const { operation, more, line, quantity } = taking;
			const outcomes = await Promise.all(
				Array.from({ length: RUNS }, async (_, index) => {
					const { output, error } = await tills[index % 2].run({
						resource: 'transaction',
						operation,
						...more,
						reference: `SLIP-${index}`,
						linesFrom: 'json',
						linesJson: JSON.stringify([{ ...line, quantity }]),
					});
					return error ? error.message : String(output[0].json.status);
				}),
			);
			expect(outcomes.filter((one) => one === 'posted')).toHaveLength(taking.fit);
			const others = outcomes.filter((one) => one !== 'posted');
			expect(others.filter((one) => !/ in stock/.test(one))).toEqual([]);
			expect(scene.stock()[taking.place] ?? 0).toBe(0);
		},
	);
});
