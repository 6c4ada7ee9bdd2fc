import { json, locator } from '../../../../hospital/movements';
import { changes, Scene } from '../../../../hospital/scene';

const operation = { resource: 'stockTransfer', operation: 'create', reference: 'SLIP-1' };
const move = (quantity?: number, more: object = {}): object => ({
	...json([
		{ productCode: '10001', lot: 'IBU-B', fromBin: 'Shelf 1', bin: 'Shelf 2', quantity, ...more },
	]),
});

describe.each(['0.9.0', '0.9.8'] as const)('a stock transfer on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind });
	});
	afterEach(async () => await scene.close());

	it('is a draft that moves nothing, and stands there once', async () => {
		const before = scene.stock();
		const [made] = await scene.output({ ...operation, ...move(100) });
		expect(made).toMatchObject({
			reference: 'SLIP-1',
			status: 'pending',
			locationName: 'Hospital Pharmacy',
			lines: [
				{
					productCode: '10001',
					lotNumber: 'IBU-B',
					expirationDate: '2028-06-30',
					quantity: 100,
					fromBin: { name: 'Shelf 1' },
					bin: { name: 'Shelf 2' },
				},
			],
			existed: false,
		});
		expect(scene.stock()).toEqual(before);
		const [again] = await scene.output({ ...operation, ...move(100) });
		expect(again).toMatchObject({ id: made.id, existed: true });
		expect(await scene.failure({ ...operation, ...move(90) })).toMatch(
			/has a stock transfer with the reference "SLIP-1" already, with other content/,
		);
	});

	it('moves the goods at once when asked to, and not again', async () => {
		const before = scene.stock();
		const asked = { ...operation, ...move(100), complete: true };
		const moved = { '10001 IBU-B Shelf 1': -100, '10001 IBU-B Shelf 2': 100 };
		expect(await scene.output(asked)).toMatchObject([
			{ status: 'completed', transactionIds: [expect.any(String), expect.any(String)] },
		]);
		expect(changes(before, scene.stock())).toEqual(moved);
		scene.sandbox.advance(60_000);
		expect(await scene.output(asked)).toMatchObject([{ existed: true, changed: false }]);
		expect(changes(before, scene.stock())).toEqual(moved);
	});

	it('takes any lot and bin that is free, and the bin for all', async () => {
		const lines = json([{ productCode: '10001', quantity: 5, lot: 'IBU-A' }]);
		const bin = locator('Shelf 2', 'name');
		expect(await scene.output({ ...operation, ...lines, bin })).toMatchObject([
			{ lines: [{ lotNumber: 'IBU-A', quantity: 5, bin: { name: 'Shelf 2' } }] },
		]);
	});

	it('is refused with a reason, and nothing is written', async () => {
		const refused: Array<[object, RegExp]> = [
			[move(9999), /not created: line 1: 9999 wanted, \d+ free/],
			[move(), /line 1: its quantity is missing/],
			[move(5, { bin: 'Nowhere' }), /line 1: "Nowhere" is no bin of Hospital Pharmacy/],
			[move(5, { bin: undefined }), /line 1: it names no bin to go to/],
			[move(5, { bin: 'Shelf 1' }), /lies in that bin already/],
			[move(5, { lot: 'NOPE' }), /no goods of "10001" lot "NOPE" in "Shelf 1" lie free here/],
			[move(5, { productCode: '77777' }), /"77777" is unknown to OpenBoxes/],
			[{ ...move(5), reference: '={{ "" }}' }, /the reference is empty|required/],
		];
		for (const [parameters, reason] of refused)
			expect(await scene.failure({ ...operation, ...parameters })).toMatch(reason);
		expect(scene.sandbox.requests.routes['POST /api/stockTransfers']).toBeUndefined();
	});
});

it('is not offered by a server whose documents name no such call', async () => {
	const scene = await Scene.open({ kind: 'documented' });
	try {
		expect(await scene.failure({ ...operation, ...move(5) })).toMatch(
			/This server does not offer stock transfers/,
		);
	} finally {
		await scene.close();
	}
});
