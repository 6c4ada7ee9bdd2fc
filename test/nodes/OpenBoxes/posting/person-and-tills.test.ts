import { Tills, tally, singles, type Sale } from './tills';

let tills: Tills;

afterEach(async () => await tills.close());

/** Of morphine, of which the pharmacy has 12. */
const sale = (receipt: string, quantity: number): Sale => ({
	receipt,
	productCode: '10003',
	quantity,
});

/** Writes of the node, and of the person. */
const POSTS = { method: 'POST', path: 'generic/transaction$' };

describe.each(['0.9.8', '0.9.6', '0.9.0'] as const)(
	'a person takes 5 of 12 while two n8n sell (%s)',
	(kind) => {
		it('before they look: 7 of 10 sales are posted', async () => {
			tills = await Tills.open(2, { kind });
			await tills.bookByHand(5);
			expect(tally(await tills.sellAll(singles(10, '10003')))).toEqual({
				posted: 7,
				'not enough': 3,
			});
			expect(tills.left('10003')).toBe(0);
		}, 60_000);

		it('after they chose their boxes: 7 of 10 sales stay', async () => {
			tills = await Tills.open(2, { kind });
			const hold = tills.sandbox.overlap.hold(POSTS, 10);
			const sales = tills.sellAll(singles(10, '10003'));
			await hold.reached(10);
			await tills.bookByHand(5);
			hold.release();
			expect(tally(await sales)).toEqual({ posted: 7, 'not enough': 3 });
			expect(tills.left('10003')).toBe(0);
		}, 60_000);

		it('begun first and committed last, which no figure shows: the sale gives way', async () => {
			tills = await Tills.open(1, { kind });
			const ofPerson = tills.sandbox.overlap.hold(POSTS, 1);
			const person = tills.bookByHand(5);
			await ofPerson.reached();
			const ofSale = tills.sandbox.overlap.hold(POSTS, 1);
			const outcome = tills.sell(0, sale('ALL', 12));
			await ofSale.reached();
			ofSale.release();
			ofPerson.release();
			await person;
			expect(await outcome).toMatch(/12 wanted, \d in stock.* taken back/);
			expect(tills.left('10003')).toBe(7);
		}, 60_000);
	},
);

// These show each booking at once, so the figure of the person's 5 looks like that of the sale's 5.
describe.each(['0.9.6', '0.9.0'] as const)('a person takes as much as a sale (%s)', (kind) => {
	it('while the sale is under way: the next one of the same n8n takes the boxes of neither', async () => {
		tills = await Tills.open(1, { kind });
		const hold = tills.sandbox.overlap.hold(POSTS, 1);
		const first = tills.sell(0, sale('FIRST', 5));
		await hold.reached();
		await tills.bookByHand(5);
		expect(await tills.sell(0, sale('NEXT', 7))).toMatch(/7 wanted, 2 in stock/);
		hold.release();
		expect(await first).toBe('posted');
		expect(tills.left('10003')).toBe(2);
	}, 60_000);
});
