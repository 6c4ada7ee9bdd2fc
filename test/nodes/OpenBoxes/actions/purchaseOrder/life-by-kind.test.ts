import type { INodeParameters } from 'n8n-workflow';
import { json, locator } from '../../../../hospital/movements';
import { KINDS, Scene } from '../../../../hospital/scene';

const ask = (operation: string, parameters: object): INodeParameters => ({
	resource: 'purchaseOrder',
	operation,
	enable: true,
	...parameters,
});

it.each(KINDS)('the life of an order on %s', async (kind) => {
	const scene = await Scene.open({ kind, at: 'central' });
	try {
		const supplier = locator('MedSupply Ltd', 'name');
		const lines = json([{ productCode: '10001', quantity: 10, unitPrice: 2 }]);
		const [{ id }] = await scene.output(ask('create', { name: 'Monthly', supplier, ...lines }));
		const order = { purchaseOrder: locator(String(id)) };
		if (kind === 'documented') {
			for (const operation of ['place', 'rollBack', 'delete'])
				expect(await scene.failure(ask(operation, order))).toMatch(
					/This server does not offer placing, rolling back and deleting purchase orders/,
				);
			return;
		}
		expect(await scene.output(ask('place', order))).toMatchObject([{ status: 'placed' }]);
		expect(await scene.output(ask('rollBack', order))).toMatchObject([{ status: 'pending' }]);
		expect(await scene.output(ask('delete', order))).toMatchObject([{ id, deleted: true }]);
	} finally {
		await scene.close();
	}
});
