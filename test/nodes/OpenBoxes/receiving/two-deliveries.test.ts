import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { at, gloves, ibuprofen, json, locator, on, op } from '../../../hospital/movements';
import { ORDER_ITEM, unitsAt } from '../../../hospital/purchase-orders';
import { answerOf, TwoProcesses } from '../../../hospital/two-processes';

let processes: TwoProcesses;
beforeEach(async () => {
	processes = await TwoProcesses.start();
});
afterEach(async () => await processes.close());

const amoxicillin = (quantity: number): IDataObject => ({
	productCode: '20001',
	quantity,
	lot: 'AMX-1',
	bin: 'A-02',
});

const delivery = (
	reference: string,
	lines: IDataObject[],
	options: IDataObject = {},
): INodeParameters => ({
	resource: 'purchaseOrder',
	operation: 'receive',
	purchaseOrder: locator('PO-1', 'number'),
	reference,
	linesFrom: 'json',
	linesJson: JSON.stringify(lines),
	options: options as INodeParameters,
});

const booked = (code = '20001'): number => unitsAt(processes.sandbox, code);

async function sentMovement(quantity = 100, to = 'central'): Promise<IDataObject> {
	const movement = await processes.output(
		op('create', {
			origin: at('north'),
			destination: at(to),
			...json([{ productId: ibuprofen, quantity }]),
		}),
	);
	return await processes.output(on(movement, 'send'));
}

const goods = (movement: IDataObject, quantity: number, options: IDataObject = {}) =>
	on(movement, 'receive', {
		...json([{ productId: ibuprofen, quantity, bin: 'A-01' }]),
		options,
	});

describe.each([0, 40, 80, 160, 300])('two delivery notes %i ms apart', (apart) => {
	it('of 10 each on one movement: both are booked, or one says to run it again and then is', async () => {
		const movement = await sentMovement();
		const before = booked('10001');
		processes.overlap();
		const notes = ['DN-A', 'DN-B'].map((reference) => goods(movement, 10, { reference }));
		const runs = await processes.both(notes[0], notes[1], apart);
		for (const [index, run] of runs.entries()) {
			if (!run.error) continue;
			expect(answerOf(run)).toMatch(/run it again/i);
			expect((await processes.run(notes[index])).error).toBeUndefined();
		}
		expect(booked('10001')).toBe(before + 20);
		expect(processes.openDrafts()).toBe(0);
	});

	it('of 60 each on a movement of 100: never more than was sent', async () => {
		const movement = await sentMovement();
		const before = booked('10001');
		processes.overlap();
		const notes = ['DN-A', 'DN-B'].map((reference) => goods(movement, 60, { reference }));
		const runs = await processes.both(notes[0], notes[1], apart);
		expect(booked('10001')).toBe(before + 60);
		const answers = runs.map(answerOf);
		expect(answers.filter((answer) => answer === 'partiallyReceived')).toHaveLength(1);
		expect(answers.join(' ')).toMatch(/60 arrived, but only 40 are still to come|run it again/i);
	});

	it('of 300 each on an order of 500: never more than is open', async () => {
		const before = booked();
		processes.overlap();
		const runs = await processes.both(
			delivery('DN-A', [amoxicillin(300)]),
			delivery('DN-B', [amoxicillin(300)]),
			apart,
		);
		expect(booked()).toBe(before + 300);
		const answers = runs.map(answerOf);
		expect(answers.filter((answer) => answer === 'received')).toHaveLength(1);
		expect(answers.join(' ')).toMatch(/300 arrived, but only 200 are open|run it again/i);
	});

	it('of 100 each on one order: both are booked', async () => {
		const before = booked();
		processes.overlap();
		const notes = ['DN-A', 'DN-B'].map((reference) => delivery(reference, [amoxicillin(100)]));
		const runs = await processes.both(notes[0], notes[1], apart);
		for (const [index, run] of runs.entries()) {
			if (run.error) expect((await processes.run(notes[index])).error).toBeUndefined();
		}
		expect(booked()).toBe(before + 200);
	});
});

