import { expiryToSend } from '../../../../../nodes/OpenBoxes/receiving/rules/lot-expiry';

const options = { today: '2026-11-22', mayChangeExpiry: false };
const lot = (expiry?: string, needsLotAndExpiry = true) => ({
	lotNumber: 'L1',
	expiry,
	needsLotAndExpiry,
});
const known = (expiry?: string) => ({ lotNumber: 'L1', expiry });

describe('the expiry that goes out with a lot', () => {
	it.each([
		['is that of the delivery for a new lot', lot('2029-06-30'), undefined, '2029-06-30'],
		['is the stored one when the delivery names none', lot(), known('2029-06-30'), '2029-06-30'],
		['fills in one that OpenBoxes lacks', lot('2029-06-30'), known(), '2029-06-30'],
		['may be today, the last day', lot('2026-11-22'), undefined, '2026-11-22'],
		[
			'may be missing for a product without lot control',
			lot(undefined, false),
			undefined,
			undefined,
		],
		['is none without a lot', { lotNumber: '', needsLotAndExpiry: false }, undefined, undefined],
	])('%s', (_, arrived, stored, expiry) => {
		expect(expiryToSend(arrived, stored, options)).toEqual({ expiry });
	});

	it.each([
		[
			'differs from the stored one',
			lot('2030-01-31'),
			known('2029-06-30'),
			/expires on 2029-06-30 in OpenBoxes, on 2030-01-31/,
		],
		['lies in the past', lot('2026-11-21'), undefined, /expired on 2026-11-21/],
		['is stored and lies in the past', lot(), known('2025-01-31'), /expired on 2025-01-31/],
		['is needed and missing', lot(), undefined, /needs an expiration date/],
		[
			'has no lot',
			{ lotNumber: '', expiry: '2029-06-30', needsLotAndExpiry: false },
			undefined,
			/needs a lot number/,
		],
		[
			'and the lot are needed and missing',
			{ lotNumber: '', needsLotAndExpiry: true },
			undefined,
			/needs a lot number and an expiration date/,
		],
	])('is refused when it %s', (_, arrived, stored, reason) => {
		expect(expiryToSend(arrived, stored, options).reason).toMatch(reason);
	});

	it('changes a stored date only on request, with a warning', () => {
		const result = expiryToSend(lot('2030-01-31'), known('2029-06-30'), {
			...options,
			mayChangeExpiry: true,
		});
		expect(result).toMatchObject({
			expiry: '2030-01-31',
			warning: expect.stringMatching(/everywhere/),
		});
	});
});
