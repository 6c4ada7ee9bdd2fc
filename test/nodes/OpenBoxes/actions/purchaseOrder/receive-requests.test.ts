import type { IDataObject } from 'n8n-workflow';
import { CentralDepot } from '../../../../hospital/central-depot';
import type { Kind } from '../../../../sandbox';

let depot: CentralDepot;
afterEach(async () => await depot.close());

const BINS = ['A-01', 'A-02', 'B-01'];
const LINES = 40;

/** A placed order of 40 lines, of as many products. */
async function placeOrderOf40(): Promise<IDataObject[]> {
	const products: IDataObject[] = [];
	for (let index = 0; index < LINES; index++) {
		const answer = await depot.call('POST', 'generic/product', {
			name: `Product ${index}`,
			productCode: `P${1000 + index}`,
			category: { id: '00000000a202135001a20213d225001e' },
			productType: { id: 'DEFAULT' },
			lotAndExpiryControl: true,
		});
		products.push(answer.data as IDataObject);
	}
	await depot.item('purchaseOrder', 'create', {
		supplier: { __rl: true, mode: 'id', value: '00000000a202135001a20213d0210008' },
		name: 'Forty lines',
		orderNumber: 'ERP-40',
		linesFrom: 'json',
		linesJson: JSON.stringify(
			products.map(({ id }) => ({ productId: id, quantity: 10, unitPrice: 1 })),
		),
	});
	await depot.item('purchaseOrder', 'place', { purchaseOrder: 'ERP-40' });
	return products;
}

function requestsOf(routes: Record<string, number>, before: Record<string, number>): string[] {
	return Object.entries(routes)
		.filter(([route]) => !/login|getAppContext/.test(route))
		.flatMap(([route, count]) => Array<string>(count - (before[route] ?? 0)).fill(route));
}

async function receiveAll(products: readonly IDataObject[]): Promise<string[]> {
	const before = { ...depot.sandbox.requests.routes };
	const output = await depot.item('purchaseOrder', 'receive', {
		purchaseOrder: { __rl: true, mode: 'number', value: 'ERP-40' },
		reference: 'DN-40',
		linesFrom: 'json',
		linesJson: JSON.stringify(
			products.map(({ productCode }, index) => ({
				productCode,
				quantity: 10,
				lot: `L${index}`,
				expirationDate: '2029-06-30',
				bin: BINS[index % BINS.length],
			})),
		),
	});
	expect(output).toMatchObject({ status: 'received', orderStatus: 'received', remaining: 0 });
	expect(output.lines).toHaveLength(LINES);
	return requestsOf(depot.sandbox.requests.routes, before);
}

it.each<Kind>(['0.9.6', '0.9.7', '0.9.8'])(
	'a whole delivery of 40 lines with bins takes at most 13 requests, four of them proofs, on %s',
	async (kind) => {
		depot = await CentralDepot.start({ kind });
		const requests = await receiveAll(await placeOrderOf40());
		expect(requests.length).toBeLessThanOrEqual(13);
	},
	60_000,
);

it('takes one request more for each lot on an older server, not more', async () => {
	depot = await CentralDepot.start({ kind: '0.9.0' });
	const requests = await receiveAll(await placeOrderOf40());
	expect(requests.length).toBeLessThanOrEqual(12 + LINES);
}, 60_000);
