import {
	hasLines,
	repeatedLines,
} from '../../../../../nodes/OpenBoxes/movements/rules/saved-lines';
import type { SavedLine } from '../../../../../nodes/OpenBoxes/movements/rules/line-changes';

const line = (id: string, product: string, quantity: number, sortOrder?: number): SavedLine => ({
	id,
	product: { id: product },
	quantityRequested: quantity,
	sortOrder,
});
const wanted = (...lines: Array<[string, number]>) =>
	lines.map(([id, quantity]) => ({ product: { id }, quantity }));

it.each<[string, SavedLine[], Array<[string, number]>, boolean]>([
	['nothing, as wanted', [], [], true],
	[
		'rows in another order',
		[line('2', 'b', 5), line('1', 'a', 7)],
		[
			['a', 7],
			['b', 5],
		],
		true,
	],
	[
		'two rows of one product for one wish',
		[line('1', 'a', 3), line('2', 'a', 4)],
		[['a', 7]],
		true,
	],
	[
		'a line too few',
		[line('1', 'a', 7)],
		[
			['a', 7],
			['b', 5],
		],
		false,
	],
	['a line twice', [line('1', 'a', 7), line('2', 'a', 7)], [['a', 7]], false],
])(
	'compares saved lines with wanted ones by the totals of products: %s',
	(_, saved, lines, same) => {
		expect(hasLines(saved, wanted(...lines))).toBe(same);
	},
);

it.each<[string, SavedLine[], string[]]>([
	[
		'all of them',
		[
			line('1', 'a', 7, 100),
			line('2', 'b', 5, 200),
			line('3', 'a', 7, 100),
			line('4', 'b', 5, 200),
		],
		['3', '4'],
	],
	['none when a person added the same again', [line('1', 'a', 7, 100), line('2', 'a', 7, 200)], []],
	['none when the quantity is another', [line('1', 'a', 7, 100), line('2', 'a', 8, 100)], []],
	['none of lines that the server gave no place', [line('1', 'a', 7), line('2', 'a', 7)], []],
])('finds the lines that a request which came twice saved once more: %s', (_, saved, ids) => {
	expect(repeatedLines(saved)).toEqual(ids);
});
