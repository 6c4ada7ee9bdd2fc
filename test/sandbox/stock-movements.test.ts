import { HOSPITAL, SandboxClient } from './client';
import { startSandbox, type Sandbox } from './index';
import type { Kind } from './versions';

const CLOCK = '2026-11-22T07:30:00Z';
const TILL = '935a6370e9883e8966e128267b5626cb';
const IBUPROFEN_BIN = '00000000a202135001a20213d0c7000e';

describe('stock movements of the sandbox', () => {
	let sandbox: Sandbox;
	let depot: SandboxClient;
	let pharmacy: SandboxClient;

	async function open(kind: Kind): Promise<void> {
		sandbox = await startSandbox({ kind, clock: CLOCK, frozen: true });
		depot = await SandboxClient.logIn(sandbox, 'till', HOSPITAL.central);
		pharmacy = await SandboxClient.logIn(sandbox, 'till', HOSPITAL.pharmacy);
	}

	afterEach(async () => await sandbox.close());

	const trueStock = (location: string): number =>
		sandbox
			.state()
			.stock.filter((line) => line.product === HOSPITAL.ibuprofen && line.location === location)
			.reduce((sum, line) => sum + line.quantity, 0);

	const header = {
		description: 'Weekly order',
		origin: { id: HOSPITAL.central },
		destination: { id: HOSPITAL.pharmacy },
		requestedBy: { id: TILL },
		dateRequested: '11/22/2026',
	};

	describe.each(['0.9.0', '0.9.3', '0.9.6', '0.9.8'] as const)('of %s', (kind) => {
		async function requested(quantityRequested: number): Promise<string> {
			const created = await depot.post('/api/stockMovements', header);
			expect(created.status).toBe(201);
			const id: string = created.data.data.id;
			const lines = await depot.post(`/api/stockMovements/${id}/updateItems`, {
				id,
				lineItems: [{ product: { id: HOSPITAL.ibuprofen }, quantityRequested, sortOrder: 100 }],
			});
			expect(lines.status).toBe(200);
			return id;
		}

		const lineOf = async (id: string): Promise<string> =>
			(await depot.get(`/api/stockMovements/${id}`)).data.data.lineItems[0].id as string;

		const status = async (id: string, body: object): Promise<number> =>
			(await depot.post(`/api/stockMovements/${id}/status`, body)).status;

		async function pickLotA(id: string, quantityPicked: number): Promise<void> {
			const line = await lineOf(id);
			expect(await status(id, { status: 'PICKING' })).toBe(200);
			const picked = await depot.post(`/api/stockMovementItems/${line}/updatePicklist`, {
				picklistItems: [
					{
						inventoryItem: { id: HOSPITAL.ibuprofenLotA },
						binLocation: { id: IBUPROFEN_BIN },
						quantityPicked,
						reasonCode: '',
						comment: '',
					},
				],
			});
			expect(picked.status).toBe(200);
			expect(await status(id, { status: 'PICKED' })).toBe(200);
		}

		async function receive(id: string, quantityReceiving: number): Promise<void> {
			const { data } = await pharmacy.get(`/api/stockMovements/${id}`);
			const shipment: string = data.data.associations.shipment.id;
			const view = await pharmacy.get(`/api/partialReceiving/${shipment}?stepNumber=1`);
			const [item] = view.data.data.containers[0].shipmentItems as Array<{
				shipmentItemId: string;
			}>;
			await pharmacy.post(`/api/partialReceiving/${shipment}?stepNumber=1`, {
				receiptStatus: 'PENDING',
				dateDelivered: '11/22/2026 07:30 +00:00',
				containers: [
					{
						shipmentItems: [
							{ shipmentItemId: item.shipmentItemId, receiptItemId: null, quantityReceiving },
						],
					},
				],
			});
			await pharmacy.post(`/api/partialReceiving/${shipment}?stepNumber=2`, {
				receiptStatus: 'COMPLETED',
			});
		}

		it('sends what was picked and receives what was counted', async () => {
			await open(kind);
			const [before, beforeThere] = [trueStock(HOSPITAL.central), trueStock(HOSPITAL.pharmacy)];
			const id = await requested(30);
			await pickLotA(id, 30);
			expect(trueStock(HOSPITAL.central)).toBe(before);
			expect(await status(id, { status: 'DISPATCHED' })).toBe(200);
			expect(trueStock(HOSPITAL.central)).toBe(before - 30);
			await receive(id, 28);
			expect(trueStock(HOSPITAL.pharmacy)).toBe(beforeThere + 28);
		});

		it('books entries without a product when sending and receiving: the lot names it', async () => {
			await open(kind);
			const id = await requested(30);
			await pickLotA(id, 30);
			await status(id, { status: 'DISPATCHED' });
			await receive(id, 28);
			const { data } = await depot.get(
				'/api/generic/transaction?sort=dateCreated&order=desc&max=20',
			);
			const booked = (
				data.data as Array<{ id: string; requisition: { id: string } | null }>
			).filter(({ requisition }) => requisition?.id === id);
			expect(booked).toHaveLength(2);
			for (const transaction of booked) {
				const entries = await depot.post('/api/generic/transactionEntry/search', {
					searchAttributes: [{ property: 'transaction.id', value: transaction.id }],
				});
				expect(entries.data.data).toMatchObject([{ product: null }]);
			}
		});

		it('answers 200 and moves nothing when a movement is sent that was not picked', async () => {
			await open(kind);
			const before = trueStock(HOSPITAL.central);
			const id = await requested(30);
			expect(await status(id, { status: 'DISPATCHED' })).toBe(200);
			expect(trueStock(HOSPITAL.central)).toBe(before);
		});

		it('refuses to send twice, and takes the sending back by a redirect', async () => {
			await open(kind);
			const before = trueStock(HOSPITAL.central);
			const id = await requested(30);
			await pickLotA(id, 30);
			await status(id, { status: 'DISPATCHED' });
			await status(id, { status: 'DISPATCHED' });
			expect(trueStock(HOSPITAL.central)).toBe(before - 30);
			const undone = await depot.send('DELETE', `/api/stockMovements/${id}/status`);
			expect(undone.status).toBe(302);
			expect(trueStock(HOSPITAL.central)).toBe(before);
		});

		it('makes a second movement of a create call sent twice', async () => {
			await open(kind);
			const first = await requested(30);
			expect(await requested(30)).not.toBe(first);
		});
	});

	it('sends a whole movement in one call, or nothing when a row asks too much', async () => {
		await open('0.9.8');
		const before = trueStock(HOSPITAL.central);
		const row = (rowId: string, quantityPicked: number) => ({
			origin: HOSPITAL.central,
			rowId,
			product: '10001',
			lotNumber: 'IBU-A',
			binLocation: 'A-01',
			quantityPicked,
		});
		const send = async (...packingList: object[]) =>
			await depot.post('/api/fulfillments', {
				fulfillmentDetails: header,
				sendingOptions: {
					expectedShippingDate: '11/22/2026 07:20 +00:00',
					shipmentType: { id: '3' },
					expectedDeliveryDate: '12/31/2026',
				},
				packingList,
			});
		expect((await send(row('1', 60), row('2', 5000))).status).toBe(400);
		expect((await send(row('1', 1500), row('2', 1500))).status).toBe(400);
		expect(trueStock(HOSPITAL.central)).toBe(before);
		expect((await send(row('1', 60), row('2', 40))).status).toBe(200);
		expect(trueStock(HOSPITAL.central)).toBe(before - 100);
	});

	describe('as documented', () => {
		const documentedHeader = {
			name: 'Emergency Resupply',
			description: 'Urgent stock transfer',
			origin: { id: HOSPITAL.central },
			destination: { id: HOSPITAL.pharmacy },
			dateRequested: '2026-11-20T00:00:00Z',
			requestedBy: { id: TILL },
		};

		interface DocumentedLine {
			id: string;
			quantityRequested: number;
			quantityShipped: number | null;
		}

		async function created(): Promise<string> {
			const answer = await depot.post('/api/stockMovements', documentedHeader);
			expect(answer.status).toBe(201);
			return answer.data.data.id as string;
		}

		const linesOf = async (id: string): Promise<DocumentedLine[]> =>
			(await depot.get(`/api/stockMovements/${id}`)).data.data.lineItems as DocumentedLine[];

		it('creates a draft, adds lines, changes one and deletes one', async () => {
			await open('documented');
			const id = await created();
			const added = await depot.post(`/api/stockMovements/${id}`, {
				lineItems: [
					{ product: { id: HOSPITAL.ibuprofen }, quantityRequested: 1000, sortOrder: 0 },
					{ product: { id: HOSPITAL.gloves }, quantityRequested: 500, sortOrder: 1 },
				],
			});
			expect(added.status).toBe(200);
			const [first, second] = await linesOf(id);
			await depot.send('PUT', `/api/stockMovements/${id}`, {
				lineItems: [
					{ id: first.id, quantityRequested: 1500 },
					{ id: second.id, delete: true },
				],
			});
			expect(await linesOf(id)).toMatchObject([{ quantityRequested: 1500, quantityShipped: null }]);
		});

		it('lists what leaves and what arrives where the user is logged in', async () => {
			await open('documented');
			const id = await created();
			const ids = async (who: SandboxClient, query: string): Promise<string[]> => {
				const { data } = await who.get(`/api/stockMovements?max=25&offset=0${query}`);
				return (data as { data: Array<{ id: string }> }).data.map((row) => row.id);
			};
			expect(await ids(depot, '&direction=OUTBOUND')).toContain(id);
			expect(await ids(depot, '&direction=INBOUND')).not.toContain(id);
			expect(await ids(pharmacy, '&direction=INBOUND')).toContain(id);
			expect(await ids(pharmacy, '&exclude=REQUESTING')).not.toContain(id);
			expect((await depot.get('/api/stockMovements')).status).toBe(400);
		});

		it.each(Object.keys(documentedHeader))('refuses a movement without %s', async (name) => {
			await open('documented');
			const answer = await depot.post('/api/stockMovements', {
				...documentedHeader,
				[name]: undefined,
			});
			expect(answer.status).toBe(400);
		});

		it("refuses a status, another movement's line and the open source endpoints", async () => {
			await open('documented');
			const [id, other] = [await created(), await created()];
			await depot.post(`/api/stockMovements/${other}`, {
				lineItems: [{ product: { id: HOSPITAL.gloves }, quantityRequested: 5, sortOrder: 0 }],
			});
			const [line] = await linesOf(other);
			const change = async (body: object) =>
				(await depot.send('PUT', `/api/stockMovements/${id}`, body)).status;
			expect(await change({ status: 'SHIPPED' })).toBe(400);
			expect(await change({ lineItems: [{ id: line.id, quantityRequested: 6 }] })).toBe(400);
			const status = await depot.post(`/api/stockMovements/${id}/status`, { status: 'PICKING' });
			expect(status.status).toBe(404);
		});
	});
});
