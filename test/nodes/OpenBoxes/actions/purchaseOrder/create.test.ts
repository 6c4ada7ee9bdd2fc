import type { IDataObject } from 'n8n-workflow';
import { CentralDepot } from '../../../../hospital/central-depot';
import type { Kind } from '../../../../sandbox';

let depot: CentralDepot;
afterEach(async () => await depot.close());

const order = (lines: IDataObject[], more: IDataObject = {}): IDataObject => ({
	supplier: { __rl: true, mode: 'id', value: '00000000a202135001a20213d0210008' },
	name: 'Monthly order',
	orderNumber: 'ERP-1',
	linesFrom: 'json',
	linesJson: JSON.stringify(lines),
	...more,
});

const orders = () => depot.sandbox.world.store.table('order').all();

describe.each<Kind>(['0.9.0', '0.9.8', 'documented'])('an order on a %s server', (kind) => {
	it('is created with its lines and prices, pending', async () => {
		depot = await CentralDepot.start({ kind });
		const created = await depot.item(
			'purchaseOrder',
			'create',
			order([
				{ productCode: '10001', quantity: 5, unitPrice: 4.5 },
				{ productCode: '30002', quantity: 100, unitPrice: 0.07 },
			]),
		);
		expect(created).toMatchObject({ status: 'pending', existed: false });
		const lines = created.lines as IDataObject[];
		expect(lines.map(({ ordered, unitPrice }) => [ordered, unitPrice]).sort()).toEqual([
			[100, 0.07],
			[5, 4.5],
		]);
	});

	it('is made once for one order number', async () => {
		depot = await CentralDepot.start({ kind });
		const lines = [{ productCode: '10001', quantity: 5 }];
		await depot.item('purchaseOrder', 'create', order(lines));
		const count = orders().length;
		const again = await depot.item('purchaseOrder', 'create', order(lines));
		expect(again.existed).toBe(true);
		expect(orders()).toHaveLength(count);
		const other = [{ productCode: '10001', quantity: 6 }];
		expect(await depot.failure('purchaseOrder', 'create', order(other))).toMatch(
			/with the number "ERP-1" already, with other content: it has 5 of .* instead of 6 of 10001/,
		);
	});

	it('leaves nothing behind when a product is unknown', async () => {
		depot = await CentralDepot.start({ kind });
		const count = orders().length;
		const lines = [
			{ productCode: '10001', quantity: 5 },
			{ productCode: 'nope', quantity: 1 },
		];
		expect(await depot.failure('purchaseOrder', 'create', order(lines))).toMatch(
			/Line 2 .*"nope" is unknown/,
		);
		expect(orders()).toHaveLength(count);
	});
});

it('orders boxes of 100 and shows single units', async () => {
	depot = await CentralDepot.start();
	const created = await depot.item(
		'purchaseOrder',
		'create',
		order([{ productCode: '10001', quantity: 5, uom: 'BX', quantityPerUom: 100, unitPrice: 4.5 }]),
	);
	expect(created).toMatchObject({
		orderNumber: 'ERP-1',
		lines: [{ ordered: 500, quantity: 5, unit: 'BX', unitsPerPackage: 100, totalPrice: 22.5 }],
	});
	expect(depot.sandbox.world.store.get('order', String(created.id))?.destinationParty).toBe('1');
});

it.each([
	[
		'a unit that does not exist',
		[{ productCode: '10001', quantity: 5, uom: 'NOPE' }],
		/no unit of measure "NOPE"/,
	],
	[
		'a negative quantity',
		[{ productCode: '10001', quantity: -3 }],
		/quantity "-3" must be a whole number/,
	],
	[
		'a price in words',
		[{ productCode: '10001', quantity: 3, unitPrice: 'cheap' }],
		/unit price "cheap"/,
	],
	['a line without product', [{ quantity: 3 }], /line 1: the product is missing/],
])('refuses %s before anything is written', async (_, lines, message) => {
	depot = await CentralDepot.start();
	const count = orders().length;
	expect(await depot.failure('purchaseOrder', 'create', order(lines))).toMatch(message);
	expect(orders()).toHaveLength(count);
});

it('finds an order that was saved although the answer was lost', async () => {
	depot = await CentralDepot.start();
	depot.sandbox.faults.next({ kind: 'cut after commit', method: 'POST', path: 'generic/order$' });
	const created = await depot.item(
		'purchaseOrder',
		'create',
		order([{ productCode: '10001', quantity: 5 }]),
	);
	expect(created).toMatchObject({ orderNumber: 'ERP-1', existed: false });
	expect(orders().filter(({ orderNumber }) => orderNumber === 'ERP-1')).toHaveLength(1);
});
