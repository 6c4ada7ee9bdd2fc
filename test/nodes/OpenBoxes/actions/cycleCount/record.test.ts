import { Scene } from '../../../../hospital/scene';
import { recorded, started, submitted } from './counting';

describe.each(['0.9.4', '0.9.8'] as const)('what is counted on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind });
	});
	afterEach(async () => await scene.close());

	it('is noted by lot and bin, and moves no stock', async () => {
		const before = scene.stock();
		const count = await started(scene, '10001');
		const lines = [
			{ lot: 'ibu-a', bin: 'Shelf 1', quantity: 38, comment: 'two broken' },
			{ lot: 'IBU-X', quantity: 0 },
		];
		const [row] = await scene.output(recorded(count, lines));
		expect(row.items).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ lotNumber: 'IBU-A', quantityCounted: 38 }),
				expect.objectContaining({ lotNumber: 'IBU-X', quantityCounted: 0 }),
				expect.objectContaining({ lotNumber: 'IBU-B', quantityCounted: null }),
			]),
		);
		expect(row).toMatchObject({ status: 'COUNTING' });
		expect(scene.stock()).toEqual(before);
	});

	it('is refused where it is not clear what was counted', async () => {
		const count = await started(scene, '10001');
		const of = async (...lines: object[]): Promise<string> =>
			await scene.failure(recorded(count, lines));
		expect(await of()).toContain('there is no line');
		expect(await of({ lot: 'NOPE', quantity: 1 })).toContain('it has IBU-');
		expect(await of({ quantity: 1 })).toContain('name lot and bin');
		expect(await of({ lot: 'IBU-A', quantity: -1 })).toContain('whole number from 0');
		const twice = { lot: 'IBU-A', quantity: 1 };
		expect(await of(twice, twice)).toContain('two lines name the same');
		const nowhere = { cycleCountId: 'ff808081a21aeab101a21b2ae2fc3be1' };
		expect(await scene.failure(recorded(nowhere, [twice]))).toContain('There is no cycle count');
	});

	it('cannot be changed once the count is closed, or it would be booked again', async () => {
		const count = await started(scene);
		await scene.output(recorded(count, [{ quantity: 390 }]));
		await scene.output(submitted(count));
		expect(await scene.failure(recorded(count, [{ quantity: 1 }]))).toContain('COMPLETED already');
	});
});

it.each(['0.9.0', 'documented'] as const)(
	'nothing is noted on %s, and it says so',
	async (kind) => {
		const scene = await Scene.open({ kind });
		try {
			const count = { cycleCountId: 'ff808081a21aeab101a21b2ae2fc3be1' };
			expect(await scene.failure(recorded(count, [{ quantity: 1 }]))).toContain(
				'does not offer cycle counts',
			);
		} finally {
			await scene.close();
		}
	},
);
