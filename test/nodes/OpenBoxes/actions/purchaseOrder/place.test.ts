import { CentralDepot } from '../../../../hospital/central-depot';
import { ORDER } from '../../../../hospital/purchase-orders';

let depot: CentralDepot;
afterEach(async () => await depot.close());

const pending = { purchaseOrder: { __rl: true, mode: 'number', value: 'PO-3' } };
const stored = () => depot.sandbox.world.store.get('order', ORDER.pending);

it.each(['0.9.0', '0.9.8'] as const)(
	'places a pending order with its approval on %s',
	async (kind) => {
		depot = await CentralDepot.start({ kind });
		expect(await depot.item('purchaseOrder', 'place', pending)).toMatchObject({
			status: 'placed',
			changed: true,
		});
		expect(stored()).toMatchObject({ status: 'PLACED' });
		expect(stored()?.dateApproved).toBeTruthy();
	},
);

it('leaves an order alone that is placed already', async () => {
	depot = await CentralDepot.start();
	await depot.item('purchaseOrder', 'place', pending);
	expect(await depot.item('purchaseOrder', 'place', pending)).toMatchObject({ changed: false });
});

it('knows that the order was placed although the answer was lost', async () => {
	depot = await CentralDepot.start();
	depot.sandbox.faults.next({ kind: 'cut after commit', path: 'placeOrder' });
	expect(await depot.item('purchaseOrder', 'place', pending)).toMatchObject({ changed: true });
	expect(stored()).toMatchObject({ status: 'PLACED' });
});

it('says what the documented server does not offer', async () => {
	depot = await CentralDepot.start({ kind: 'documented' });
	expect(await depot.failure('purchaseOrder', 'place', pending)).toMatch(/does not offer placing/);
});
