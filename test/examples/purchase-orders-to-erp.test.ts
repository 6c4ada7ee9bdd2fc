import { resolve } from '../platform';
import { runWorkflow } from '../engine/run';
import { CentralDepot } from '../hospital/central-depot';

const workflow = resolve(module.path, '../../examples/purchase-orders-to-erp.json');

let depot: CentralDepot;
afterEach(async () => await depot.close());

it('sends each open order with prices and what is received', async () => {
	depot = await CentralDepot.start();
	await depot.item('purchaseOrder', 'receive', {
		purchaseOrder: 'PO-1',
		reference: 'DN-1',
		linesFrom: 'json',
		linesJson: JSON.stringify([{ productCode: '10001', quantity: 250, lot: 'IBU-A', bin: 'A-01' }]),
	});
	const run = await runWorkflow(depot.engine, workflow);
	expect(run.error).toBeUndefined();
	expect(depot.engine.recorded).toHaveLength(1);
	const { jsonBody } = depot.engine.recorded[0].parameters;
	const sent = typeof jsonBody === 'string' ? JSON.parse(jsonBody) : jsonBody;
	expect(sent).toMatchObject({
		number: 'PO-1',
		status: 'partiallyReceived',
		supplier: 'MedSupply Ltd',
		total: 1695,
	});
	expect(sent.lines).toContainEqual({
		product: '10001',
		ordered: 1000,
		received: 250,
		open: 750,
		unit: 'BX',
		unitPrice: 4.5,
		amount: 45,
	});
});
