import fc from 'fast-check';
import {
	carriesReference,
	readDocumentMark,
	toMarkedText,
} from '../../../../../nodes/OpenBoxes/once/rules/mark';
import { readReference } from '../../../../../nodes/OpenBoxes/once/rules/reference';

const hash = '0123abcd';

describe('the mark of a document', () => {
	it('tells a reference from one that begins with it', () => {
		const repeat = toMarkedText({ reference: 'REQ 1 repeat', hash, text: '' });
		expect(carriesReference(repeat, 'REQ 1')).toBe(false);
		expect(carriesReference(repeat, 'req 1 REPEAT')).toBe(true);
	});

	it('is not what a person wrote', () => {
		expect(carriesReference('REQ 1', 'REQ 1')).toBe(false);
		expect(carriesReference('REQ 1 for the ward', 'REQ 1')).toBe(false);
		expect(readDocumentMark(undefined)).toBeUndefined();
	});

	it('gives back what it was made of', () => {
		fc.assert(
			fc.property(
				fc.string({ maxLength: 40, size: 'max' }),
				fc.string({ maxLength: 40, size: 'max' }),
				(given, text) => {
					const { reference } = readReference(given, 'it');
					fc.pre(reference !== undefined && !reference.includes('[n8n:'));
					const marked = toMarkedText({ reference: reference ?? '', hash, text });
					expect(readDocumentMark(marked)).toMatchObject({ reference, hash });
				},
			),
		);
	});
});
