import type { Kind } from '../../../../sandbox';
import { HOSPITAL, SandboxClient } from '../../../../sandbox/client';
import { LINE, PharmacyTill, sale } from './pharmacy-till';

let till: PharmacyTill;
afterEach(async () => await till.close());

const EVERY_KIND: Kind[] = ['0.9.0', '0.9.6', '0.9.8', 'documented'];

describe('a time of sale', () => {
	/** Counts a product as somebody at the shelf does (type 11 works on every version, versions.md). */
	async function count(at: number): Promise<void> {
		const person = await SandboxClient.logIn(till.sandbox);
		const { status } = await person.post('/api/generic/transaction', {
			inventory: HOSPITAL.pharmacyInventory,
			transactionType: '11',
			transactionDate: at,
			transactionEntries: [
				{
					product: HOSPITAL.ibuprofen,
					inventoryItem: HOSPITAL.ibuprofenLotA,
					binLocation: HOSPITAL.shelf1,
					quantity: 35,
				},
			],
		});
		expect(status).toBe(201);
	}

	const minutesAgo = (minutes: number): number =>
		Math.floor(Date.now() / 1000) * 1000 - minutes * 60_000;

	it.each<Kind>(EVERY_KIND)(
		'before the last count of its product is refused, since OpenBoxes would ignore it (%s)',
		async (kind) => {
			till = await PharmacyTill.open({ kind });
			await count(minutesAgo(10));
			const transactions = till.sandbox.state().transactions.length;
			const run = await till.debit([sale('C-1', LINE)], {
				time: new Date(minutesAgo(20)).toISOString(),
			});
			expect(run.error?.message).toMatch(
				/10001.*was counted on .*after the time of the transaction.*\[item 0\]/,
			);
			expect(till.sandbox.state().transactions).toHaveLength(transactions);
		},
	);

	it('after the last count, or of another product, is posted', async () => {
		till = await PharmacyTill.open();
		await count(minutesAgo(10));
		till.sandbox.advance(6000);
		const run = await till.debit([sale('C-2', LINE)], {
			time: new Date(minutesAgo(5)).toISOString(),
		});
		expect(run.output[0].json).toMatchObject({
			status: 'posted',
			lines: [{ lots: [{ lotNumber: 'IBU-A' }] }],
		});
		expect(till.stockOf('10001', 'IBU-A')).toBe(34);
		const other = await till.debit([sale('C-3', { productCode: '10002', quantity: 1 })], {
			time: new Date(minutesAgo(20)).toISOString(),
		});
		expect(other.output[0].json.status).toBe('posted');
	});
});
