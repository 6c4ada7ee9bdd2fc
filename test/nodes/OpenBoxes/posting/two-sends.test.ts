import { draft, json, on } from '../../../hospital/movements';
import { id, Scene } from '../../../hospital/scene';

let scene: Scene;
afterEach(async () => await scene.close());

/** Of which the pharmacy has 12, in one lot and bin. */
const morphine = id.products['10003'];
const PLACES = { from: 'pharmacy', to: 'ward' };
const left = (): number => scene.stock(id.locations.pharmacy)['10003 MOR-1 Shelf 1'] ?? 0;

async function draftOf(quantity: number): Promise<string> {
	const movement = await draft(scene, [{ productId: morphine, quantity }], PLACES);
	return String(movement.id);
}

/** `shipped`, or why not. */
async function send(n8n: Scene, movement: string, lots = {}): Promise<string> {
	const { error, output } = await n8n.run(on(movement, 'send', lots));
	return error?.message ?? String(output[0].json.status);
}

const shipped = (outcomes: readonly string[]): number =>
	outcomes.filter((one) => one === 'shipped').length;

describe.each(['0.9.8', '0.9.6', '0.9.3', '0.9.0'] as const)(
	'two n8n send two movements of 10, of 12 that are there (%s)',
	(kind) => {
		it.each([
			['the server chooses', {}],
			['the lot is named', json([{ productId: morphine, quantity: 10, lot: 'MOR-1' }])],
		])(
			'and both pick the same: one leaves, the other reserves nothing (%s)',
			async (_, lots) => {
				scene = await Scene.open({ kind, at: 'pharmacy' });
				const other = await Scene.apart(scene);
				const [one, two] = [await draftOf(10), await draftOf(10)];
				// Neither sees what the other picks.
				const picking = scene.sandbox.overlap.hold({ method: 'POST', path: '/status$' }, 2);
				const both = [send(scene, one, lots), send(other, two, lots)];
				await picking.reached(2);
				picking.release();
				const outcomes = await Promise.all(both);
				const refused = outcomes.filter((text) => text !== 'shipped');
				expect(refused.filter((text) => !/10 wanted, \d in stock/.test(text))).toEqual([]);
				// Where both gave way at the same moment, none was sent; the next run is.
				expect(shipped(outcomes)).toBeLessThanOrEqual(1);
				const again = [await send(scene, one), await send(other, two)];
				expect(shipped(again)).toBe(1);
				expect(left()).toBe(2);
				// What is left is reserved by nobody.
				expect(await send(scene, await draftOf(2))).toBe('shipped');
				expect(left()).toBe(0);
			},
			60_000,
		);
	},
);
