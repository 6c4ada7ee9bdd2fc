import fc from 'fast-check';
import {
	planArrivals,
	type Arrival,
	type ArrivalOptions,
} from '../../../../../nodes/OpenBoxes/receiving/rules/plan-arrivals';
import type { ShipmentLine } from '../../../../../nodes/OpenBoxes/shipments/rules/receipt-draft';

const shipped = (shipmentItemId: string, more: Partial<ShipmentLine> = {}): ShipmentLine => ({
	shipmentItemId,
	productId: 'ibu',
	productCode: '10001',
	productName: 'Ibuprofen',
	needsLotAndExpiry: true,
	lotNumber: 'A',
	expiry: '2027-12-31',
	shipped: 100,
	received: 0,
	canceled: 0,
	...more,
});

const arrival = (quantity: number, more: Partial<Arrival> = {}): Arrival => ({
	position: 1,
	productId: 'ibu',
	quantity,
	closeShort: false,
	...more,
});

const options = (more: Partial<ArrivalOptions> = {}): ArrivalOptions => ({
	allowMore: false,
	close: 'nothing',
	...more,
});

describe('receipt lines for what arrived', () => {
	it('are everything that is still open', () => {
		const lines = [shipped('s1', { received: 30, canceled: 10 }), shipped('s2', { received: 100 })];
		expect(planArrivals(lines, 'all', options()).lines).toMatchObject([
			{ shipmentItemId: 's1', quantity: 60, lotNumber: 'A', shipped: 100, split: undefined },
		]);
	});

	it('fill several shipped lines of a product one after the other', () => {
		const lines = [shipped('s1'), shipped('s2', { lotNumber: 'B' })];
		expect(planArrivals(lines, [arrival(150)], options()).lines).toMatchObject([
			{ shipmentItemId: 's1', quantity: 100 },
			{ shipmentItemId: 's2', quantity: 50 },
		]);
	});

	it('go to the shipped line of their lot first', () => {
		const lines = [shipped('s1'), shipped('s2', { lotNumber: 'B' })];
		expect(planArrivals(lines, [arrival(50, { lot: 'b' })], options()).lines).toMatchObject([
			{ shipmentItemId: 's2', quantity: 50 },
		]);
	});

	it('split a shipped line where it arrived in two lots, the parts adding up to what was open', () => {
		const lines = [shipped('s1', { received: 40 })];
		const arrived = [arrival(20, { lot: 'NEW', expiry: '2029-01-31' }), arrival(30)];
		expect(planArrivals(lines, arrived, options()).lines).toMatchObject([
			{ quantity: 30, lotNumber: 'A', split: 'original', shipped: 40 },
			{ quantity: 20, lotNumber: 'NEW', expiry: '2029-01-31', split: 'new', shipped: 20 },
		]);
	});

	it('stay under the pallet they were packed on', () => {
		const lines = [shipped('s1', { containerId: 'pal' })];
		const arrived = [arrival(1, { binId: 'b1' }), arrival(2, { binId: 'b2' })];
		for (const line of planArrivals(lines, arrived, options()).lines ?? [])
			expect(line.containerId).toBe('pal');
	});

	it.each<[ArrivalOptions['close'], boolean, boolean[]]>([
		['nothing', false, [false]],
		['nothing', true, [true]],
		['listed', false, [true]],
		['all', false, [true, true]],
	])('close short: %s, line says %s', (close, closeShort, expected) => {
		const lines = [shipped('s1'), shipped('s2', { productId: 'pcm' })];
		const plan = planArrivals(lines, [arrival(10, { closeShort })], options({ close }));
		expect(plan.lines?.map((line) => line.closeShort)).toEqual(expected);
	});

	it('close short when only the second row of a line says so', () => {
		const rows = [arrival(10), arrival(20, { position: 2, closeShort: true })];
		const { lines } = planArrivals([shipped('s1')], rows, options());
		expect(lines).toMatchObject([{ quantity: 30, closeShort: true }]);
	});

	it.each<[string, Arrival[], RegExp]>([
		['more than is open', [arrival(101)], /101 arrived, but only 100 are still to come/],
		['more in two lines', [arrival(60), arrival(60, { position: 2 })], /line 2:/],
		['another product', [arrival(1, { productId: 'x' })], /nothing of it was shipped/],
		['another shipped lot', [arrival(1, { shippedLot: 'Z' })], /lot "Z" of it was not shipped/],
		['nothing at all', [], /nothing left to receive/],
	])('are refused for %s', (_, arrived, reason) => {
		expect(planArrivals([shipped('s1')], arrived, options()).reason).toMatch(reason);
	});

	it('never hold more or less than what arrived, and never more than is open', () => {
		const quantities = fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 5 });
		const opens = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 4 });
		fc.assert(
			fc.property(quantities, opens, fc.boolean(), (given, open, allowMore) => {
				const lines = open.map((one, index) =>
					shipped(`s${index}`, { shipped: 100, received: 100 - one }),
				);
				const arrived = given.map((quantity, index) =>
					arrival(quantity, {
						position: index + 1,
						lot: index % 2 ? 'B' : undefined,
						expiry: '2028-01-01',
					}),
				);
				const { lines: planned } = planArrivals(lines, arrived, options({ allowMore }));
				const total = given.reduce((sum, one) => sum + one, 0);
				const room = open.reduce((sum, one) => sum + one, 0);
				expect(planned !== undefined).toBe(allowMore || total <= room);
				const booked = (planned ?? []).reduce((sum, line) => sum + line.quantity, 0);
				if (planned) expect(booked).toBe(total);
				if (!planned || allowMore) return;
				for (const line of lines) {
					const own = planned.filter((one) => one.shipmentItemId === line.shipmentItemId);
					const sum = own.reduce((all, one) => all + one.quantity, 0);
					expect(sum).toBeLessThanOrEqual(line.shipped - line.received);
				}
			}),
		);
	});
});
