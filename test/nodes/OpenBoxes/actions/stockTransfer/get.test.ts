import { json, locator } from '../../../../hospital/movements';
import { Scene } from '../../../../hospital/scene';

const transfer = { resource: 'stockTransfer' };
const get = { ...transfer, operation: 'get' };

it.each(['0.9.0', '0.9.8'] as const)('reads one transfer by number or ID on %s', async (kind) => {
	const scene = await Scene.open({ kind });
	try {
		const lines = json([{ productCode: '10001', lot: 'IBU-A', quantity: 1, bin: 'Shelf 2' }]);
		const create = { ...transfer, operation: 'create', reference: 'SLIP-1', ...lines };
		const [{ id, transferNumber }] = await scene.output(create);
		for (const one of [locator(String(transferNumber), 'number'), locator(String(id))])
			expect(await scene.output({ ...get, stockTransfer: one })).toMatchObject([
				{ id, reference: 'SLIP-1', lines: [{ lotNumber: 'IBU-A', quantity: 1 }] },
			]);
		const raw = { ...get, stockTransfer: locator(String(id)), simplify: false };
		expect(await scene.output(raw)).toMatchObject([{ type: 'TRANSFER_ORDER' }]);
	} finally {
		await scene.close();
	}
});

it('says that the documented kind has none', async () => {
	const scene = await Scene.open({ kind: 'documented' });
	try {
		expect(await scene.failure({ ...get, stockTransfer: locator('X1', 'number') })).toMatch(
			/This server does not offer stock transfers/,
		);
	} finally {
		await scene.close();
	}
});
