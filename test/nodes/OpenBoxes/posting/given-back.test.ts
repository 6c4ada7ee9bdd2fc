import { sleep } from '../../../engine/clock';
import { tally, Tills, type Sale } from './tills';

let tills: Tills;

afterEach(async () => await tills.close());

/** Of morphine, of which the pharmacy has 12. */
const sale = (receipt: string, quantity: number): Sale => ({
	receipt,
	productCode: '10003',
	quantity,
});

const POSTS = { method: 'POST', path: 'generic/transaction$' };
/** From when both are saved until every figure is right again. */
const MOMENTS = Array.from({ length: 12 }, (_, index) => index * 800);

describe.each(['0.9.8', '0.9.6', '0.9.0'] as const)(
	'two tills took the same boxes, and one gives them back (%s)',
	(kind) => {
		it('no till refuses what is left then, at whatever moment it looks', async () => {
			tills = await Tills.open(2, { kind, overlap: { ms: 30 } });
			const before = tills.sandbox.overlap.hold(POSTS, 1);
			const sold = tills.sell(0, sale('BEFORE', 1));
			await before.reached();
			before.release();
			const refresh = Date.now() + 5000;
			expect(await sold).toBe('posted');
			await sleep(refresh - Date.now() - 800);
			const hold = tills.sandbox.overlap.hold(POSTS, 2);
			const both = [tills.sell(0, sale('SEVEN', 7)), tills.sell(1, sale('FIVE', 5))];
			await hold.reached(2);
			// Late figures are renewed while both stand.
			await sleep(refresh - Date.now() - 200);
			hold.release();
			const looks = MOMENTS.map(async (ms, index) => {
				await sleep(ms);
				const answer = await tills.look(index, sale(`LOOK-${index}`, 4));
				return answer === 'dryRun' ? [] : `after ${ms} ms: ${answer}`;
			});
			expect((await Promise.all(looks)).flat()).toEqual([]);
			expect(tally(await Promise.all(both))).toEqual({ posted: 1, 'not enough': 1 });
			expect(await tills.sell(0, sale('REST', 4))).toBe('posted');
		}, 60_000);
	},
);
