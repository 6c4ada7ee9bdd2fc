import fc from 'fast-check';
import {
	COUNT_TYPES,
	postingOf,
	stockChange,
	type PostingMovement,
} from '../../../../../nodes/OpenBoxes/posting/rules/transaction-type';

const DOWN: PostingMovement[] = ['debit', 'expire', 'damage', 'adjustDown'];
const UP: PostingMovement[] = ['adjustUp', 'credit'];

describe('what is posted', () => {
	it.each<[PostingMovement, string, 1 | -1]>([
		['debit', '2', 1],
		['expire', '4', 1],
		['damage', '5', 1],
		['adjustDown', '3', -1],
		['adjustUp', '3', 1],
		['credit', '3', 1],
	])('for %s is of type %s with sign %i', (movement, typeId, sign) => {
		expect(postingOf(movement)).toEqual({ typeId, sign });
	});

	const quantity = fc.integer({ min: 1, max: 1_000_000 });
	const change = (movement: PostingMovement, units: number): number | undefined => {
		const { typeId, sign } = postingOf(movement);
		return stockChange(typeId, sign * units);
	};

	it.each(DOWN)('for %s always takes exactly the quantity away', (movement) => {
		fc.assert(fc.property(quantity, (units) => expect(change(movement, units)).toBe(-units)));
	});

	it.each(UP)('for %s always adds exactly the quantity', (movement) => {
		fc.assert(fc.property(quantity, (units) => expect(change(movement, units)).toBe(units)));
	});
});

describe('the change of stock by an entry', () => {
	it.each([
		['2', -5],
		['3', 5],
		['4', -5],
		['5', -5],
		['8', 5],
		['9', -5],
		['10', -5],
	])('of type %s with quantity 5 is %i', (type, units) => {
		expect(stockChange(type, 5)).toBe(units);
	});

	it.each(COUNT_TYPES)('of type %s is none: a count sets stock', (type) => {
		expect(stockChange(type, 5)).toBeUndefined();
	});
});
