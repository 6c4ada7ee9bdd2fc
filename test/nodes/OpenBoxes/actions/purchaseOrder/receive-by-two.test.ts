import { Engine } from '../../../../engine/engine';
import { LOCATION, tillCredential } from '../../../../hospital/hospital';
import type { Kind } from '../../../../sandbox';
import { DeliveryTrial } from './delivery-trial';

let trial: DeliveryTrial;
afterEach(async () => await trial.close());

describe('a delivery that two people receive at the same time', () => {
	it.each<Kind>(['0.9.0', '0.9.8'])('is booked once on %s', async (kind) => {
		trial = await DeliveryTrial.start(kind);
		const other = await Engine.start({
			credentials: tillCredential(trial.sandbox.url, {
				location: LOCATION.central,
				username: 'manager',
				password: 'manager-pass',
			}),
		});
		const lines = [{ productCode: '20001', quantity: 120, lot: 'AMX-1', bin: 'A-02' }];
		const before = trial.booked();
		const runs = await Promise.all([
			trial.receive({ lines }),
			trial.receive({ lines }, { engine: other }),
		]);
		expect(runs.filter(({ error }) => error === undefined).length).toBeGreaterThan(0);
		expect(trial.booked()).toEqual({
			...before,
			amoxicillin: before.amoxicillin + 120,
			transactions: before.transactions + 1,
		});
		expect((await trial.receive({ lines })).output[0].json.status).toBe('alreadyReceived');
	});
});
