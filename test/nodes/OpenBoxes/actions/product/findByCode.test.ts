import type { NodeRun } from '../../../../engine/run';
import { id, KINDS, Scene } from '../../../../hospital/scene';

const find = (code: string, more = {}) => ({
	resource: 'product',
	operation: 'findByCode',
	code,
	...more,
});

describe.each(KINDS)('the product behind a code on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	it.each(['10001', '0012345678905', '012345678905', '12345678905', '00012345678905'])(
		'is found by %s',
		async (code) => {
			expect(await scene.output(find(code))).toEqual([
				{
					code,
					found: true,
					ambiguous: false,
					matches: 1,
					id: id.products['10001'],
					productCode: '10001',
					name: 'Ibuprofen 200mg tablet',
					active: true,
				},
			]);
		},
	);

	it('is found by its NDC, with and without dashes', async () => {
		for (const code of ['0573-0150-20', '0573015020'])
			expect(await scene.output(find(code))).toMatchObject([{ productCode: '10001' }]);
	});

	it('is flagged when two products share it, or refused when asked for', async () => {
		const rows = await scene.output(find('0036000291469'));
		expect(rows.map((row) => [row.productCode, row.ambiguous, row.matches]).sort()).toEqual([
			['30002', true, 2],
			['30003', true, 2],
		]);
		expect(await scene.failure(find('0036000291469', { ifSeveral: 'fail' }))).toContain(
			'2 products have the code "0036000291469"',
		);
	});

	it('is an error when there is none, or an item that says so', async () => {
		expect(await scene.failure(find('999'))).toContain('No product has the code "999"');
		expect(await scene.output(find('999', { ifNone: 'tell' }))).toEqual([
			{ code: '999', found: false, ambiguous: false, matches: 0 },
		]);
		expect(await scene.failure(find(' '))).toContain('The code is missing');
	});

	it('is the same for a code alone and among others', async () => {
		const codes = ['10001', 'nix', '0012345678905', '12345678905', '0573015020', '0036000291469'];
		const more = [
			'6291041500237',
			'4006381333931',
			'IBU-200',
			'.',
			'..',
			'x'.repeat(20_000),
			'\uD83D',
		];
		const items = [...codes, ...more].map((code) => ({ code }));
		const parameters = find('={{ $json.code }}', { ifNone: 'tell', includeInactive: true });
		const idsOf = ({ output }: NodeRun): unknown[] =>
			output.map(({ json, pairedItem }) => [json.id ?? json.found ?? 'error', pairedItem]);
		const together = idsOf(await scene.run(parameters, { items, continueOnFail: true }));
		const alone: unknown[] = [];
		for (const [item, one] of items.entries()) {
			const run = await scene.run(parameters, { items: [one], continueOnFail: true });
			alone.push(...idsOf(run).map((row) => [(row as unknown[])[0], [{ item }]]));
		}
		expect(alone).toEqual(together);
	});

	it('does not take a product code for a barcode', async () => {
		expect(await scene.failure(find('10001', { codeIs: 'barcode' }))).toContain('No product');
		expect(await scene.failure(find('0012345678905', { codeIs: 'productCode' }))).toContain(
			'No product',
		);
	});
});

it('the products behind many codes are found with one list, also in spite of a bad code', async () => {
	const scene = await Scene.open();
	const codes = ['10001', '0012345678905', '4006381333931', '30001', '7612345678900', 'bad'];
	const { output } = await scene.run(find('={{ $json.code }}'), {
		items: codes.map((code) => ({ code })),
		continueOnFail: true,
	});
	expect(output.map(({ json }) => json.productCode)).toEqual([
		'10001',
		'10001',
		'10002',
		'30001',
		'20001',
		undefined,
	]);
	expect(output[5]).toMatchObject({ pairedItem: [{ item: 5 }] });
	expect(scene.sandbox.requests.routes['GET /api/products']).toBe(1);
	expect(scene.sandbox.requests.routes['POST /api/generic/product/search'] ?? 0).toBe(0);
	await scene.close();
});
