import { leaveOutStalls, sleep } from '../../../engine/clock';
import { Scene } from '../../../hospital/scene';

leaveOutStalls();

let scene: Scene;
afterEach(async () => await scene.close());

/** Of morphine, of which the pharmacy has 12. */
const LINE = { productCode: '10003', lot: 'MOR-1', bin: 'Shelf 1' };
const PLACE = '10003 MOR-1 Shelf 1';

async function book(
	n8n: Scene,
	operation: string,
	reference: string,
	quantity: number,
	original = '',
): Promise<string> {
	const { output, error } = await n8n.run({
		resource: 'transaction',
		operation,
		reference,
		...(original ? { original: { mode: 'number', value: original } } : {}),
		linesFrom: 'json',
		linesJson: JSON.stringify([{ ...LINE, quantity }]),
		options: { source: 'TILL1' },
	});
	if (error) return error.message;
	const [{ json }] = output;
	const [{ lots }] = json.lines as Array<{ lots: Array<Record<string, number>> }>;
	return lots.map(({ stockBefore, stockAfter }) => `${stockBefore} to ${stockAfter}`).join();
}

const sell = async (n8n: Scene, receipt: string, quantity: number): Promise<string> =>
	await book(n8n, 'debit', receipt, quantity);
const giveBack = async (n8n: Scene, receipt: string, quantity: number): Promise<string> =>
	await book(n8n, 'credit', receipt, quantity, 'TILL1/DAY');

describe.each(['0.9.8', '0.9.6', '0.9.0'] as const)('returns at two tills (%s)', (kind) => {
	it.each([
		// Up to seven seconds after it, a return of another n8n may be told twice; what is sold is right all the same.
		{ ms: 6000, told: /^(10 to 4|13 to 7)$/ },
		{ ms: 9000, told: /^10 to 4$/ },
	])(
		'that the server shows in part hide nothing of what is sold $ms ms after them',
		async ({ ms, told }) => {
			scene = await Scene.open({ kind });
			const other = await Scene.apart(scene);
			expect(await sell(scene, 'DAY', 10)).toBe('12 to 2');
			await sleep(60_000);
			await giveBack(scene, 'BACK-1', 5);
			await giveBack(other, 'BACK-2', 3);
			await sleep(ms);
			expect(await sell(scene, 'NEXT', 6)).toMatch(told);
			expect(await sell(scene, 'TOO-MANY', 6)).toMatch(/6 wanted, \d in stock/);
			expect(scene.stock()[PLACE]).toBe(4);
			expect(await sell(scene, 'REST', 4)).toMatch(/^\d+ to \d+$/);
			expect(scene.stock()[PLACE]).toBe(0);
		},
	);

	it.each([0, 2000, 6000, 12_000])(
		'of one n8n are told in the stock before a sale %d ms later',
		async (ms) => {
			scene = await Scene.open({ kind });
			expect(await sell(scene, 'DAY', 10)).toBe('12 to 2');
			await sleep(12_000);
			expect(await giveBack(scene, 'BACK', 6)).toBe('2 to 8');
			await sleep(ms);
			expect(await sell(scene, 'NEXT', 1)).toBe('8 to 7');
		},
	);

	it.each([7000, 12_000])(
		'of another n8n are told in the stock before a sale %d ms later',
		async (ms) => {
			scene = await Scene.open({ kind });
			const other = await Scene.apart(scene);
			expect(await sell(scene, 'DAY', 10)).toBe('12 to 2');
			await sleep(7000);
			expect(await giveBack(other, 'BACK', 6)).toBe('2 to 8');
			await sleep(ms);
			expect(await sell(scene, 'NEXT', 8)).toBe('8 to 0');
		},
	);

	it('tell the stock without what another n8n has just sold', async () => {
		scene = await Scene.open({ kind });
		const other = await Scene.apart(scene);
		expect(await sell(scene, 'DAY', 10)).toBe('12 to 2');
		expect(await giveBack(other, 'BACK', 6)).toBe('2 to 8');
	});
});
