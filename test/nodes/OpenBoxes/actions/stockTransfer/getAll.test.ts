import { json, locator } from '../../../../hospital/movements';
import { Scene } from '../../../../hospital/scene';

const transfer = { resource: 'stockTransfer' };

describe.each(['0.9.0', '0.9.8'] as const)('the stock transfers of a pharmacy on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
		for (const [reference, lot] of [
			['SLIP-1', 'IBU-A'],
			['SLIP-2', 'IBU-B'],
		]) {
			const lines = json([{ productCode: '10001', lot, quantity: 1, bin: 'Shelf 2' }]);
			const complete = reference === 'SLIP-2';
			await scene.output({ ...transfer, operation: 'create', reference, ...lines, complete });
		}
	});
	afterAll(async () => await scene.close());

	it('come with their status, as many as asked for', async () => {
		const getAll = { ...transfer, operation: 'getAll' };
		const [pending, ...others] = await scene.output({ ...getAll, status: 'PENDING' });
		expect(others).toEqual([]);
		expect(pending).toMatchObject({
			status: 'pending',
			locationName: 'Hospital Pharmacy',
			lineCount: 1,
			createdBy: 'Till One',
		});
		expect(await scene.output(getAll)).toHaveLength(2);
		expect(await scene.output({ ...getAll, limit: 1 })).toHaveLength(1);
		const [raw] = await scene.output({ ...getAll, simplify: false, status: 'COMPLETED' });
		expect(raw).toMatchObject({ status: 'COMPLETED', orderItemsCount: 1 });
	});
});

it.each(['getAll', 'complete'])(
	'%s is not offered by a server whose documents name no such call',
	async (operation) => {
		const scene = await Scene.open({ kind: 'documented' });
		try {
			const parameters = { ...transfer, operation, stockTransfer: locator('X1', 'number') };
			expect(await scene.failure(parameters)).toMatch(/This server does not offer stock transfers/);
		} finally {
			await scene.close();
		}
	},
);
