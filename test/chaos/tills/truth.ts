import { LOCATION } from '../../hospital/hospital';
import type { SandboxState, TransactionLine } from '../../sandbox';
import type { TillsCampaign } from './campaign';
import { SOURCE, type TillSale } from './day';

export interface TillFindings {
	/** Told as posted, or given up, and not there. */
	lost: string[];
	/** There more than once, or with other units. */
	doubled: string[];
	/** Lots and bins of which more was taken than there was. */
	belowZero: string[];
	/** Told as refused, and there nevertheless. */
	misreported: string[];
}

/** Compares what the tills were told with what the server holds. */
export function judgeDay(
	sales: readonly TillSale[],
	{ told, givenUp }: TillsCampaign,
	after: SandboxState,
): TillFindings {
	const findings: TillFindings = { lost: [], doubled: [], belowZero: [], misreported: [] };
	const rows = new Map<string, TransactionLine[]>();
	for (const row of after.transactions) {
		const number = row.transactionNumber ?? '';
		rows.set(number, [...(rows.get(number) ?? []), row]);
	}
	for (const { receipt, quantity } of sales) {
		const found = rows.get(`${SOURCE}/${receipt}`) ?? [];
		const answer = told.get(receipt);
		const units = found
			.flatMap(({ entries }) => entries)
			.reduce((sum, one) => sum + one.quantity, 0);
		if (!answer) findings.lost.push(`${receipt}: given up, ${givenUp.get(receipt)}`);
		else if (!answer.isPosted && found.length > 0)
			findings.misreported.push(`${receipt}: refused (${answer.reason}), and it is there`);
		else if (answer.isPosted && units < quantity)
			findings.lost.push(`${receipt}: told as posted, ${units} of ${quantity} units are there`);
		if (found.length > 1 || units > quantity)
			findings.doubled.push(
				`${receipt}: ${found.length} transactions, ${units} of ${quantity} units`,
			);
	}
	for (const { location, productCode, lotNumber, binLocation, quantity } of after.stock)
		if (location === LOCATION.pharmacy && quantity < 0)
			findings.belowZero.push(`${productCode} ${lotNumber} in bin ${binLocation}: ${quantity}`);
	return findings;
}

/** Receipts that were refused although as much is left at the end, when nobody takes any more. */
export function needlesslyRefused(
	sales: readonly TillSale[],
	{ told }: TillsCampaign,
	after: SandboxState,
): string[] {
	const left = new Map<string, number>();
	for (const { location, productCode, quantity } of after.stock)
		if (location === LOCATION.pharmacy)
			left.set(productCode ?? '', (left.get(productCode ?? '') ?? 0) + quantity);
	return sales
		.filter(({ receipt }) => told.get(receipt)?.isPosted === false)
		.filter(({ productCode, quantity }) => (left.get(productCode) ?? 0) >= quantity)
		.map(
			({ receipt, productCode }) =>
				`${receipt}: ${told.get(receipt)?.reason} (${left.get(productCode)} are left)`,
		);
}
