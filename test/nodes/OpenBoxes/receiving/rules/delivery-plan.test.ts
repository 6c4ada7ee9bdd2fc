import fc from 'fast-check';
import type { DeliveryPart } from '../../../../../nodes/OpenBoxes/receiving/rules/delivery';
import {
	pairShipmentLines,
	planDelivery,
	type OpenShipment,
} from '../../../../../nodes/OpenBoxes/receiving/rules/delivery-plan';
import type { ShipmentLine } from '../../../../../nodes/OpenBoxes/shipments/rules/receipt-draft';
import { orderLine } from '../../orders/rules/order-lines';

const onShipment = (id: string) => ({
	shipmentItemId: id,
	shipmentId: 's1',
	lotNumber: 'L1',
	quantity: 60,
});
const line = orderLine({ shipments: [onShipment('si1'), onShipment('si2')] });

const sent = (changes: Partial<ShipmentLine> = {}): ShipmentLine => ({
	shipmentItemId: 'si1',
	productId: 'p1',
	productCode: 'p1',
	productName: 'Product',
	needsLotAndExpiry: false,
	lotNumber: 'L1',
	shipped: 60,
	received: 0,
	canceled: 0,
	...changes,
});

const part = (changes: Partial<DeliveryPart> = {}): DeliveryPart => ({
	position: 1,
	line,
	quantity: 40,
	lotNumber: 'L1',
	closeShort: false,
	...changes,
});

const open = (...lines: ShipmentLine[]): OpenShipment[] => [{ shipmentId: 's1', lines }];

describe('where a delivery is received', () => {
	it('is a shipment of its own when none is on the way', () => {
		const plan = planDelivery([part()], []);
		expect(plan.receipts).toEqual([]);
		expect(plan.shipment).toMatchObject([{ shipped: 40, part: { quantity: 40 } }]);
	});

	it('is the shipment on the way as far as it reaches', () => {
		const plan = planDelivery([part({ quantity: 70 })], open(sent({ received: 20 })));
		expect(plan.receipts[0].lines.map(({ receipt }) => receipt.quantity)).toEqual([40]);
		expect(plan.shipment.map(({ shipped }) => shipped)).toEqual([30]);
	});

	it('is the line with the same lot before one with another', () => {
		const plan = planDelivery(
			[part({ quantity: 20, lotNumber: 'l2' })],
			open(sent(), sent({ shipmentItemId: 'si2', lotNumber: 'L2' })),
		);
		expect(plan.receipts[0].lines).toMatchObject([
			{ receipt: { shipmentItemId: 'si2', quantity: 20 } },
		]);
	});

	it('splits a shipped line over two lots, and the parts add up to what was shipped', () => {
		const plan = planDelivery(
			[part({ quantity: 30 }), part({ position: 2, quantity: 20, lotNumber: 'L9' })],
			open(sent()),
		);
		expect(
			plan.receipts[0].lines.map(({ receipt }) => [
				receipt.split,
				receipt.quantity,
				receipt.shipped,
			]),
		).toEqual([
			['original', 30, 40],
			['new', 20, 20],
		]);
	});

	it('puts what will not come on its own shipment, to be closed there', () => {
		const plan = planDelivery([part({ closeShort: true })], []);
		expect(plan.shipment).toMatchObject([{ shipped: 100, part: { quantity: 40 } }]);
	});

	it('says what stays open when there is nothing of its own to close', () => {
		const plan = planDelivery([part({ quantity: 60, closeShort: true })], open(sent()));
		expect(plan.shipment).toEqual([]);
		expect(plan.warnings).toEqual([expect.stringMatching(/^40 of p1 .* stay open/)]);
	});

	it('loses and invents no unit, and takes no more of a shipment than it holds', () => {
		const quantity = fc.integer({ min: 1, max: 80 });
		const lot = fc.constantFrom('L1', 'L2', '');
		fc.assert(
			fc.property(
				fc.array(fc.record({ quantity, lotNumber: lot }), { minLength: 1, maxLength: 4 }),
				fc.record({
					received: fc.integer({ min: 0, max: 60 }),
					other: fc.integer({ min: 0, max: 60 }),
				}),
				(rows, { received, other }) => {
					const parts = rows.map((row, index) => part({ ...row, position: index + 1 }));
					const shipments = open(
						sent({ received }),
						sent({ shipmentItemId: 'si2', lotNumber: '', received: other }),
					);
					const plan = planDelivery(parts, shipments);
					const onSent = plan.receipts.flatMap(({ lines }) => lines);
					const sum = (values: number[]): number => values.reduce((total, one) => total + one, 0);
					const onOwn = plan.shipment.map((one) => one.part.quantity);
					const total = sum(parts.map((one) => one.quantity));
					expect(sum(onSent.map(({ receipt }) => receipt.quantity)) + sum(onOwn)).toBe(total);
					for (const { shipmentItemId, shipped, received: before } of shipments[0].lines) {
						const own = onSent.filter(({ receipt }) => receipt.shipmentItemId === shipmentItemId);
						expect(sum(own.map(({ receipt }) => receipt.quantity))).toBeLessThanOrEqual(
							shipped - before,
						);
						if (own.length > 0)
							expect(sum(own.map(({ receipt }) => receipt.shipped))).toBe(shipped);
					}
				},
			),
		);
	});
});

describe('lines of a shipment are found again in any order', () => {
	const planned = [
		{ part: part({ lotNumber: 'L1' }), shipped: 40 },
		{ part: part({ lotNumber: 'L2' }), shipped: 40 },
	];
	const made = [
		{ orderItemId: 'line-1', lotNumber: 'L2', quantity: 40 },
		{ orderItemId: 'line-1', lotNumber: 'L1', quantity: 40 },
	];
	it('pairs by order line, lot and quantity', () => {
		expect(pairShipmentLines(planned, made)?.map((pair) => pair.made.lotNumber)).toEqual([
			'L1',
			'L2',
		]);
	});
	it.each([
		['a line less', made.slice(1)],
		['another lot', [made[0], { ...made[1], lotNumber: 'L3' }]],
		['another quantity', [made[0], { ...made[1], quantity: 41 }]],
		['one line more', [...made, made[0]]],
	])('is not the same with %s', (_, other) => {
		expect(pairShipmentLines(planned, other)).toBeUndefined();
	});
});
