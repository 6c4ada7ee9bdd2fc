import { textKey } from '../../values/same-text';
import type { Transaction } from '../../schemas';
import { isCreditNumber, originalNumber } from './transaction-number';
import { TRANSACTION_TYPE } from './transaction-type';

/** Units of a product that left a place for good. */
export interface Consumed {
	consumed: number;
	transferredOut: number;
}

/** A transaction that counts as use, and how its quantities count. */
interface UseOf {
	transaction: Transaction;
	kind: keyof Consumed;
	sign: 1 | -1;
}

const DAYS_OF_MONTH = 30;

/**
 * The transactions that tell use. A return of a sale, and the reversal of one, lower it: they are adjustments whose
 * number says of what (stock-rules.md#identity).
 */
export function consumptionOf(transactions: readonly Transaction[]): UseOf[] {
	const typeOf = ({ transactionType }: Transaction): string => transactionType?.id ?? '';
	const sales = new Set(
		transactions
			.filter((one) => typeOf(one) === TRANSACTION_TYPE.consumption)
			.map(({ transactionNumber }) => textKey(transactionNumber ?? '')),
	);
	return transactions.flatMap((transaction): UseOf[] => {
		const number = transaction.transactionNumber ?? '';
		switch (typeOf(transaction)) {
			case TRANSACTION_TYPE.consumption:
				return [{ transaction, kind: 'consumed', sign: 1 }];
			case TRANSACTION_TYPE.transferOut:
				return [{ transaction, kind: 'transferredOut', sign: 1 }];
			case TRANSACTION_TYPE.adjustment: {
				const original = originalNumber(number);
				const isOfSale =
					original !== undefined && (isCreditNumber(number) || sales.has(textKey(original)));
				return isOfSale ? [{ transaction, kind: 'consumed', sign: -1 }] : [];
			}
			default:
				return [];
		}
	});
}

/** Per 30 days, in hundredths. */
export function monthlyAverage(units: number, days: number): number {
	return Math.round((units / days) * DAYS_OF_MONTH * 100) / 100;
}
