import { expectExactlyOnce, sendBySupplier } from './delivery-trial';
import { ORDER_ITEM } from '../../../../hospital/purchase-orders';
import type { Sandbox } from '../../../../sandbox';

describe('a delivery with goods on the way that is stopped at any of its calls and run again', () => {
	it('is booked exactly once when a line on the way arrives in two lots', async () => {
		const lines = [
			{ productCode: '20001', quantity: 120, lot: 'AMX-S', bin: 'A-01' },
			{ productCode: '20001', quantity: 80, lot: 'AMX-1', bin: 'A-02' },
		];
		await expectExactlyOnce('0.9.8', {
			lines,
			prepare: async (sandbox) => await sendBySupplier(sandbox, 200),
		});
	}, 120_000);

	it('is booked exactly once when it is everything on the way', async () => {
		await expectExactlyOnce('0.9.8', {
			options: { bin: 'A-01' },
			prepare: async (sandbox) => {
				await sendBySupplier(sandbox, 200);
				leaveOnlyAmoxicillin(sandbox);
			},
		});
	}, 120_000);
});

/** Cancels the other lines, and what is not on the way. */
function leaveOnlyAmoxicillin(sandbox: Sandbox): void {
	const { store } = sandbox.world;
	for (const id of [ORDER_ITEM.gloves, ORDER_ITEM.ibuprofen]) {
		const item = store.get('orderItem', id);
		if (item) store.update('orderItem', item, { orderItemStatusCode: 'CANCELED' });
	}
	const item = store.get('orderItem', ORDER_ITEM.amoxicillin);
	if (item) store.update('orderItem', item, { quantity: 200 });
}
