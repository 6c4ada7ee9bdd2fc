import { resolve } from '../platform';
import { runWorkflow } from '../engine/run';
import { id } from '../hospital/scene';
import { WatchedHospital } from '../nodes/OpenBoxes/trigger/watched-hospital';

let hospital: WatchedHospital;

afterEach(async () => await hospital.close());

const example = (name: string): string => resolve(module.path, '../../examples', name);

describe('reorder-point-crossed', () => {
	it('posts one message with the products that fell to their reorder point', async () => {
		hospital = await WatchedHospital.open(['inventory.belowReorderPoint'], { at: 'pharmacy' });
		const run = await runWorkflow(hospital.engine, example('reorder-point-crossed.json'));
		expect(run.error).toBeUndefined();
		expect(hospital.engine.recorded).toHaveLength(1);
		const { text } = hospital.engine.recorded[0].parameters;
		expect(text).toContain('products at Hospital Pharmacy have fallen to their reorder point:');
		expect(text).toMatch(/• 40001 BCG vaccine 10 dose: 8 left, reorder at 25, order \d+/);
	});
});

describe('new-purchase-order-to-sheet', () => {
	it('writes a new order as a row that is known by the id of the event', async () => {
		hospital = await WatchedHospital.open(['purchaseOrder.created']);
		const order = await hospital.day.createOrder('PO-SHEET');
		const run = await runWorkflow(hospital.engine, example('new-purchase-order-to-sheet.json'));
		expect(run.error).toBeUndefined();
		const rows = hospital.engine.recorded.map(({ parameters }) => parameters.columns);
		expect(rows).toContainEqual(
			expect.objectContaining({
				value: expect.objectContaining({
					id: `purchaseOrder.created:${order}`,
					orderNumber: 'PO-SHEET',
					supplier: 'MedSupply Ltd',
					destination: 'Central Depot',
					products: '5 × Ibuprofen 200mg tablet',
				}),
			}),
		);
	});
});

describe('shipment-received-notify', () => {
	it('mails what came, with lot and expiry date', async () => {
		hospital = await WatchedHospital.open(['stockMovement.received']);
		const { shipment } = await hospital.day.ship(30);
		await hospital.day.receive(shipment, 30);
		const run = await runWorkflow(hospital.engine, example('shipment-received-notify.json'));
		expect(run.error).toBeUndefined();
		expect(hospital.engine.recorded).toHaveLength(1);
		const { subject, text } = hospital.engine.recorded[0].parameters;
		expect(subject).toMatch(/^Hospital Pharmacy received 30 units \(.+\)$/);
		expect(text).toContain('From Central Depot to Hospital Pharmacy');
		expect(text).toMatch(/30 × 10001 Ibuprofen 200mg tablet, lot IBU-\w, expires 20\d\d-\d\d-\d\d/);
	});

	it('starts by itself when the workflow is active', async () => {
		hospital = await WatchedHospital.open(['stockMovement.received']);
		await hospital.activate();
		const { shipment } = await hospital.day.ship(30);
		await hospital.day.receive(shipment, 30);
		hospital.day.pass(60);
		const items = await hospital.poll();
		const run = await runWorkflow(hospital.engine, example('shipment-received-notify.json'), {
			input: items,
		});
		expect(run.error).toBeUndefined();
		expect(hospital.engine.recorded).toHaveLength(items.length);
		expect(items[0].location).toMatchObject({ id: id.locations.pharmacy });
	});
});
