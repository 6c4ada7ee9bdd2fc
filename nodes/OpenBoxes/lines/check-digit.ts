/** Check digit of a UPC, EAN or GTIN without it: from the right, every second digit counts three times. */
export function checkDigit(digits: string): number {
	const sum = [...digits].reduceRight(
		(total, digit, index) => total + Number(digit) * ((digits.length - index) % 2 === 1 ? 3 : 1),
		0,
	);
	return (10 - (sum % 10)) % 10;
}

/** Whether the last digit of a UPC, EAN or GTIN proves the others. */
export function hasCheckDigit(code: string): boolean {
	return /^\d+$/.test(code) && checkDigit(code.slice(0, -1)) === Number(code.at(-1));
}
