import { quoted } from '../values/text';

/** What people also call a field, in small letters without blanks and dashes. */
const MEANT: ReadonlyMap<string, readonly string[]> = new Map([
	['batch', ['lot']],
	['batchnumber', ['lot']],
	['lotno', ['lot']],
	['charge', ['lot']],
	['qty', ['quantity']],
	['amount', ['quantity']],
	['count', ['quantity']],
	['sku', ['productCode']],
	['code', ['productCode']],
	['productnumber', ['productCode']],
	['ean', ['barcode']],
	['gtin', ['barcode']],
	['upc', ['barcode']],
	['ndc', ['barcode']],
	['factor', ['unitFactor', 'quantityPerUom']],
	['packsize', ['unitFactor', 'quantityPerUom']],
	['unitsperpackage', ['unitFactor', 'quantityPerUom']],
	['price', ['unitPrice']],
	['location', ['bin']],
	['shelf', ['bin']],
	['note', ['comment']],
	['notes', ['comment']],
	['comments', ['comment']],
	['remark', ['comment']],
	['exp', ['expirationDate']],
	['expires', ['expirationDate']],
	['expiration', ['expirationDate']],
	['expirydate', ['expirationDate']],
	['tobin', ['bin']],
	['bestbefore', ['expirationDate']],
]);

/** Where a line holds a key that its operation does not take: which one was meant, or which ones there are. */
export function unknownKey(key: string, known: readonly string[], of: string): string {
	const nearest = nearestOf(key, known);
	return nearest === undefined
		? `${quoted(key)} says nothing in ${of}: it takes ${known.join(', ')}`
		: `${quoted(key)} says nothing in ${of}: did you mean "${nearest}"?`;
}

function nearestOf(key: string, known: readonly string[]): string | undefined {
	const plain = plainKey(key);
	const meant = MEANT.get(plain)?.find((name) => known.includes(name));
	if (meant !== undefined) return meant;
	const [nearest] = known
		.map((name) => ({ name, steps: stepsBetween(plain, plainKey(name)) }))
		.sort((a, b) => a.steps - b.steps);
	const most = Math.max(1, Math.floor(plain.length / 3));
	return nearest !== undefined && nearest.steps <= most ? nearest.name : undefined;
}

function plainKey(key: string): string {
	return key
		.slice(0, 40)
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
}

/** Letters to add, take away or replace until one text is the other (Levenshtein). */
function stepsBetween(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
			next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1));
		}
		row = next;
	}
	return row[b.length];
}
