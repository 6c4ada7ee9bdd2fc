import { CentralDepot } from '../../../../hospital/central-depot';
import { ORDER } from '../../../../hospital/purchase-orders';

let depot: CentralDepot;
afterEach(async () => await depot.close());

const placed = { enable: true, purchaseOrder: { __rl: true, mode: 'number', value: 'PO-1' } };

it('takes a placed order back to pending, once', async () => {
	depot = await CentralDepot.start();
	expect(await depot.item('purchaseOrder', 'rollBack', placed)).toMatchObject({
		status: 'pending',
		changed: true,
	});
	expect(depot.sandbox.world.store.get('order', ORDER.placed)?.status).toBe('PENDING');
	expect(await depot.item('purchaseOrder', 'rollBack', placed)).toMatchObject({ changed: false });
});

it('refuses an order whose goods are on a shipment', async () => {
	depot = await CentralDepot.start();
	await depot.item('purchaseOrder', 'receive', {
		...placed,
		reference: 'DN-1',
		linesFrom: 'json',
		linesJson: JSON.stringify([{ productCode: '20001', quantity: 10, lot: 'AMX-1', bin: 'A-01' }]),
	});
	expect(await depot.failure('purchaseOrder', 'rollBack', placed)).toMatch(
		/goods of it are on a shipment/,
	);
	expect(depot.sandbox.world.store.get('order', ORDER.placed)?.status).toBe('PLACED');
});
