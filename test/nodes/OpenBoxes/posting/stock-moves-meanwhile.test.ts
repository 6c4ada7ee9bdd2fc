import { sleep } from '../../../engine/clock';
import { Scene } from '../../../hospital/scene';
import { book, counted, KINDS, left, OVERLAP } from './morphine';

let scene: Scene;
afterEach(async () => await scene.close());

describe.each(KINDS)('a till while stock moves in other ways (%s)', (kind) => {
	it('beside damage and corrections: together no more than there was', async () => {
		scene = await Scene.open({ kind, overlap: OVERLAP });
		const tills = [scene, await Scene.apart(scene)];
		const line = { lot: 'MOR-1', bin: 'Shelf 1' };
		const kinds = [
			{},
			{ operation: 'damage', line },
			{ operation: 'adjust', direction: 'down', reason: 'RECOUNTED', line },
		];
		const outcomes = await Promise.all(
			Array.from(
				{ length: 24 },
				async (_, at) => await book(tills[at % 2], `R-${at}`, 1, kinds[at % 3]),
			),
		);
		expect(counted(outcomes)).toEqual({ 'posted 1': 12, 'not enough': 12 });
		expect(left(scene)).toBe(0);
	}, 60_000);

	it('after goods were carried to another bin: what was carried off is not sold there', async () => {
		scene = await Scene.open({ kind, overlap: OVERLAP });
		const other = await Scene.apart(scene);
		await other.output({
			resource: 'stockTransfer',
			operation: 'create',
			reference: 'SLIP',
			complete: true,
			linesFrom: 'json',
			linesJson: JSON.stringify([
				{ productCode: '10003', lot: 'MOR-1', fromBin: 'Shelf 1', bin: 'Shelf 2', quantity: 8 },
			]),
		});
		const line = { bin: 'Shelf 1' };
		expect(await book(scene, 'TOO-MANY', 6, { line })).toBe('not enough');
		expect(await book(scene, 'REST', 4, { line })).toBe('posted 4');
		await sleep(10_000);
		expect(await book(scene, 'ALL', 8)).toBe('posted 8');
		expect([left(scene), scene.stock()['10003 MOR-1 Shelf 2']]).toEqual([0, 0]);
	}, 60_000);

	it('that take a return back, while others sell what came back', async () => {
		scene = await Scene.open({ kind, overlap: OVERLAP });
		const other = await Scene.apart(scene);
		expect(await book(scene, 'DAY', 12)).toBe('posted 12');
		const back = { operation: 'credit', original: { mode: 'number', value: 'TILL1/DAY' } };
		expect(await book(scene, 'BACK', 6, back)).toBe('posted 6');
		await sleep(60_000);
		const number = scene.sandbox
			.state()
			.transactions.map(({ transactionNumber }) => transactionNumber ?? '')
			.find((one) => one.includes('~C'));
		const sold = book(scene, 'SOLD', 6);
		const reversed = other.run({
			resource: 'transaction',
			operation: 'reverse',
			original: { mode: 'number', value: number ?? '' },
		});
		const outcomes = [await sold, (await reversed).error?.message ?? 'posted'];
		expect(outcomes.filter((one) => one.startsWith('posted'))).toHaveLength(1);
		expect(left(scene)).toBe(0);
	}, 60_000);
});
