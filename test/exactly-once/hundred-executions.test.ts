import { ALL_POSTED, sellHundred } from './hundred-sales';
import { IN_STOCK, Till } from './till';

let till: Till;
afterEach(async () => await till.close());

describe('100 executions of the till workflow', () => {
	it('log in once', async () => {
		till = await Till.open();
		expect(await sellHundred(till)).toEqual(ALL_POSTED);
		expect(till.sandbox.requests.logins).toBe(1);
		expect(till.paracetamol()).toBe(IN_STOCK - 100);
	}, 300_000);

	it('all succeed when the server really drops the session of every tenth request', async () => {
		till = await Till.open({ faults: { dropSessionEvery: 10 } });
		expect(await sellHundred(till)).toEqual(ALL_POSTED);
		expect(till.saved().size).toBe(100);
		expect(till.paracetamol()).toBe(IN_STOCK - 100);
	}, 300_000);
});
