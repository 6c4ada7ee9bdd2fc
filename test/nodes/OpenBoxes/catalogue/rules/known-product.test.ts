import { knownProductId } from '../../../../../nodes/OpenBoxes/catalogue/rules/known-product';
import type { ProductName } from '../../../../../nodes/OpenBoxes/lines/product-names';

const PRODUCTS = [
	{ id: 'id-1', code: '10001' },
	{ id: 'id-2', code: 'Ää1' },
	{ id: '10003', code: 'X' },
	{ id: 'id-4', code: '10003' },
];

describe('the product that a line names, among those at hand', () => {
	it.each<[string, ProductName, string | undefined]>([
		['by its code', { productCode: '10001' }, 'id-1'],
		['by its code in other letters', { productCode: ' aä1 ' }, 'id-2'],
		['by its ID', { productId: 'id-1' }, 'id-1'],
		['by either, when code and ID agree', { productId: 'id-1', productCode: '10001' }, 'id-1'],
		['not when code and ID differ', { productId: 'id-2', productCode: '10001' }, undefined],
		['not when one of two names is unknown', { productId: 'id-1', productCode: '9' }, undefined],
		['by any code', { anyCode: '10001' }, 'id-1'],
		['by an ID given as any code', { anyCode: 'id-2' }, 'id-2'],
		['not when any code is the ID of one and the code of another', { anyCode: '10003' }, undefined],
		['not by a barcode, which has to be looked up', { barcode: '4006381333931' }, undefined],
		[
			'not by a code beside a barcode, which may be another product',
			{ productCode: '10001', barcode: '4006381333931' },
			undefined,
		],
		['not when it names none of them', { productCode: '99999' }, undefined],
		['not when it names nothing', {}, undefined],
	])('is found %s', (_, name, id) => {
		expect(knownProductId(name, PRODUCTS)).toBe(id);
	});

	it('is not guessed when two have the same code', () => {
		const twins = [...PRODUCTS, { id: 'id-5', code: '10001' }];
		expect(knownProductId({ productCode: '10001' }, twins)).toBeUndefined();
	});
});
