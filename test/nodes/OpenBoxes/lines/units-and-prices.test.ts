import { readLinesOf } from '../../../../nodes/OpenBoxes/lines/line-reader';
import { singleUnits } from '../../../../nodes/OpenBoxes/lines/units';
import { newOrderLines } from '../../../../nodes/OpenBoxes/lines/wanted-order-line';

describe('single units of a line', () => {
	it.each<[string, Parameters<typeof singleUnits>[0], number | RegExp]>([
		['no unit', { quantity: 2 }, 2],
		['a factor', { quantity: 2, unitFactor: 100 }, 200],
		['packages with a factor', { quantity: 2, unit: 'package', unitFactor: 100 }, 200],
		['single units', { quantity: 2, unit: 'each' }, 2],
		['single units of 1', { quantity: 2, unit: 'each', unitFactor: 1 }, 2],
		// So the form of a delivery counts packages of a size that is given.
		['single units by the 100', { quantity: 2, unit: 'each', unitFactor: 100 }, 200],
		['packages of unknown size', { quantity: 2, unit: 'package' }, /say with "unitFactor"/],
		['the unit of an order', { quantity: 2, unit: 'order' }, /only the delivery/],
		['more than can be stored', { quantity: 2 ** 30, unitFactor: 2 }, /more than OpenBoxes/],
	])('%s', (_, counted, expected) => {
		const { value, reason } = singleUnits(counted);
		if (typeof expected === 'number') expect(value).toBe(expected);
		else expect(reason).toMatch(expected);
	});
});

describe('the units of lines together', () => {
	const MOST = 2_147_483_647;
	const read = (...lines: object[]) => readLinesOf(lines, newOrderLines, 'UTC');

	it('may be more than OpenBoxes can store where they are of several products', () => {
		const lines = ['10001', '10002'].map((productCode) => ({ productCode, quantity: MOST }));
		expect(read(...lines).value).toHaveLength(2);
	});

	it('may not be more of one product', () => {
		const line = { productCode: '10001', quantity: MOST };
		expect(read(line, { ...line, quantity: 1 }).reason).toMatch(
			/^2147483648 units together are more than OpenBoxes can store$/,
		);
	});
});

describe('the price of an order line', () => {
	const read = (unitPrice: unknown) =>
		readLinesOf([{ productCode: '10001', quantity: 2, unitPrice }], newOrderLines, 'UTC');

	it.each<[string, unknown, number | undefined]>([
		['a blank is none, not 0', ' ', undefined],
		['an empty text is none', '', undefined],
		['null is none', null, undefined],
		['0 is 0', 0, 0],
		['-0 is 0', -0, 0],
		['a text with a point', ' 4.50 ', 4.5],
	])('%s', (_, given, expected) => {
		expect(read(given).value?.[0].unitPrice).toBe(expected);
	});

	it.each([1e15, 1e21, '9'.repeat(16), '1e3', '4,50', '.5', '5.', '-1', NaN, Infinity, '４'])(
		'%p is no price',
		(given) => {
			expect(read(given).reason).toMatch(/must be a number/);
		},
	);
});
