import fc from 'fast-check';
import {
	deliveryHash,
	deliveryMark,
	startsWithMark,
	toDeliveryReference,
	toReceiptComment,
} from '../../../../../nodes/OpenBoxes/receiving/rules/delivery-reference';

it.each([
	['', /missing/],
	['undefined', /missing/],
	['DN%1', /contains "%"/],
	['DN_1', /contains "_"/],
	['DN|1', /contains "\|"/],
	['DN\\1', /contains "\\"/],
	['x'.repeat(201), /201 characters/],
	['DN \u{1F600}', /cannot store/],
])('the reference %j cannot be kept', (text, reason) => {
	expect(toDeliveryReference(text).reason).toMatch(reason);
});

const references = fc
	.string({ minLength: 1, maxLength: 60 })
	.map((text) => toDeliveryReference(text).reference)
	.filter((reference) => reference !== undefined);

it('finds a delivery by its own reference only, never by the start of a longer one', () => {
	fc.assert(
		fc.property(references, references, (one, other) => {
			const comment = toReceiptComment(deliveryMark(one, '0123abcd'), 7, 'by n8n');
			expect(comment.length).toBeLessThanOrEqual(255);
			const isSame = one.toLowerCase() === other.toLowerCase();
			expect(startsWithMark(comment, deliveryMark(other))).toBe(isSame);
		}),
	);
});

it('knows a delivery again in whatever order its lines come', () => {
	const rows = [
		['a', 1],
		['b', 2],
		['a', 1],
	];
	expect(deliveryHash(rows)).toBe(deliveryHash([...rows].reverse()));
	expect(deliveryHash(rows)).not.toBe(deliveryHash(rows.slice(1)));
});
