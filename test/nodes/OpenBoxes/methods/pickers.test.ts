import { listSearch } from '../../../engine/list-search';
import { id, KINDS, Scene } from '../../../hospital/scene';

const debit = { resource: 'transaction', operation: 'debit' };

describe.each(KINDS)('the pickers on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	const pick = async (method: string, options: object = {}) =>
		(await listSearch(scene.engine, { type: 'openBoxes', method, ...options })).results;

	it('list products by text, with their codes', async () => {
		expect(await pick('searchProducts', { filter: 'ibu' })).toEqual([
			{ name: 'Ibuprofen 200mg tablet (10001)', value: id.products['10001'] },
		]);
	});

	it.each([
		['words in any order', 'tablet ibu'],
		['barcode', '0012345678905'],
		['barcode without its zeros', '12345678905'],
	])('find a product by %s', async (_, filter) => {
		expect(await pick('searchProducts', { filter })).toEqual([
			{ name: 'Ibuprofen 200mg tablet (10001)', value: id.products['10001'] },
		]);
	});

	it('find a product by no word that it has not', async () => {
		expect(await pick('searchProducts', { filter: 'tablet nothing' })).toEqual([]);
	});

	it('list the lots of the chosen product, in stock first, expired ones last', async () => {
		const product = { __rl: true, mode: 'code', value: '10001' };
		const lots = await pick('searchLots', { parameters: { ...debit, itemIs: 'line', product } });
		expect(lots.map(({ name }) => name)).toEqual([
			'IBU-A (expires 2027-12-31, 40 in stock)',
			'IBU-B (expires 2028-06-30, 560 in stock)',
			'IBU-C (no expiry, not in stock)',
			'IBU-X (EXPIRED 2025-01-31, 70 in stock)',
		]);
		expect(lots[0].value).toBe(id.lots['10001/IBU-A']);
	});

	it('find the product of the same line in a list of lines', async () => {
		const product = { __rl: true, mode: 'id', value: id.products['10003'] };
		const lots = await pick('searchLots', {
			parameters: { ...debit, linesFrom: 'form', lines: { line: [{ product }] } },
			path: 'parameters.lines.line[0].lot',
		});
		expect(lots).toEqual([
			{ name: 'MOR-1 (expires 2027-09-30, 12 in stock)', value: id.lots['10003/MOR-1'] },
		]);
	});

	it('ask for the product before its lots', async () => {
		expect(await pick('searchLots')).toEqual([
			{ name: expect.stringMatching(/^Choose the product first/), value: '' },
		]);
	});

	it('list kinds of transactions with what they do', async () => {
		const types = await pick('searchTransactionTypes', { filter: 'damag' });
		expect(types).toEqual([{ name: 'Damaged (stock goes down)', value: '5' }]);
	});

	it('list categories', async () => {
		const categories = await pick('searchCategories', { filter: 'ANTIB' });
		expect(categories).toMatchObject([{ value: id.categories.Antibiotics }]);
	});

	it('list locations by name or number, without bins and closed ones', async () => {
		const locations = await pick('searchLocations', { filter: 'pharmacy' });
		expect(locations).toEqual([
			{ name: 'Hospital Pharmacy (464QZP)', value: id.locations.pharmacy },
		]);
		expect(await pick('searchLocations', { filter: '464q' })).toEqual(locations);
		expect(await pick('searchLocations', { filter: 'old depot' })).toEqual([]);
		expect(await pick('searchLocations', { filter: 'shelf' })).toEqual([]);
	});

	it('list the bins of the credential, or of the location in the form', async () => {
		const own = await pick('searchBins', { filter: 'shelf' });
		expect(own.map(({ name }) => name).sort()).toEqual(['Shelf 1', 'Shelf 2']);
		const location = { __rl: true, mode: 'id', value: id.locations.north };
		const parameters = { resource: 'product', operation: 'getStock', location };
		expect(await pick('searchBins', { parameters })).toEqual([
			{ name: 'N-01', value: id.bins['N-01'] },
		]);
	});
});
