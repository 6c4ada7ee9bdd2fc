import type { CentralDepot } from '../../../../hospital/central-depot';
import { BIN, unitsAt } from '../../../../hospital/purchase-orders';
import { depotWithReceivedGoods, lines } from '../../../../hospital/received-goods';

let depot: CentralDepot;
afterEach(async () => await depot.close());

const inBin = (): number => unitsAt(depot.sandbox, '20001', { lot: 'AMX-P', bin: BIN['A-01'] });

async function pending(): Promise<{ putaway: unknown }> {
	const { id } = await depot.item(
		'putaway',
		'create',
		lines({ productCode: '20001', bin: 'A-01' }),
	);
	return { putaway: { __rl: true, mode: 'id', value: id } };
}

it('moves the goods of a pending putaway, once', async () => {
	depot = await depotWithReceivedGoods();
	const putaway = (await pending()) as never;
	expect(await depot.item('putaway', 'complete', putaway)).toMatchObject({
		status: 'completed',
		changed: true,
	});
	expect(inBin()).toBe(500);
	expect(await depot.item('putaway', 'complete', putaway)).toMatchObject({ changed: false });
	expect(inBin()).toBe(500);
});

it('knows that the goods moved although the answer was lost', async () => {
	depot = await depotWithReceivedGoods();
	const putaway = (await pending()) as never;
	depot.sandbox.faults.next({ kind: 'cut after commit', method: 'POST', path: 'putaways$' });
	expect(await depot.item('putaway', 'complete', putaway)).toMatchObject({ status: 'completed' });
	expect(inBin()).toBe(500);
});
