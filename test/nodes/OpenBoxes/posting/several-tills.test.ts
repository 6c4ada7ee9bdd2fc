import { singles, tally, Tills } from './tills';

let tills: Tills;

afterEach(async () => await tills.close());

describe.each(['0.9.8', '0.9.6', '0.9.0'] as const)('tills of several n8n (%s)', (kind) => {
	it('40 parallel sales of the last 12: 12 are posted, 28 refused with the reason', async () => {
		tills = await Tills.open(2, { kind });
		const outcomes = await tills.sellAll(singles(40, '10003'));
		expect(tally(outcomes)).toEqual({ posted: 12, 'not enough': 28 });
		expect(tills.left('10003')).toBe(0);
	}, 60_000);
});
