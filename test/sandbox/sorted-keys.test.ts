import { HOSPITAL, SandboxClient } from './client';
import { startSandbox } from './index';

/** As sent by a form: the origin of a row before what depends on it. */
const ROW = {
	origin: HOSPITAL.central,
	rowId: '1',
	product: '10001',
	lotNumber: 'IBU-A',
	binLocation: 'A-01',
	quantityPicked: 60,
};

const FULFILLMENT = {
	fulfillmentDetails: {
		description: 'one call',
		origin: { id: HOSPITAL.central },
		destination: { id: HOSPITAL.pharmacy },
		requestedBy: { id: '935a6370e9883e8966e128267b5626cb' },
		dateRequested: '02/10/2026',
	},
	sendingOptions: {
		expectedShippingDate: '11/22/2026 07:20 +00:00',
		shipmentType: { id: '3' },
		expectedDeliveryDate: '12/31/2026',
	},
	packingList: [ROW],
};

it.each([
	[false, 200, 1],
	[true, 400, 0],
])(
	'reads keys by the alphabet: %p, /api/fulfillments answers %i, %i movements',
	async (sortedKeys, status, movements) => {
		const sandbox = await startSandbox({
			clock: '2026-11-22T07:30:00Z',
			frozen: true,
			sortedKeys,
		});
		try {
			const depot = await SandboxClient.logIn(sandbox, 'till', HOSPITAL.central);
			const answer = await depot.post('/api/fulfillments', FULFILLMENT);
			expect(answer.status).toBe(status);
			if (sortedKeys) {
				expect(JSON.stringify(answer.data)).toContain(
					'The provided bin location (A-01) has not been found',
				);
			}
			const found = await depot.post('/api/generic/requisition/search', {
				searchAttributes: [{ property: 'description', value: 'one call' }],
			});
			expect((found.data as { data: unknown[] }).data).toHaveLength(movements);
		} finally {
			await sandbox.close();
		}
	},
);
