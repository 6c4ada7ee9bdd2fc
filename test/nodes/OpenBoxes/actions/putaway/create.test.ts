import type { IDataObject } from 'n8n-workflow';
import type { CentralDepot } from '../../../../hospital/central-depot';
import { BIN, unitsAt } from '../../../../hospital/purchase-orders';
import { depotWithReceivedGoods, lines } from '../../../../hospital/received-goods';

let depot: CentralDepot;
afterEach(async () => await depot.close());

const amoxicillin = (bin: string): number => unitsAt(depot.sandbox, '20001', { lot: 'AMX-P', bin });

it('saves a putaway and moves nothing yet', async () => {
	depot = await depotWithReceivedGoods();
	const putaway = await depot.item(
		'putaway',
		'create',
		lines({ productCode: '20001', bin: 'A-01' }),
	);
	expect(putaway).toMatchObject({
		status: 'pending',
		lines: [{ productCode: '20001', quantity: 500, bin: { id: BIN['A-01'] } }],
	});
	expect(amoxicillin(BIN['A-01'])).toBe(0);
});

it('moves all that waits into one bin at once', async () => {
	depot = await depotWithReceivedGoods();
	const putaway = await depot.item('putaway', 'create', {
		bin: { __rl: true, mode: 'name', value: 'A-01' },
		complete: true,
	});
	expect(putaway).toMatchObject({ status: 'completed' });
	expect(putaway.transactionIds).toHaveLength(4);
	expect(amoxicillin(BIN['A-01'])).toBe(500);
	expect(unitsAt(depot.sandbox, '20001', { lot: 'AMX-P' })).toBe(500);
});

it('splits one lot over two bins', async () => {
	depot = await depotWithReceivedGoods();
	await depot.item('putaway', 'create', {
		...lines(
			{ productCode: '20001', quantity: 200, bin: 'A-01' },
			{ productCode: '20001', quantity: 300, bin: 'A-02' },
		),
		complete: true,
	});
	expect([amoxicillin(BIN['A-01']), amoxicillin(BIN['A-02'])]).toEqual([200, 300]);
});

it.each([
	['more than waits', { productCode: '20001', quantity: 501, bin: 'A-01' }, /501 wanted, 500 wait/],
	[
		'a bin of another location',
		{ productCode: '20001', bin: BIN['S-1'] },
		/is no bin of Central Depot/,
	],
	['goods that do not wait', { productCode: '30001', bin: 'A-01' }, /no goods of "30001" wait/],
	['goods without a bin to go to', { productCode: '20001' }, /needs a bin to go to/],
	['half a box', { productCode: '20001', quantity: 0.5, bin: 'A-01' }, /must be a whole number/],
])('refuses %s and moves nothing', async (_, line, message) => {
	depot = await depotWithReceivedGoods();
	expect(await depot.failure('putaway', 'create', { ...lines(line), complete: true })).toMatch(
		message,
	);
	expect(amoxicillin(BIN['A-01'])).toBe(0);
});

it('refuses goods that stand in an open putaway', async () => {
	depot = await depotWithReceivedGoods();
	const wish = lines({ productCode: '20001', bin: 'A-01' });
	await depot.item('putaway', 'create', wish);
	expect(await depot.failure('putaway', 'create', wish)).toMatch(
		/stands in an open putaway already/,
	);
});

it('moves once although the answer was lost', async () => {
	depot = await depotWithReceivedGoods();
	depot.sandbox.faults.next({ kind: 'cut after commit', method: 'POST', path: 'putaways$' });
	const putaway = await depot.item('putaway', 'create', {
		...lines({ productCode: '20001', quantity: 200, bin: 'A-01' }),
		complete: true,
	});
	expect(putaway).toMatchObject({ status: 'completed' });
	expect(amoxicillin(BIN['A-01'])).toBe(200);
});

it('tells goods apart that any of their names names, when the same slip comes again', async () => {
	depot = await depotWithReceivedGoods();
	const put = (first: IDataObject, second: IDataObject): IDataObject => ({
		...lines({ ...first, quantity: 30, bin: 'A-01' }, { ...second, quantity: 20, bin: 'A-01' }),
		reference: 'SLIP-1',
		complete: true,
	});
	const [ibuprofen, amoxicillin] = [{ product: '10001' }, { product: '20001' }];
	await depot.item('putaway', 'create', put(amoxicillin, ibuprofen));
	const again = await depot.item('putaway', 'create', put(amoxicillin, ibuprofen));
	expect(again).toMatchObject({ alreadyExisted: true });
	expect(await depot.failure('putaway', 'create', put(ibuprofen, amoxicillin))).toMatch(
		/with other content: line 1 \(.*\) asks for 30, it holds 20/,
	);
});
