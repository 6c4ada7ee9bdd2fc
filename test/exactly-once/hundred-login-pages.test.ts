import { ALL_POSTED, sellHundred } from './hundred-sales';
import { IN_STOCK, Till } from './till';

let till: Till;
afterEach(async () => await till.close());

describe('100 executions of which every tenth request finds the session gone', () => {
	it('all succeed, once each, when a login page tells it', async () => {
		till = await Till.open({
			faults: {
				random: { seed: 3, path: 'generic|products', rates: { 'session expired page': 0.1 } },
			},
		});
		expect(await sellHundred(till)).toEqual(ALL_POSTED);
		expect(till.saved().size).toBe(100);
		expect(till.paracetamol()).toBe(IN_STOCK - 100);
	}, 300_000);
});
