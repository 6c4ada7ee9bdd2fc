import type { LotRow } from '../../../../../nodes/OpenBoxes/stock/rules/lot';
import {
	fitsPackingList,
	lotTotals,
	packingRow,
	type PackedPick,
} from '../../../../../nodes/OpenBoxes/movements/rules/packing-list';

const row = (lotNumber: string, binName: string | undefined, lotId = lotNumber): LotRow => ({
	productId: 'ibu',
	productCode: '10001',
	lotId,
	lotNumber,
	binId: binName,
	binName,
	available: 10,
	onHand: 10,
	status: 'AVAILABLE',
});

const pickOf = ({
	productId,
	productCode,
	lotId,
	lotNumber,
	binId,
	binName,
}: LotRow): PackedPick => ({
	productId,
	productCode,
	lotId,
	lotNumber,
	binId,
	binName,
	quantity: 5,
});

describe('a packing list, which has only names', () => {
	it.each<[string, LotRow, LotRow[], boolean]>([
		['lot and bin', row('A', 'S1'), [row('A', 'S2'), row('B', 'S1')], true],
		['a lot in no bin, the only place of it', row('A', undefined), [row('B', 'S1')], true],
		['a lot in no bin that lies in a bin too', row('A', undefined), [row('A', 'S1')], false],
		['goods without lot, alone in their bin', row('', 'S1'), [row('B', 'S2')], true],
		['goods without lot beside a lot in the bin', row('', 'S1'), [row('B', 'S1')], false],
		['two lots of one number', row('A', 'S1', 'a1'), [row('A', 'S1', 'a2')], false],
		['a product without a code', { ...row('A', 'S1'), productCode: undefined }, [], false],
	])('can say %s: %#', (_, wanted, others, expected) => {
		expect(fitsPackingList([pickOf(wanted)], [wanted, ...others])).toBe(expected);
	});

	it('begins each row with the origin, without which the server finds nothing', () => {
		const [first] = Object.keys(packingRow('here', pickOf(row('A', 'S1')), 0));
		expect(first).toBe('origin');
	});

	it('is compared by totals per product, lot and bin, in any order', () => {
		const a = { productCode: '1', lotNumber: 'A', binName: 'S1', quantity: 2 };
		const b = { productCode: '1', lotNumber: null, binName: null, quantity: 3 };
		expect(lotTotals([a, b, a])).toEqual(lotTotals([b, { ...a, quantity: 4, lotNumber: 'A' }]));
	});
});
