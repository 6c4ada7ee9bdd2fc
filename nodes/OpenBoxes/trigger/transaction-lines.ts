import type { Lookups } from './lookups';

/** One lot in one bin of a transaction; quantities in base units. */
export interface TransactionLine {
	productId: string | null;
	productCode: string | null;
	productName: string | null;
	lotId: string | null;
	lotNumber: string | null;
	expirationDate: string | null;
	binLocation: { id: string; name: string } | null;
	quantity: number;
}

/** Lines of a transaction with names; the server gives them in no fixed order, so they are sorted. */
export async function linesOf(lookups: Lookups, transactionId: string): Promise<TransactionLine[]> {
	const lines: TransactionLine[] = [];
	for (const entry of await lookups.entries(transactionId)) {
		const lot = entry.inventoryItem?.id ? await lookups.lot(entry.inventoryItem.id) : undefined;
		const bin = entry.binLocation?.id ? await lookups.place(entry.binLocation.id) : undefined;
		lines.push({
			productId: lot?.productId ?? entry.product?.id ?? null,
			productCode: lot?.productCode ?? null,
			productName: lot?.productName ?? null,
			lotId: lot?.lotId ?? null,
			lotNumber: lot?.lotNumber ?? null,
			expirationDate: lot?.expirationDate ?? null,
			binLocation: bin ? { id: bin.id, name: bin.name } : null,
			quantity: entry.quantity,
		});
	}
	const order = (line: TransactionLine): string =>
		[line.productCode, line.lotNumber, line.binLocation?.name].map((part) => part ?? '').join('|');
	return lines.sort((a, b) => order(a).localeCompare(order(b)));
}

/** Units that moved, whichever way. */
export function totalOf(lines: readonly TransactionLine[]): number {
	return lines.reduce((sum, { quantity }) => sum + Math.abs(quantity), 0);
}

export async function categoriesOf(
	lookups: Lookups,
	lines: ReadonlyArray<{ productId: string | null }>,
): Promise<string[]> {
	const names: string[] = [];
	for (const id of new Set(lines.map(({ productId }) => productId))) {
		const product = id === null ? undefined : await lookups.product(id);
		const { category } = product ?? {};
		if (typeof category === 'string') names.push(category);
		else if (typeof category === 'object' && category !== null && 'name' in category)
			names.push(String(category.name));
	}
	return names;
}
