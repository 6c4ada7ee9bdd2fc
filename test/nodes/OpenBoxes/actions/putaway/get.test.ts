import type { CentralDepot } from '../../../../hospital/central-depot';
import { depotWithReceivedGoods, lines } from '../../../../hospital/received-goods';

let depot: CentralDepot;
afterEach(async () => await depot.close());

it('shows a putaway by number or ID', async () => {
	depot = await depotWithReceivedGoods();
	const made = await depot.item('putaway', 'create', lines({ productCode: '20001', bin: 'A-01' }));
	for (const [mode, value] of [
		['number', made.putawayNumber],
		['id', made.id],
	]) {
		const found = await depot.item('putaway', 'get', { putaway: { __rl: true, mode, value } });
		expect(found).toMatchObject({ id: made.id, status: 'pending', lines: [{ quantity: 500 }] });
	}
});

it('is no purchase order', async () => {
	depot = await depotWithReceivedGoods();
	const { id } = await depot.item(
		'putaway',
		'create',
		lines({ productCode: '20001', bin: 'A-01' }),
	);
	const purchaseOrder = { __rl: true, mode: 'id', value: id };
	expect(await depot.failure('purchaseOrder', 'get', { purchaseOrder })).toMatch(
		/no purchase order/,
	);
});

it('says that a putaway is unknown', async () => {
	depot = await depotWithReceivedGoods();
	const putaway = { __rl: true, mode: 'number', value: 'P-NOPE' };
	expect(await depot.failure('putaway', 'get', { putaway })).toMatch(/no putaway "P-NOPE"/);
});
