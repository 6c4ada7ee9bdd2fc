import { listSearch } from '../../../engine/list-search';
import type { CentralDepot } from '../../../hospital/central-depot';
import { depotWithReceivedGoods, lines } from '../../../hospital/received-goods';

let depot: CentralDepot;
afterEach(async () => await depot.close());

async function names(method: string, filter = ''): Promise<string[]> {
	const { results } = await listSearch(depot.engine, { type: 'openBoxes', method, filter });
	return results.map(({ name }) => name);
}

it('lists purchase orders with supplier and status, found by number', async () => {
	depot = await depotWithReceivedGoods();
	expect(await names('searchPurchaseOrders', 'PO-1')).toEqual([
		'PO-1 · MedSupply Ltd (SO) · partially received',
	]);
	expect(await names('searchPurchaseOrders', 'medsup')).toContain(
		'PO-1 · MedSupply Ltd (SO) · partially received',
	);
	expect((await names('searchPurchaseOrders')).length).toBeGreaterThan(1);
});

it('lists suppliers only', async () => {
	depot = await depotWithReceivedGoods();
	const suppliers = await names('searchSuppliers');
	expect(suppliers).toEqual(
		expect.arrayContaining([
			expect.stringMatching(/^MedSupply Ltd/),
			expect.stringMatching(/^PharmaCo/),
		]),
	);
	expect(suppliers.filter((name) => /Depot|Pharmacy|Ward/.test(name))).toEqual([]);
});

it('lists putaways with their state', async () => {
	depot = await depotWithReceivedGoods();
	const putaway = await depot.item(
		'putaway',
		'create',
		lines({ productCode: '20001', bin: 'A-01' }),
	);
	expect(await names('searchPutaways')).toEqual([`${String(putaway.putawayNumber)} (pending)`]);
});
