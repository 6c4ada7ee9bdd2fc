import { CentralDepot } from '../../../../hospital/central-depot';
import { ORDER } from '../../../../hospital/purchase-orders';

let depot: CentralDepot;
afterEach(async () => await depot.close());

const order = (number: string) => ({
	enable: true,
	purchaseOrder: { __rl: true, mode: 'number', value: number },
});
const isThere = (id: string): boolean => depot.sandbox.world.store.get('order', id) !== undefined;

it('deletes a pending order', async () => {
	depot = await CentralDepot.start();
	expect(await depot.item('purchaseOrder', 'delete', order('PO-3'))).toMatchObject({
		deleted: true,
	});
	expect(isThere(ORDER.pending)).toBe(false);
});

it('keeps a placed order and says what to do', async () => {
	depot = await CentralDepot.start();
	expect(await depot.failure('purchaseOrder', 'delete', order('PO-1'))).toMatch(
		/PO-1 was not deleted: it is placed .*roll it back first/,
	);
	expect(isThere(ORDER.placed)).toBe(true);
});

it('knows that the order is gone although the answer was lost', async () => {
	depot = await CentralDepot.start();
	depot.sandbox.faults.next({ kind: 'cut after commit', method: 'DELETE' });
	expect(await depot.item('purchaseOrder', 'delete', order('PO-3'))).toMatchObject({
		deleted: true,
	});
});
