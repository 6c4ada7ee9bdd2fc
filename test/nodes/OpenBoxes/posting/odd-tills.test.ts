import { Scene } from '../../../hospital/scene';
import { book, counted, KINDS, left, OVERLAP } from './morphine';

let scene: Scene;
afterEach(async () => await scene.close());

describe.each(KINDS)('tills of many kinds (%s)', (kind) => {
	it('of other users, who write the address in other ways: the last 12 are sold once', async () => {
		scene = await Scene.open({ kind, overlap: OVERLAP });
		const tills = [
			scene,
			await Scene.beside(scene, 'pharmacy', 'manager'),
			await Scene.apart(scene, 'pharmacy', 'till', 'localhost'),
			await Scene.apart(scene, 'pharmacy', 'manager', '0.0.0.0'),
		];
		const outcomes = await Promise.all(
			Array.from({ length: 28 }, async (_, at) => await book(tills[at % 4], `R-${at}`, 1)),
		);
		expect(counted(outcomes)).toEqual({ 'posted 1': 12, 'not enough': 16 });
		expect(left(scene)).toBe(0);
	}, 60_000);

	it('that take what is there take together what is there', async () => {
		scene = await Scene.open({ kind, overlap: OVERLAP });
		const tills = [scene, await Scene.apart(scene)];
		const options = { shortage: 'takeAvailable' };
		const outcomes = await Promise.all(
			[0, 1, 2, 3].map(async (at) => await book(tills[at % 2], `R-${at}`, 5, { options })),
		);
		const units = outcomes.reduce((sum, one) => sum + Number(/\d+$/.exec(one)?.[0] ?? 0), 0);
		expect(units).toBe(12);
		expect(left(scene)).toBe(0);
	}, 60_000);

	it('that name lot or bin, and tills that do not', async () => {
		scene = await Scene.open({ kind, overlap: OVERLAP });
		const tills = [scene, await Scene.apart(scene)];
		const lines = [{}, { lot: 'MOR-1' }, { bin: 'Shelf 1' }, { lot: 'MOR-1', bin: 'Shelf 1' }];
		const outcomes = await Promise.all(
			Array.from({ length: 20 }, async (_, at) => {
				const line = lines[Math.floor(at / 2) % lines.length];
				return await book(tills[at % 2], `R-${at}`, 1, { line });
			}),
		);
		expect(counted(outcomes)).toEqual({ 'posted 1': 12, 'not enough': 8 });
		expect(left(scene)).toBe(0);
	}, 60_000);

	it('one of which may sell what is not there: the others sell no more than there was', async () => {
		scene = await Scene.open({ kind, overlap: OVERLAP });
		const tills = [scene, await Scene.apart(scene)];
		// Without a lot's name there is none to book it on once all are sold.
		const line = { lot: 'MOR-1', bin: 'Shelf 1' };
		const options = { shortage: 'allowNegative' };
		const below = book(tills[1], 'BELOW', 20, { line, options });
		const outcomes = await Promise.all(
			Array.from({ length: 16 }, async (_, at) => await book(tills[at % 2], `R-${at}`, 1)),
		);
		expect(await below).toBe('posted 20');
		const { 'posted 1': posted = 0, 'not enough': refused = 0 } = counted(outcomes);
		expect(posted + refused).toBe(16);
		expect(posted).toBeLessThanOrEqual(12);
		expect(left(scene)).toBe(12 - 20 - posted);
	}, 60_000);
});
