import { sleep } from '../../../engine/clock';
import { singles, tally, Tills } from './tills';

let tills: Tills;

afterEach(async () => await tills.close());

/** Minutes by which the clock of n8n is ahead of the server's. */
const AHEAD = [10, -10];

describe.each(['0.9.8', '0.9.6', '0.9.0'] as const)(
	'n8n and server by other clocks (%s)',
	(kind) => {
		it.each(AHEAD)(
			'%d minutes: what another n8n has just sold is not sold again',
			async (minutes) => {
				tills = await Tills.open(2, { kind, clock: Date.now() - minutes * 60_000 });
				expect(tally(await tills.sellAll(singles(2, '10003', 'FIRST')))).toEqual({ posted: 2 });
				await sleep(2000);
				expect(await tills.sell(1, { receipt: 'TEN', productCode: '10003', quantity: 8 })).toBe(
					'posted',
				);
				await sleep(3000);
				const started = Date.now();
				const outcomes = await tills.sellAll(singles(4, '10003', 'LAST'));
				expect(tally(outcomes)).toEqual({ posted: 2, 'not enough': 2 });
				expect(tills.left('10003')).toBe(0);
				expect(Date.now() - started).toBeLessThan(60_000);
			},
			60_000,
		);
	},
);
