import type { IDataObject } from 'n8n-workflow';
import { resolve } from '../platform';
import { ClinicSandbox } from '../clinic-sandbox';
import { runWorkflow } from '../engine/run';
import { WatchedHospital } from '../nodes/OpenBoxes/trigger/watched-hospital';

const workflow = resolve(module.path, '../../examples/openboxes-shipment-to-clinic-receiving.json');

describe('openboxes-shipment-to-clinic-receiving', () => {
	let hospital: WatchedHospital;
	let clinic: ClinicSandbox;
	beforeEach(async () => {
		hospital = await WatchedHospital.open(['stockMovement.received']);
		clinic = await ClinicSandbox.start();
		const data = { ...clinic.credential };
		hospital.engine.store.save({ id: '2', name: 'HapiHub', type: 'hapiHubApi', data });
	});
	afterEach(async () => {
		await hospital.close();
		await clinic.close();
	});

	const receive = async (): Promise<IDataObject[]> => {
		await hospital.activate();
		const { shipment } = await hospital.day.ship(30);
		await hospital.day.receive(shipment, 30);
		hospital.day.pass(60);
		return await hospital.poll();
	};

	it('receives in the clinic what the pharmacy received, with lots and dates, once', async () => {
		const input = await receive();
		for (let time = 0; time < 2; time++) {
			const run = await runWorkflow(hospital.engine, workflow, { input });
			expect(run.error).toBeUndefined();
			expect(run.items.Received[0][0].json).toMatchObject({ alreadyExisted: time > 0 });
		}
		expect(clinic.rows).toHaveLength(1);
		const [{ items, ...row }] = clinic.rows;
		expect(row).toMatchObject({ type: 'receiving', warehouse: 'facility-id' });
		expect(row.reason).toMatch(/^OpenBoxes \w+/);
		expect(row.receivedAt).toEqual(expect.any(Number));
		const line = { sku: '10001', control: expect.stringMatching(/^IBU-/) };
		expect(items).toContainEqual(expect.objectContaining(line));
		const units = (items as Array<{ quantity: number }>).map(({ quantity }) => quantity);
		expect(units.reduce((sum, quantity) => sum + quantity, 0)).toBe(30);
	});

	it('tells the store what the clinic refuses', async () => {
		const input = await receive();
		clinic.faults.next({ kind: '5xx before commit', method: 'POST' });
		const run = await runWorkflow(hospital.engine, workflow, { input });
		expect(run.error).toBeUndefined();
		const [mail] = hospital.engine.recorded;
		expect(mail.parameters.text).toMatch(/not clear whether the transaction was created/);
		expect(clinic.rows).toEqual([]);
	});
});
