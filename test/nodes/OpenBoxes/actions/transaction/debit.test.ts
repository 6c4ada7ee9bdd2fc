import { PRODUCT } from '../../../../hospital/hospital';
import type { Kind } from '../../../../sandbox';
import { PharmacyTill, sale } from './pharmacy-till';

let till: PharmacyTill;
afterEach(async () => await till.close());

const EVERY_KIND: Kind[] = ['0.9.0', '0.9.6', '0.9.8', 'documented'];

describe.each(EVERY_KIND)('a sale on a %s server', (kind) => {
	it('lowers stock of the lots that expire first, once, and says what was taken', async () => {
		till = await PharmacyTill.open({ kind });
		const before = till.stockOf('10001');
		const run = await till.debit([
			sale(
				'R-1',
				{ barcode: '0012345678905', quantity: 50 },
				{ productCode: '10002', quantity: 2 },
			),
		]);
		expect(run.error).toBeUndefined();
		expect(till.stockOf('10001')).toBe(before - 50);
		expect(till.stockOf('10001', 'IBU-A')).toBe(0);
		const [{ json, pairedItem }] = run.output;
		expect(pairedItem).toEqual([{ item: 0 }]);
		expect(json).toMatchObject({
			transactionNumber: 'TILL1/R-1',
			status: 'posted',
			alreadyPosted: false,
			lines: [
				{
					productCode: '10001',
					lots: [
						{ lotNumber: 'IBU-A', quantity: 40, stockBefore: 40, stockAfter: 0 },
						{ lotNumber: 'IBU-B', quantity: 10 },
					],
				},
				{ productCode: '10002', posted: 2 },
			],
		});
		expect(till.posted()).toBe(1);
	});

	it('is not posted again when the receipt comes again, and the first id is reported', async () => {
		till = await PharmacyTill.open({ kind });
		const lines = [{ productCode: '10001', quantity: 3 }];
		const first = await till.debit([sale('R-2', ...lines)]);
		const before = till.stockOf('10001');
		const again = await till.debit([sale('r-2 ', ...lines)]);
		expect(again.error).toBeUndefined();
		expect(again.output[0].json).toMatchObject({
			alreadyPosted: true,
			transactionId: first.output[0].json.transactionId,
		});
		expect(till.stockOf('10001')).toBe(before);
		expect(till.posted()).toBe(1);
	});
});

describe('a documented server without the call for lots', () => {
	it('still gives out what expires first', async () => {
		till = await PharmacyTill.open({ kind: 'documented' });
		till.sandbox.faults.next({
			kind: '5xx before commit',
			status: 404,
			path: 'availableItems',
			count: 9,
		});
		const run = await till.debit([sale('R-9', { productCode: '10001', quantity: 50 })]);
		expect(run.error).toBeUndefined();
		expect(till.stockOf('10001', 'IBU-A')).toBe(0);
		expect(till.stockOf('10001', 'IBU-X')).toBe(70);
	});
});

describe('a receipt number that is already used for something else', () => {
	it('is refused with both contents untouched', async () => {
		till = await PharmacyTill.open();
		await till.debit([sale('R-3', { productCode: '10001', quantity: 3 })]);
		const before = till.stockOf('10001');
		const run = await till.debit([sale('R-3', { productCode: '10001', quantity: 4 })]);
		expect(run.error?.message).toMatch(/already used.*TILL1\/R-3.*\[item 0\]/);
		expect(till.stockOf('10001')).toBe(before);
	});

	it('within one run: the same content is posted once, other content is refused', async () => {
		till = await PharmacyTill.open();
		const run = await till.debit(
			[
				sale('R-4', { productCode: '10001', quantity: 3 }),
				sale('R-4', { productCode: '10001', quantity: 3 }),
				sale('R-4', { productCode: '10001', quantity: 5 }),
			],
			{},
			{},
			true,
		);
		expect(run.output.map(({ json }) => json.alreadyPosted ?? json.error)).toEqual([
			false,
			true,
			expect.stringMatching(/also stands in item 0/),
		]);
		expect(till.posted()).toBe(1);
	});
});

describe('too little stock', () => {
	it('takes what is there when told to, and reports the rest', async () => {
		till = await PharmacyTill.open();
		const run = await till.debit([sale('S-1', { productCode: '10001', quantity: 700 })], {
			shortage: 'takeAvailable',
		});
		expect(run.output[0].json).toMatchObject({
			lines: [{ quantity: 700, posted: 600, missing: 100 }],
			warnings: [expect.stringMatching(/only 600 of 700/)],
		});
		expect(till.stockOf('10001')).toBe(70);
	});

	it('goes below zero when told to, and warns', async () => {
		till = await PharmacyTill.open();
		const run = await till.debit([sale('S-2', { productCode: '10001', quantity: 700 })], {
			shortage: 'allowNegative',
		});
		expect(run.output[0].json).toMatchObject({ lines: [{ posted: 700, missing: 0 }] });
		expect(till.stockOf('10001')).toBe(-30);
	});
});

describe('a dry run', () => {
	it('shows what would be taken and writes nothing', async () => {
		till = await PharmacyTill.open();
		const transactions = till.sandbox.state().transactions.length;
		const run = await till.debit(
			[sale('D-1', { productCode: '10001', quantity: 50 })],
			{},
			{ dryRun: true },
		);
		expect(run.output[0].json).toMatchObject({ status: 'dryRun', lines: [{ posted: 50 }] });
		expect(till.sandbox.state().transactions).toHaveLength(transactions);
	});
});

describe('a big sale', () => {
	it('of 2,000 lines is posted as one transaction', async () => {
		till = await PharmacyTill.open();
		const lines = Array.from({ length: 2000 }, (_, index) => ({
			productCode: ['10001', '10002', '20001'][index % 3],
			quantity: 1,
		}));
		const run = await till.debit([sale('BIG', ...lines)], { shortage: 'allowNegative' });
		expect(run.error).toBeUndefined();
		expect(till.posted()).toBe(1);
		expect(run.output[0].json.lines).toHaveLength(2000);
	});
});

describe('sales that follow each other within seconds', () => {
	it('never take stock that the first one took, although the server still shows it', async () => {
		till = await PharmacyTill.open();
		await till.debit([sale('Q-1', { productId: PRODUCT.ibuprofen, quantity: 40 })]);
		const second = await till.debit([sale('Q-2', { productId: PRODUCT.ibuprofen, quantity: 40 })]);
		expect(second.output[0].json).toMatchObject({
			lines: [{ lots: [{ lotNumber: 'IBU-B', quantity: 40 }] }],
		});
		expect(till.stockOf('10001', 'IBU-A')).toBe(0);
		const third = await till.debit(
			[sale('Q-3', { productId: PRODUCT.ibuprofen, quantity: 540 })],
			{},
			{},
			true,
		);
		expect(third.output[0].json.error).toMatch(/540 wanted, 520 in stock/);
	});
});
