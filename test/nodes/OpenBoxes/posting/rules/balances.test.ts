import { balances, type HistoryStep } from '../../../../../nodes/OpenBoxes/posting/rules/balances';

const step = (effect: HistoryStep['effect'], ...entries: Array<[string, number]>): HistoryStep => ({
	effect,
	entries: entries.map(([lotId, quantity]) => ({ lotId, quantity })),
});

describe('the balance after each transaction', () => {
	const cases: Array<[string, HistoryStep[], string | undefined, number[]]> = [
		[
			'adds what comes and takes what goes',
			[step('CREDIT', ['A', 5]), step('DEBIT', ['A', 2])],
			undefined,
			[5, 3],
		],
		[
			'follows the sign of an adjustment',
			[step('CREDIT', ['A', 5]), step('CREDIT', ['A', -1])],
			undefined,
			[5, 4],
		],
		['lets a debit below zero add', [step('DEBIT', ['A', -1])], undefined, [1]],
		[
			'is what a count of the product says, in all lots',
			[step('CREDIT', ['A', 5], ['B', 5]), step('PRODUCT_INVENTORY', ['A', 3])],
			undefined,
			[10, 3],
		],
		[
			'is what a count of a lot says, for that lot only',
			[step('CREDIT', ['A', 5], ['B', 5]), step('INVENTORY', ['A', 3])],
			undefined,
			[10, 8],
		],
		[
			'adds up a lot that a count names in two bins',
			[step('PRODUCT_INVENTORY', ['A', 3], ['A', 4])],
			undefined,
			[7],
		],
		[
			'is that of one lot',
			[step('CREDIT', ['A', 5], ['B', 1]), step('PRODUCT_INVENTORY', ['A', 3])],
			'B',
			[1, 0],
		],
	];
	it.each(cases)('%s', (_, steps, lotId, expected) => {
		const rows = balances(steps, lotId);
		expect(rows.map(({ after }) => after)).toEqual(expected);
		expect(rows.map(({ before }) => before)).toEqual([0, ...expected.slice(0, -1)]);
	});
});
