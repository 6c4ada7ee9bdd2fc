import type { INodeParameters } from 'n8n-workflow';
import { at, costOf, ibuprofen, json, on, op } from '../../hospital/movements';
import { Scene } from '../../hospital/scene';
import { readFileSync } from '../../platform';

let scene: Scene;
afterEach(async () => await scene.sandbox.close());

/** The page that promises how many requests a job takes. */
function promised(job: string): number {
	const row = readFileSync('docs/speed.md', 'utf8')
		.split('\n')
		.find((line) => line.startsWith(`| ${job} `));
	return Number(row?.split('|')[3]);
}

const sale = (...lines: object[]): INodeParameters => ({
	resource: 'transaction',
	operation: 'debit',
	reference: 'TILL-1',
	...json(lines),
});

const ship = (reference?: string): INodeParameters =>
	op('createAndSend', {
		destination: at('central'),
		...json([{ productId: ibuprofen, quantity: 7 }]),
		...(reference === undefined ? {} : { options: { reference } }),
	});

/** Ships from the northern depot, receives at the central one. */
async function createToReceived(): Promise<number> {
	const central = await Scene.beside(scene, 'central');
	let sent: { id?: unknown } = {};
	const shipping = await costOf(scene, async () => {
		[sent] = await scene.output(ship('REQ-1'));
	});
	const receiving = await costOf(
		central,
		async () => await central.output(on(sent, 'receive', { options: { reference: 'DN-1' } })),
	);
	return shipping + receiving;
}

const JOBS: Record<string, { at: string; cost: () => Promise<number> }> = {
	'One sale of two lines': {
		at: 'pharmacy',
		cost: async () =>
			await costOf(
				scene,
				async () =>
					await scene.output(
						sale({ productCode: '10001', quantity: 2 }, { productCode: '10002', quantity: 1 }),
					),
			),
	},
	'A movement, created and sent': {
		at: 'north',
		cost: async () => await costOf(scene, async () => await scene.output(ship())),
	},
	'The same with a reference': {
		at: 'north',
		cost: async () => await costOf(scene, async () => await scene.output(ship('REQ-1'))),
	},
	'A movement with a reference, to received': { at: 'north', cost: createToReceived },
};

it.each(Object.entries(JOBS))(
	'%s takes as many requests as docs/speed.md says',
	async (job, { at: place, cost }) => {
		scene = await Scene.open({ at: place });
		expect(await cost()).toBe(promised(job));
	},
);
