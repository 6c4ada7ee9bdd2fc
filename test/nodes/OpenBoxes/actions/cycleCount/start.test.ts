import { Scene } from '../../../../hospital/scene';
import { counting, requested } from './counting';

describe.each(['0.9.4', '0.9.8'] as const)('a count that is started on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind });
	});
	afterEach(async () => await scene.close());

	it('names the lots and bins to count, the same when it is started again', async () => {
		const { requestId } = await requested(scene);
		const start = counting('start', { requestId: String(requestId) });
		const [count] = await scene.output(start);
		expect(count).toMatchObject({
			...{ requestId, status: 'REQUESTED', productCode: '10002', isRecount: false },
			items: [
				{
					...{ lotNumber: 'PCM-1', expirationDate: '2029-03-31', binLocation: 'Shelf 1' },
					...{ quantityOnHand: 390, quantityCounted: null },
				},
			],
		});
		const [again] = await scene.output(start);
		expect(again).toEqual(count);
	});

	it('is refused for what is no request', async () => {
		expect(await scene.failure(counting('start', { requestId: 'no id!' }))).toContain(
			'"Request" is not an ID',
		);
		const unknown = counting('start', { requestId: 'ff808081a21aeab101a21b2ae2fc3be1' });
		expect(await scene.failure(unknown)).toMatch(
			/OpenBoxes has no request for a count with the ID "ff808081a21aeab101a21b2ae2fc3be1"/,
		);
	});
});

it.each(['0.9.0', 'documented'] as const)(
	'a count cannot be started on %s, and it says so',
	async (kind) => {
		const scene = await Scene.open({ kind });
		try {
			const start = counting('start', { requestId: 'ff808081a21aeab101a21b2ae2fc3be1' });
			expect(await scene.failure(start)).toContain('does not offer cycle counts');
		} finally {
			await scene.close();
		}
	},
);
