import fc from 'fast-check';
import {
	deliveryHash,
	isMarked,
	referenceOf,
	toDeliveryDescription,
	toDeliveryReference,
	toReceiptComment,
} from '../../../../../nodes/OpenBoxes/receiving/rules/delivery-mark';
import { textKey } from '../../../../../nodes/OpenBoxes/values/same-text';

it.each<[unknown, RegExp]>([
	['', /missing/],
	['undefined', /found nothing/],
	['DN%1', /contains "%"/],
	['DN_1', /contains "_"/],
	['DN [n8n:1', /contains "\[n8n:"/],
	['DN\\1', /contains "\\"/],
	['x'.repeat(201), /201 characters/],
	['DN \u{1F600}', /cannot store/],
	[{}, /an object/],
	[['DN'], /a list/],
	[Number.NaN, /NaN/],
	[2 ** 60, /too long for a number/],
])('the reference %j cannot be kept', (value, reason) => {
	expect(toDeliveryReference(value).reason).toMatch(reason);
});

const references = fc
	.string({ minLength: 1, maxLength: 60, size: 'max' })
	.map((text) => toDeliveryReference(text).reference)
	.filter((reference) => reference !== undefined);
const hash = '0123abcd';
const run = 'abc123';

it('finds a delivery by its own reference only, never by the start of a longer one', () => {
	fc.assert(
		fc.property(references, references, (one, other) => {
			const comment = toReceiptComment({ reference: one, hash, run }, '7 by n8n');
			expect(comment.length).toBeLessThanOrEqual(255);
			const isSame = textKey(one) === textKey(other);
			expect(isMarked(comment, { reference: other, hash, run })).toBe(isSame);
			expect(isMarked(comment, { reference: one, hash: 'fedcba98', run })).toBe(false);
		}),
	);
});

it('tells whose shipment it is by its description', () => {
	expect(referenceOf(toDeliveryDescription({ reference: 'P-1', hash, run }))).toBe('P-1');
	expect(referenceOf('from the supplier')).toBeUndefined();
});

it('knows a delivery again in whatever order its lines come, and no other one', () => {
	const rows = [
		['a', 1],
		['b', 2],
		['a', 1],
	];
	expect(deliveryHash('order', rows)).toBe(deliveryHash('order', [...rows].reverse()));
	expect(deliveryHash('order', rows)).not.toBe(deliveryHash('order', rows.slice(1)));
	expect(deliveryHash('order', rows)).not.toBe(deliveryHash('other', rows));
});
