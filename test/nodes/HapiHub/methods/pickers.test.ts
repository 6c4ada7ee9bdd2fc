import { listSearch } from '../../../engine/list-search';
import { Clinic } from '../clinic';

let clinic: Clinic;
beforeEach(async () => {
	clinic = await Clinic.open();
	const at = Date.UTC(2026, 10, 22, 8);
	clinic.sandbox.enter({
		type: 'ales',
		warehouse: 'north',
		createdAt: at,
		customer: 'patient-Maria-Santos',
		items: [{ sku: 'A', variantName: 'Ibuprofen' }],
	});
	clinic.sandbox.enter({ type: 'transfer', source: 'depot', destination: 'south', createdAt: at });
});
afterEach(async () => await clinic.close());

const search = async (method: string, filter?: string): Promise<string[]> =>
	(await listSearch(clinic.engine, { type: 'hapiHub', method, filter })).results.map(
		({ name }) => name,
	);

describe('the pickers', () => {
	it('show the newest transactions by what they are, without the patient', async () => {
		expect(await search('searchTransactions')).toEqual([
			'transfer · 2026-11-22 08:00 · trx000002',
			'sales · 2026-11-22 08:00 · Ibuprofen · trx000001',
		]);
		expect(await search('searchTransactions', 'ibu')).toHaveLength(1);
		expect(await search('searchTransactions', 'Maria')).toEqual([]);
	});

	it('show the warehouses that transactions name', async () => {
		expect(await search('searchWarehouses')).toEqual(['depot', 'north', 'south']);
		expect(await search('searchWarehouses', 'OUT')).toEqual(['south']);
	});

	it('say what is wrong with the credential', async () => {
		await clinic.close();
		clinic = await Clinic.open({}, { token: 'wrong' });
		await expect(search('searchWarehouses')).rejects.toThrow(/did not accept the API token/);
	});
});
