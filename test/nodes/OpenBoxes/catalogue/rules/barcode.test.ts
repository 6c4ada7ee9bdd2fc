import {
	barcodeForms,
	barcodePattern,
	barcodeKey,
} from '../../../../../nodes/OpenBoxes/catalogue/rules/barcode';

it.each<[string, string, boolean]>([
	['0012345678905', '12345678905', true],
	['012345678905', '00012345678905', true],
	['0573-0150-20', '0573015020', true],
	['10012345678902', '0012345678902', false],
	['', '0', false],
	['0012345678905', '0012345678906', false],
])('stored %s, scanned %s: same = %s', (stored, scanned, isSame) => {
	expect(barcodeKey(stored ?? '') === barcodeKey(scanned)).toBe(isSame);
});

it('is searched for in the ways it may be stored', () => {
	expect(barcodeForms('12345678905')).toEqual(
		expect.arrayContaining(['12345678905', '012345678905', '0012345678905', '00012345678905']),
	);
	expect(barcodePattern('0573-0150-20')).toBe('%5%7%3%0%1%5%0%2%0');
});