/** A person made a shipment in OpenBoxes and sent it; returns its ID. */
async function sentBySupplier(quantity: number): Promise<string> {
	const call = async (path: string, body: unknown, cookie = ''): Promise<Response> =>
		await fetch(`${processes.sandbox.url}/api/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', accept: 'application/json', cookie },
			body: JSON.stringify(body),
		});
	const login = await call('login', {
		username: 'till',
		password: 'till-pass',
		location: '00000000a202135001a20213cec60000',
	});
	const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0];
	const made = await call(
		'stockMovements/createCombinedShipments',
		{
			description: 'from the supplier',
			origin: { id: '00000000a202135001a20213d0210008' },
			destination: { id: '00000000a202135001a20213cec60000' },
			lineItems: [
				{
					product: { id: '00000000a202135001a20213d3500025' },
					orderItemId: ORDER_ITEM.amoxicillin,
					quantityRequested: quantity,
					lotNumber: 'AMX-1',
					expirationDate: '01/31/2027',
				},
			],
		},
		cookie,
	);
	const { data } = (await made.json()) as { data: { id: string } };
	await call(`stockMovements/${data.id}/status`, { status: 'ISSUED' }, cookie);
	return data.id;
}

it.each([0, 50, 150])(
	'one shipment received as an order and as a movement at once, %i ms apart, in one process and in two: 500 of 500',
	async (apart) => {
		for (const isOneProcess of [true, false]) {
			processes.reset();
			const shipment = await sentBySupplier(500);
			const before = booked();
			processes.overlap();
			const asMovement = op('receive', {
				stockMovement: locator(shipment, 'shipment'),
				bin: 'A-02',
			});
			const asOrder = delivery('DN-A', [amoxicillin(500)]);
			const runs = isOneProcess
				? await Promise.all([processes.run(asOrder), processes.run(asMovement)])
				: await processes.both(asOrder, asMovement, apart);
			expect(booked()).toBe(before + 500);
			const answers = runs.map(answerOf);
			expect(answers).toContain('received');
			expect(answers.join(' ')).toMatch(
				/has been received already|500 arrived, but only 0 are open/,
			);
		}
	},
);

describe('a delivery note that was stopped after its shipment was sent', () => {
	const first = delivery('P-1', [amoxicillin(200)]);

	beforeEach(async () => {
		processes.sandbox.faults.next({
			kind: 'cut before commit',
			method: 'POST',
			path: 'stepNumber',
		});
		processes.sandbox.faults.next({
			kind: 'cut before commit',
			method: 'POST',
			path: 'stepNumber',
		});
		expect((await processes.run(first)).error).toBeDefined();
		expect(shipmentsOf('P-1')).toEqual(['SHIPPED']);
	});

	/** Status of the shipments of a delivery. */
	function shipmentsOf(reference: string): string[] {
		const { store } = processes.sandbox.world;
		return store
			.table('shipment')
			.all()
			.filter(({ description }) => String(description).startsWith(`${reference} [`))
			.map(({ currentStatus }) => String(currentStatus));
	}

	it('is not used up by the next note of the order, and is continued by its own', async () => {
		const before = booked();
		const second = delivery('P-2', [amoxicillin(100)]);
		const other = await processes.output(second);
		expect(other).toMatchObject({ status: 'received' });
		expect(shipmentsOf('P-1')).toEqual(['SHIPPED']);
		expect(await processes.output(first)).toMatchObject({ status: 'received' });
		expect(booked()).toBe(before + 300);
		expect(await processes.output(first)).toMatchObject({ status: 'alreadyReceived' });
		expect(await processes.output(second)).toMatchObject({ status: 'alreadyReceived' });
	});

	it('keeps its goods: the next note is told whose they are', async () => {
		const before = booked();
		expect(answerOf(await processes.run(delivery('P-2', [amoxicillin(400)])))).toMatch(
			/400 arrived, but only 300 are open .*200 on shipments of other delivery notes that were stopped/,
		);
		expect(booked()).toBe(before);
	});
});

describe('the same delivery note with other content', () => {
	it('is an error with the difference on a movement, and the second row is not lost in silence', async () => {
		const movement = await sentMovement();
		await processes.output(goods(movement, 20, { reference: 'DN-7' }));
		const before = booked('10001');
		const more = on(movement, 'receive', {
			...json([
				{ productId: ibuprofen, quantity: 20, bin: 'A-01' },
				{ productId: ibuprofen, quantity: 5, bin: 'A-02' },
			]),
			options: { reference: 'DN-7' },
		});
		expect(answerOf(await processes.run(more))).toMatch(
			/"DN-7" is already used for other content \(20 of 10001 lot IBU-B\)/,
		);
		expect(booked('10001')).toBe(before);
	});

	it('is an error with the difference on an order', async () => {
		await processes.output(delivery('DN-7', [amoxicillin(20)]));
		const before = booked();
		expect(answerOf(await processes.run(delivery('dn-7', [amoxicillin(25)])))).toMatch(
			/already used for other content \(20 of 20001 lot AMX-1\)/,
		);
		expect(booked()).toBe(before);
	});

	it('is not confused with a longer number', async () => {
		await processes.output(delivery('DN-7 repeat', [amoxicillin(20)]));
		expect(await processes.output(delivery('DN-7', [amoxicillin(30)]))).toMatchObject({
			status: 'received',
		});
	});
});

describe('at a place that does not receive in parts', () => {
	beforeEach(async () => {
		await processes.close();
		processes = await TwoProcesses.start('0.9.8', '00000000a202135001a20213cf720002');
	});

	it('refuses a part before it closes the shipment, and receives the rest when it comes', async () => {
		const movement = await processes.output(
			op('create', {
				origin: at('central'),
				destination: at('north'),
				...json([{ productId: gloves, quantity: 100 }]),
			}),
		);
		await processes.output(on(movement, 'send'));
		const part = (quantity: number, options: IDataObject = {}) =>
			on(movement, 'receive', { ...json([{ productId: gloves, quantity }]), options });
		expect(answerOf(await processes.run(part(60)))).toMatch(
			/40 units are missing, and North Depot does not receive in parts/,
		);
		expect((await processes.output(on(movement, 'get'))).status).toBe('shipped');
		const closed = await processes.output(part(60, { allowClosing: true }));
		expect(closed).toMatchObject({
			status: 'received',
			warnings: [expect.stringMatching(/closed the shipment although 40 units are missing/)],
		});
		const rest = await processes.output(part(40));
		expect(rest).toMatchObject({ lines: [{ quantityReceived: 100, quantityOpen: 0 }] });
	});
});
