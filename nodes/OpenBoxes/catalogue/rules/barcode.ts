import { hasCheckDigit } from '../../lines/check-digit';

/** Digits and letters of a code without its leading zeros: how scanners and catalogues differ. */
export function barcodeKey(code: string): string {
	return code
		.replace(/[^0-9a-z]/gi, '')
		.toLowerCase()
		.replace(/^0+(?=.)/, '');
}

/**
 * Search pattern that finds a code however it was stored (leading zeros, dashes); what it finds too
 * much is sorted out by `barcodeKey`.
 */
export function barcodePattern(code: string): string {
	return `%${barcodeKey(code).split('').join('%')}`;
}

/** How the US drug code is divided by dashes: labeller, product and package. */
const NDC_PARTS = [
	[4, 4, 2],
	[5, 3, 2],
	[5, 4, 1],
	[5, 4, 2],
];

function ndcForms(key: string): string[] {
	return NDC_PARTS.flatMap(([labeller, product, pack]) => {
		const length = labeller + product + pack;
		if (key.length > length) return [];
		const digits = key.padStart(length, '0');
		return [
			[
				digits.slice(0, labeller),
				digits.slice(labeller, labeller + product),
				digits.slice(labeller + product),
			].join('-'),
		];
	});
}

/**
 * The ways a code is commonly stored: as scanned, without leading zeros, as UPC, EAN and GTIN, and as
 * NDC with dashes.
 */
export function barcodeForms(code: string): string[] {
	const key = barcodeKey(code);
	const padded = [12, 13, 14].map((length) => key.padStart(length, '0'));
	return [...new Set([code.trim(), key, ...padded, ...ndcForms(key)])];
}

/** What the digits of a code that no product has tell, for a message; empty when they tell nothing. */
export function barcodeHint(code: string): string {
	if (/^\d{12,14}$/.test(code) && !hasCheckDigit(code))
		return ': its check digit is wrong, scan it again';
	return /^[1-9]\d{13}$/.test(code)
		? `: its first digit ${code[0]} marks a package of several; give the product that is in it and the "unitFactor", or enter this code at a product of its own`
		: '';
}
