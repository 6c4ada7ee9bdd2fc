import fc from 'fast-check';
import {
	contentHash,
	readMark,
	toComment,
	toLineComment,
} from '../../../../../nodes/OpenBoxes/posting/rules/content';
import { storableText } from '../../../../../nodes/OpenBoxes/values/storable-text';

const content = (
	lines: Array<{ productId: string; quantity: number; lot?: string; bin?: string }>,
	typeId = '2',
) => contentHash({ inventoryId: 'I', typeId, lines });

describe('the content of a sale', () => {
	it.each<[string, boolean, string, string]>([
		[
			'another order of lines',
			true,
			content([
				{ productId: 'A', quantity: 1 },
				{ productId: 'B', quantity: 2 },
			]),
			content([
				{ productId: 'B', quantity: 2 },
				{ productId: 'A', quantity: 1 },
			]),
		],
		[
			'one line split in two',
			true,
			content([{ productId: 'A', quantity: 3 }]),
			content([
				{ productId: 'A', quantity: 1 },
				{ productId: 'A', quantity: 2 },
			]),
		],
		[
			'another quantity',
			false,
			content([{ productId: 'A', quantity: 3 }]),
			content([{ productId: 'A', quantity: 4 }]),
		],
		[
			'another product',
			false,
			content([{ productId: 'A', quantity: 3 }]),
			content([{ productId: 'B', quantity: 3 }]),
		],
		[
			'a lot given',
			false,
			content([{ productId: 'A', quantity: 3 }]),
			content([{ productId: 'A', quantity: 3, lot: 'L' }]),
		],
		[
			'another type',
			false,
			content([{ productId: 'A', quantity: 3 }]),
			content([{ productId: 'A', quantity: 3 }], '5'),
		],
	])('%s: same = %s', (_, isSame, one, other) => {
		expect(one === other).toBe(isSame);
	});
});

describe('the mark in a comment', () => {
	const mark = { hash: '0123456789ab', batch: 'abcdefghij' };

	it('is read back, whatever the user wrote behind it', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				const comment = toComment(mark, text);
				expect(readMark(comment)).toEqual(mark);
				expect(comment.length).toBeLessThanOrEqual(255);
			}),
		);
	});

	it.each([null, undefined, '', 'n8n', 'n8n:xyz', 'Sale 1 n8n:0123456789ab:abcdefghij'])(
		'is not seen in a comment of somebody else: %s',
		(comment) => expect(readMark(comment)).toBeUndefined(),
	);

	it('starts the comment of each line', () => {
		expect(toLineComment('abcdefghij', 'two boxes')).toBe('abcdefghij two boxes');
		expect(toLineComment('abcdefghij', '')).toBe('abcdefghij');
	});
});

it('text is cut to what OpenBoxes can store', () => {
	expect(storableText('a😀b\nc')).toBe('ab c');
	expect(storableText('x'.repeat(400))).toHaveLength(255);
});
