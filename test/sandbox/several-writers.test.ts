import type { AxiosResponse } from 'axios';
import { HOSPITAL, SandboxClient } from './client';
import { startSandbox, type Sandbox } from './index';

const SUPPLIER = '00000000a202135001a20213d0210008';
const AMOXICILLIN = '00000000a202135001a20213d3500025';
const ORDER_LINE = '00000000a202135001a20213d91f006c';

/** Chosen so that the windows fall where they were measured; each request takes 12 ms besides. */
const DURATIONS = [
	{ path: 'createCombinedShipments$', ms: 150 },
	{ path: 'fulfillments$', ms: 150 },
	{ path: 'partialReceiving', ms: 60 },
	{ path: 'generic/order$', ms: 30 },
];

const ids = (answer: AxiosResponse): string[] =>
	(answer.data as { data: Array<{ id: string }> }).data.map((row) => row.id);

/**
 * What two clients leave behind that do the same, so many ms apart: as counted on a real 0.9.8
 * (docs/openboxes/several-writers.md).
 */
describe('two clients at once', () => {
	let sandbox: Sandbox;
	let clients: SandboxClient[];

	beforeEach(async () => {
		sandbox = await startSandbox({
			clock: '2026-11-22T07:30:00Z',
			frozen: true,
			timeByHand: true,
			overlap: { routes: DURATIONS },
		});
		clients = [];
		for (const username of ['manager', 'till'])
			clients.push(await SandboxClient.logIn(sandbox, username, HOSPITAL.central));
		sandbox.latency = 12;
	});

	afterEach(async () => await sandbox.close());

	/** Time passes when both wait, for the server or for their start. */
	async function both<T>(apart: number, work: (client: SandboxClient) => Promise<T>): Promise<T[]> {
		const running = new Set<Promise<T>>();
		for (const [at, client] of clients.entries()) {
			const run = sandbox.time.wait(at * apart).then(async () => await work(client));
			running.add(run);
		}
		const results = Promise.all(running);
		for (const run of running) void run.finally(() => running.delete(run));
		while (running.size > 0) {
			await Promise.race([sandbox.time.whenWaiting(running.size), ...running]);
			if (running.size > 0) sandbox.time.advance(sandbox.time.next);
		}
		return await results;
	}

	/** Waits that a test does not play pass at once. */
	async function alone<T>(work: Promise<T>): Promise<T> {
		let done = false;
		const ended = work.finally(() => (done = true));
		while (!done) {
			await Promise.race([sandbox.time.whenWaiting(1), ended]);
			sandbox.time.advance(sandbox.time.next);
		}
		return await work;
	}

	const find = async (client: SandboxClient, what: string, property: string, value: string) =>
		ids(
			await client.post(`/api/generic/${what}/search`, {
				searchAttributes: [{ property, value }],
			}),
		);

	const count = async (what: string, property: string, value: string): Promise<number> =>
		(await alone(find(clients[0], what, property, value))).length;

	async function makeShipment(client: SandboxClient): Promise<string> {
		const made = await client.post('/api/stockMovements/createCombinedShipments', {
			description: 'DN-7',
			origin: { id: SUPPLIER },
			destination: { id: HOSPITAL.central },
			lineItems: [
				{
					product: { id: AMOXICILLIN },
					orderItemId: ORDER_LINE,
					quantityRequested: 50,
					lotNumber: 'AMX-1',
					expirationDate: '01/31/2027',
					sortOrder: 100,
				},
			],
		});
		expect(made.status).toBe(201);
		return (made.data as { data: { id: string } }).data.id;
	}

	const shipmentItemOf = (shipment: string): string =>
		sandbox.world.store.table('shipmentItem').by('shipment', shipment)[0].id;

	const draft = async (client: SandboxClient, shipment: string) =>
		await client.post(`/api/partialReceiving/${shipment}?stepNumber=1`, {
			receiptStatus: 'PENDING',
			containers: [
				{
					shipmentItems: [
						{
							shipmentItemId: shipmentItemOf(shipment),
							receiptItemId: null,
							quantityReceiving: 20,
						},
					],
				},
			],
		});

	const complete = async (client: SandboxClient, shipment: string) =>
		await client.post(`/api/partialReceiving/${shipment}?stepNumber=2`, {
			receiptStatus: 'COMPLETED',
		});

	/** Draft and completion, as far as the server lets a client go. */
	async function receive(client: SandboxClient, shipment: string): Promise<string> {
		for (const step of [draft, complete]) {
			const { status, data } = await step(client, shipment);
			if (status !== 200) return String((data as { errorMessage: string }).errorMessage);
		}
		return 'received';
	}

	const completed = (shipment: string): number =>
		sandbox.world.store
			.table('receipt')
			.by('shipment', shipment)
			.filter((receipt) => receipt.receiptStatusCode === 'RECEIVED').length;

	const bookings = async (shipment: string): Promise<number> =>
		await count('transaction', 'incomingShipment.id', shipment);

	it.each([
		[0, 2],
		[50, 2],
		[150, 2],
		[175, 1],
		[300, 1],
	])(
		'shipments with one description, each looked for first: %i ms apart leave %i',
		async (apart, left) => {
			await both(apart, async (client) => {
				const found = await find(client, 'shipment', 'description', 'DN-7');
				if (found.length === 0) await makeShipment(client);
			});
			expect(await count('shipment', 'description', 'DN-7')).toBe(left);
		},
	);

	it.each([
		[0, 1, 'Deadlock found'],
		[30, 1, 'Shipments should only have one pending receipt'],
		[75, 1, 'Must have a receipt'],
		[175, 2, 'received'],
		[300, 2, 'received'],
	])(
		'draft and completion of one shipment: %i ms apart leave %i receipts; the other: %s',
		async (apart, left, other) => {
			const shipment = await alone(makeShipment(clients[0]));
			const ends = await both(apart, async (client) => await receive(client, shipment));
			expect(ends.sort((a, b) => Number(b === 'received') - Number(a === 'received'))).toEqual([
				'received',
				expect.stringContaining(other),
			]);
			expect(completed(shipment)).toBe(left);
			expect(await bookings(shipment)).toBe(left);
		},
	);

	it('completions at the same moment: one is booked, the other gets 500', async () => {
		const shipment = await alone(makeShipment(clients[0]));
		await alone(draft(clients[0], shipment));
		const answers = await both(0, async (client) => await complete(client, shipment));
		expect(answers.map((answer) => answer.status).sort()).toEqual([200, 500]);
		expect(await bookings(shipment)).toBe(1);
	});

	it.each([
		[0, 2],
		[150, 2],
		[175, 1],
		[300, 1],
	])(
		'one delivery note from look to receipt: %i ms apart leave %i shipments',
		async (apart, left) => {
			const ends = await both(apart, async (client) => {
				const [found] = await find(client, 'shipment', 'description', 'DN-7');
				return await receive(client, found ?? (await makeShipment(client)));
			});
			const shipments = await alone(find(clients[0], 'shipment', 'description', 'DN-7'));
			expect(shipments).toHaveLength(left);
			// Never less than one booking, and one more for each client that was told so.
			const booked = shipments.reduce((sum, shipment) => sum + completed(shipment), 0);
			expect(booked).toBe(ends.filter((end) => end === 'received').length);
			expect(booked).toBeGreaterThanOrEqual(1);
		},
	);

	it.each([
		[0, [201, 201], 2],
		[40, [201, 400], 1],
		[90, [201, 'found'], 1],
	])('an order number %i ms apart: %j, %i orders', async (apart, expected, left) => {
		const ends = await both(apart, async (client) => {
			const found = await find(client, 'order', 'orderNumber', 'OB-77');
			if (found.length > 0) return 'found';
			const answer = await client.post('/api/generic/order', {
				orderNumber: 'OB-77',
				name: 'OB-77',
				orderType: { id: 'PURCHASE_ORDER' },
				origin: { id: SUPPLIER },
				destination: { id: HOSPITAL.central },
				orderedBy: { id: '935a6370e9883e8966e128267b5626cb' },
			});
			return answer.status;
		});
		expect(ends).toEqual(expected);
		expect(await count('order', 'orderNumber', 'OB-77')).toBe(left);
	});

	it.each([0, 75, 150])(
		'movements sent in one call, %i ms apart: two, both sent',
		async (apart) => {
			const ends = await both(apart, async (client) => {
				const found = await find(client, 'requisition', 'description', 'F-1');
				if (found.length > 0) return 'found';
				const answer = await client.post('/api/fulfillments', {
					fulfillmentDetails: {
						description: 'F-1',
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
					packingList: [
						{
							origin: HOSPITAL.central,
							rowId: '1',
							product: '10001',
							lotNumber: 'IBU-A',
							binLocation: 'A-01',
							quantityPicked: 60,
						},
					],
				});
				return answer.status;
			});
			expect(ends).toEqual([200, 200]);
			const movements = sandbox.world.store
				.table('requisition')
				.all()
				.filter((row) => row.description === 'F-1');
			expect(movements.map((row) => row.status)).toEqual(['ISSUED', 'ISSUED']);
		},
	);
});
