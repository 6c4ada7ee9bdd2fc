/** One receipt of the demo's till, and what must become of it. */
export interface DemoSale {
	receipt: string;
	what: string;
	lines: Array<{ barcode: string; quantity: number; unitFactor?: number }>;
	expected: 'posted' | 'alreadyPosted' | 'refused';
}

const IBUPROFEN = '0012345678905';
const PARACETAMOL = '4006381333931';
const AMOXICILLIN = '7612345678900';
const MORPHINE = '5012345678900';

/** A morning at the pharmacy of the seed hospital. */
export const SALES: readonly DemoSale[] = [
	{
		receipt: '1001',
		what: 'two products; one needs two lots',
		lines: [
			{ barcode: IBUPROFEN, quantity: 50 },
			{ barcode: PARACETAMOL, quantity: 20 },
		],
		expected: 'posted',
	},
	{
		receipt: '1002',
		what: 'a box of 100, and a barcode without its leading zeros',
		lines: [
			{ barcode: PARACETAMOL, quantity: 1, unitFactor: 100 },
			{ barcode: '12345678905', quantity: 4 },
		],
		expected: 'posted',
	},
	{
		receipt: '1001',
		what: 'the till sends the first receipt again',
		lines: [
			{ barcode: IBUPROFEN, quantity: 50 },
			{ barcode: PARACETAMOL, quantity: 20 },
		],
		expected: 'alreadyPosted',
	},
	{
		receipt: '1003',
		what: 'a barcode that OpenBoxes does not know',
		lines: [
			{ barcode: AMOXICILLIN, quantity: 2 },
			{ barcode: '5901234123457', quantity: 1 },
		],
		expected: 'refused',
	},
	{
		receipt: '1004',
		what: 'more than there is in stock',
		lines: [
			{ barcode: AMOXICILLIN, quantity: 1 },
			{ barcode: MORPHINE, quantity: 20 },
		],
		expected: 'refused',
	},
	{
		receipt: '1005',
		what: 'a barcode that two products share',
		lines: [{ barcode: '0036000291469', quantity: 5 }],
		expected: 'refused',
	},
	{
		receipt: '1006',
		what: 'the last ampoules, and the next lot of a product',
		lines: [
			{ barcode: MORPHINE, quantity: 12 },
			{ barcode: AMOXICILLIN, quantity: 31 },
		],
		expected: 'posted',
	},
];

/** What stock must have lost by the end, by product code and lot. */
export const TAKEN: Readonly<Record<string, number>> = {
	'10001 IBU-A': 40,
	'10001 IBU-B': 14,
	'10002 PCM-1': 120,
	'10003 MOR-1': 12,
	'20001 AMX-1': 30,
	'20001 AMX-2': 1,
};
