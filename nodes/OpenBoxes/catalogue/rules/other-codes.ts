import { checkDigit, hasCheckDigit } from '../../lines/check-digit';
import { barcodeKey } from './barcode';

/**
 * Other codes of the same package (docs/scanned-codes.md): a US drug code (NDC) in 10 and 11 digits and as the UPC that
 * is made of it, a UPC in its short form. Without dashes; zeros in front do not matter.
 */
export function otherCodes(code: string): string[] {
	const plain = code.trim().replace(/^ndc[\s:]*/i, '');
	const upc = barcodeKey(plain).padStart(12, '0');
	const { tens, elevens } = drugCodes(plain, upc);
	const codes = [
		...tens,
		...elevens,
		...tens.map(upcOfNdc),
		...longForm(plain),
		...shortForms(upc),
	];
	const own = barcodeKey(code);
	return [...new Map(codes.map((one) => [barcodeKey(one), one])).values()].filter(
		(one) => barcodeKey(one) !== own,
	);
}

/** Where a code of 10 digits lacks the zero that makes it one of 11 (5-4-2): 4-4-2, 5-3-2, 5-4-1. */
const PADDED = [0, 5, 9];

/** An NDC in 10 and in 11 digits. Without dashes one can stand for several of the other: the catalogue decides. */
function drugCodes(code: string, upc: string): { tens: string[]; elevens: string[] } {
	if (/^(?:\d{4}-\d{4}-\d{2}|\d{5}-\d{3}-\d{2}|\d{5}-\d{4}-\d)$/.test(code)) {
		const [labeller, product, pack] = code.split('-');
		const eleven = labeller.padStart(5, '0') + product.padStart(4, '0') + pack.padStart(2, '0');
		return { tens: [labeller + product + pack], elevens: [eleven] };
	}
	const digits = /^\d{5}-\d{4}-\d{2}$/.test(code) ? code.replaceAll('-', '') : code;
	if (/^\d{11}$/.test(digits)) {
		const zeros = PADDED.filter((at) => digits[at] === '0');
		const tens = zeros.map((at) => digits.slice(0, at) + digits.slice(at + 1));
		return { tens, elevens: [digits] };
	}
	// UPCs that begin with 3 hold the NDC of a drug.
	const ten = /^3\d{11}$/.test(upc) && hasCheckDigit(upc) ? upc.slice(1, 11) : digits;
	if (!/^\d{10}$/.test(ten)) return { tens: [], elevens: [] };
	return {
		tens: [ten],
		elevens: PADDED.map((at) => `${ten.slice(0, at)}0${ten.slice(at)}`),
	};
}

function upcOfNdc(ten: string): string {
	return `3${ten}${checkDigit(`3${ten}`)}`;
}

/** A short UPC (UPC-E) in full, if its check digit proves it. */
function longForm(code: string): string[] {
	const short = code.padStart(8, '0');
	if (!/^[01]\d{7}$/.test(short) || code.length < 7) return [];
	const body = short.slice(1, 7);
	const last = Number(body[5]);
	const digits =
		last < 3
			? `${body.slice(0, 2)}${last}0000${body.slice(2, 5)}`
			: last < 5
				? `${body.slice(0, last)}00000${body.slice(last, 5)}`
				: `${body.slice(0, 5)}0000${last}`;
	const full = `${short[0]}${digits}${short[7]}`;
	return hasCheckDigit(full) ? [full] : [];
}

/** The short forms of a UPC: those that are the same in full. */
function shortForms(upc: string): string[] {
	if (!/^[01]\d{11}$/.test(upc)) return [];
	const bodies = [
		`${upc.slice(1, 3)}${upc.slice(8, 11)}${upc[3]}`,
		`${upc.slice(1, 4)}${upc.slice(9, 11)}3`,
		`${upc.slice(1, 5)}${upc[10]}4`,
		`${upc.slice(1, 6)}${upc[10]}`,
	];
	return bodies
		.map((body) => `${upc[0]}${body}${upc[11]}`)
		.filter((short) => longForm(short)[0] === upc);
}
