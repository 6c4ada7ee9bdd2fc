import type { Row } from '../store/table';
import { isCanceled, orderItemsOf, type Stored } from './order-lines';

const DEFAULT_CURRENCY = 'USD';

export const currencyOf = (order: Row): string => String(order.currencyCode ?? DEFAULT_CURRENCY);

export const lineTotal = (item: Row): number =>
	Number(item.quantity ?? 0) * Number(item.unitPrice ?? 0);

/** In the currency of the order, canceled lines left out. */
export const orderTotal = (stored: Stored, order: Row): number =>
	orderItemsOf(stored, order.id)
		.filter((item) => !isCanceled(item))
		.reduce((sum, item) => sum + lineTotal(item), 0);

/** In the currency of the house; without a rate on the order the sandbox knows no other. */
export const normalizedTotal = (stored: Stored, order: Row): number =>
	orderTotal(stored, order) * Number(order.exchangeRate || 1);

/** Two digits, half up; the small addend keeps 1.005 from falling below its half. */
export const cents = (amount: number): string =>
	(Math.round((amount + Number.EPSILON) * 100) / 100).toFixed(2);

export const withCurrency = (amount: number, currency: string): string =>
	`${cents(amount)} ${currency}`;

export const inDefaultCurrency = (amount: number): string => withCurrency(amount, DEFAULT_CURRENCY);
