/** Digits and letters of a code without its leading zeros: how scanners and catalogues differ. */
export function barcodeKey(code: string): string {
	return code
		.replace(/[^0-9a-z]/gi, '')
		.toLowerCase()
		.replace(/^0+(?=.)/, '');
}

/** Whether a stored UPC, NDC or GTIN is the scanned one, with and without leading zeros and dashes. */
export function isSameBarcode(stored: string | null | undefined, scanned: string): boolean {
	return (
		stored !== null &&
		stored !== undefined &&
		stored !== '' &&
		barcodeKey(stored) === barcodeKey(scanned)
	);
}

/**
 * Search pattern that finds a code however it was stored (leading zeros, dashes); what it finds too
 * much is sorted out with `isSameBarcode`.
 */
export function barcodePattern(code: string): string {
	return `%${barcodeKey(code).split('').join('%')}`;
}

/** The ways a code is commonly stored: as scanned, without leading zeros, and as UPC, EAN and GTIN. */
export function barcodeForms(code: string): string[] {
	const key = barcodeKey(code);
	return [
		...new Set([code.trim(), key, ...[12, 13, 14].map((length) => key.padStart(length, '0'))]),
	];
}
