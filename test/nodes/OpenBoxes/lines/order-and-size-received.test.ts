import fc from 'fast-check';
import type { OrderLine } from '../../../../nodes/OpenBoxes/orders/rules/order-line';
import {
	spreadDelivery,
	type ArrivedLine,
} from '../../../../nodes/OpenBoxes/receiving/rules/delivery';
import { planDelivery } from '../../../../nodes/OpenBoxes/receiving/rules/delivery-plan';
import {
	planArrivals,
	type Arrival,
} from '../../../../nodes/OpenBoxes/receiving/rules/plan-arrivals';
import type { ShipmentLine } from '../../../../nodes/OpenBoxes/shipments/rules/receipt-draft';
import {
	numRuns,
	LOTS,
	quantity,
	withOther,
	positioned,
	totals,
	type Totals,
} from './permuted-lines';

describe('the same is received, in whatever order and however split', () => {
	const shipped: ShipmentLine[] = LOTS.map((one, index) => ({
		shipmentItemId: `s-${index}`,
		productId: 'p',
		productCode: '10001',
		productName: 'Ibuprofen',
		needsLotAndExpiry: false,
		lotNumber: one.lotNumber,
		expiry: one.expiry,
		shipped: 6,
		received: index,
		canceled: 0,
	}));

	it('Movement Receive', () => {
		const arrival = fc.record(
			{
				quantity,
				lot: fc.constantFrom('A', 'B', 'NEW'),
				shippedLot: fc.constantFrom('A', 'B'),
				shipmentItemId: fc.constantFrom('s-0', 's-3'),
				binId: fc.constantFrom('b-1', 'b-2'),
			},
			{ requiredKeys: ['quantity'] },
		);
		const received = (all: readonly object[], allowMore: boolean): Totals | undefined => {
			const arrivals = positioned(all).map(
				(one) => ({ ...one, productId: 'p', closeShort: false }) as Arrival,
			);
			const plan = planArrivals(shipped, arrivals, { allowMore, close: 'nothing' });
			return (
				plan.lines &&
				totals(
					plan.lines.map((one) => [
						`${one.shipmentItemId} ${one.lotNumber} ${one.binId ?? ''}`,
						one.quantity,
					]),
				)
			);
		};
		const arrivals = fc.array(arrival, { minLength: 1, maxLength: 5 });
		fc.assert(
			fc.property(withOther(arrivals), fc.boolean(), ([given, other], allowMore) => {
				expect(received(other, allowMore)).toEqual(received(given, allowMore));
			}),
			{ numRuns },
		);
	});

	it('Order Receive', () => {
		const orderLine = (index: number): OrderLine =>
			({
				id: `o-${index}`,
				product: { id: 'p', code: '10001', name: 'Ibuprofen', needsLotAndExpiry: false },
				ordered: 8,
				received: 2 * index,
				canceled: 0,
				isCanceled: false,
				unitsPer: 1,
				shipments: [{ shipmentItemId: `s-${index}` }],
			}) as unknown as OrderLine;
		const order = [orderLine(0), orderLine(1)];
		const line = fc.record(
			{
				quantity,
				lotNumber: fc.constantFrom('', 'A', 'NEW'),
				of: fc.constantFrom([0], [1], [0, 1]),
				binId: fc.constantFrom('b-1', 'b-2'),
			},
			{ requiredKeys: ['quantity', 'lotNumber', 'of'] },
		);
		const booked = (
			all: ReadonlyArray<{ of: readonly number[]; quantity: number; lotNumber: string }>,
			allowMore: boolean,
		): Totals | undefined => {
			const lines = positioned(all).map(({ of, ...one }): ArrivedLine => ({
				...one,
				candidates: of.map((index) => order[index]),
				unit: 'each',
				closeShort: false,
			}));
			const parts = spreadDelivery(lines, { allowMore });
			if (!parts.value) return undefined;
			const plan = planDelivery(parts.value, [{ shipmentId: 's', lines: shipped }]);
			return totals([
				...plan.receipts
					.flatMap((receipt) => receipt.lines)
					.map(
						({ receipt, part }) =>
							[
								`${receipt.shipmentItemId} ${receipt.lotNumber} ${part.line.id} ${receipt.binId ?? ''}`,
								receipt.quantity,
							] as const,
					),
				...plan.shipment.map(
					({ part }) =>
						[`new ${part.lotNumber} ${part.line.id} ${part.binId ?? ''}`, part.quantity] as const,
				),
			]);
		};
		const lines = fc.array(line, { minLength: 1, maxLength: 5 });
		fc.assert(
			fc.property(withOther(lines), fc.boolean(), ([given, other], allowMore) => {
				expect(booked(other, allowMore)).toEqual(booked(given, allowMore));
			}),
			{ numRuns },
		);
	});
});
