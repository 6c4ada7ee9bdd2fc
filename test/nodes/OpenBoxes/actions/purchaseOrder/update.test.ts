import type { IDataObject } from 'n8n-workflow';
import { CentralDepot } from '../../../../hospital/central-depot';
import { ORDER } from '../../../../hospital/purchase-orders';
import type { Kind } from '../../../../sandbox';

let depot: CentralDepot;
afterEach(async () => await depot.close());

const LINE = '00000000a202135001a20213d9890073';
const change = (
	order: string,
	lines: IDataObject[],
	updateFields: IDataObject = {},
): IDataObject => ({
	purchaseOrder: { __rl: true, mode: 'number', value: order },
	linesFrom: 'json',
	linesJson: JSON.stringify(lines),
	updateFields,
});

describe.each<Kind>(['0.9.0', '0.9.8', 'documented'])('a pending order on a %s server', (kind) => {
	it('gets another name, quantity and price, and a new line once', async () => {
		depot = await CentralDepot.start({ kind });
		const lines = [
			{ orderItemId: LINE, quantity: 150, unitPrice: 2.25 },
			{ productCode: '10001', quantity: 4 },
		];
		for (const round of [1, 2]) {
			// The vendor's read names no product codes; there a second run would need the ID.
			const again = round === 2 && kind === 'documented' ? lines.slice(0, 1) : lines;
			const updated = await depot.item(
				'purchaseOrder',
				'update',
				change('PO-3', again, { name: 'Spring' }),
			);
			expect(updated).toMatchObject({ name: 'Spring', status: 'pending' });
			expect((updated.lines as IDataObject[]).map(({ ordered }) => ordered).sort()).toEqual([
				150, 4,
			]);
		}
	});

	it('is not changed any more when it is placed', async () => {
		depot = await CentralDepot.start({ kind });
		const before = JSON.stringify(depot.sandbox.world.store.get('order', ORDER.placed));
		expect(
			await depot.failure(
				'purchaseOrder',
				'update',
				change('PO-1', [{ productCode: '10001', quantity: 1 }], { name: 'X' }),
			),
		).toMatch(/PO-1 was not updated: it is placed .*Only a pending order/);
		expect(JSON.stringify(depot.sandbox.world.store.get('order', ORDER.placed))).toBe(before);
	});
});

it('cancels a line', async () => {
	depot = await CentralDepot.start();
	const updated = await depot.item(
		'purchaseOrder',
		'update',
		change('PO-3', [{ orderItemId: LINE, cancel: true }]),
	);
	expect(updated).toMatchObject({ lines: [{ canceled: true, remaining: 0 }] });
});

it('names a line that the order does not have', async () => {
	depot = await CentralDepot.start();
	expect(
		await depot.failure(
			'purchaseOrder',
			'update',
			change('PO-3', [{ orderItemId: 'nope', quantity: 1 }]),
		),
	).toMatch(/line 1: "nope" is no line of this order/);
});
