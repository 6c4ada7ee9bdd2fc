import { resolve } from '../platform';
import type { IDataObject } from 'n8n-workflow';
import { runWorkflow, type Run } from '../engine/run';
import { CentralDepot } from '../hospital/central-depot';
import { BIN, unitsAt } from '../hospital/purchase-orders';

const workflow = resolve(
	module.path,
	'../../examples/receive-purchase-order-from-delivery-note.json',
);

let depot: CentralDepot;
afterEach(async () => await depot.close());

async function deliver(note: IDataObject): Promise<Run> {
	return await runWorkflow(depot.engine, workflow, { input: [{ body: note }] });
}

const mails = () => depot.engine.recorded.filter(({ type }) => type.endsWith('.emailSend'));

const NOTE = {
	orderNumber: 'PO-1',
	deliveryNote: 'DN-4711',
	lines: [
		{
			barcode: '0012345678905',
			quantity: 500,
			lot: 'IBU-N',
			expirationDate: '2029-06-30',
			bin: 'A-01',
		},
	],
};

it('books a delivery note once and tells the buyer what is open', async () => {
	depot = await CentralDepot.start();
	for (const round of [1, 2]) {
		const run = await deliver(NOTE);
		expect(run.error).toBeUndefined();
		expect(unitsAt(depot.sandbox, '10001', { lot: 'IBU-N', bin: BIN['A-01'] })).toBe(500);
		expect(mails()).toHaveLength(round);
	}
	const [{ parameters }] = mails();
	expect(parameters).toMatchObject({
		toEmail: 'buyer@example.org',
		text: '10001 Ibuprofen 200mg tablet: 500 received, 500 open',
	});
});

it('tells the store why a delivery could not be booked', async () => {
	depot = await CentralDepot.start();
	await deliver({ ...NOTE, lines: [{ ...NOTE.lines[0], bin: 'Z-99' }] });
	expect(mails()[0].parameters).toMatchObject({
		toEmail: 'store@example.org',
		text: expect.stringMatching(/"Z-99" is no bin of Central Depot/),
	});
});
