import * as z from 'zod/v4-mini';
import type { Transaction, TransactionEntry } from './replies';

/**
 * Replies that hold thousands of rows: checked where they lie, because a parsed copy of each row would
 * cost many times the memory of the reply.
 */
type Check = (value: unknown) => boolean;

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

const isMissing: Check = (value) => value === undefined || value === null;
const isText: Check = (value) => typeof value === 'string' && value !== '';
const isOptionalText: Check = (value) => isMissing(value) || typeof value === 'string';
/** Some servers send ids as numbers: they become texts here. */
const hasId = (value: Record<string, unknown>): boolean => {
	if (typeof value.id === 'number') value.id = String(value.id);
	return isText(value.id);
};
const isReference: Check = (value) => isRecord(value) && hasId(value);
const isOptionalReference: Check = (value) => isMissing(value) || isReference(value);

const isTransaction: Check = (value) =>
	isRecord(value) &&
	hasId(value) &&
	[value.transactionNumber, value.comment, value.dateCreated].every(isOptionalText) &&
	isOptionalReference(value.inventory) &&
	(isMissing(value.transactionEntries) ||
		(Array.isArray(value.transactionEntries) && value.transactionEntries.every(isReference)));

const isEntry: Check = (value) =>
	isRecord(value) &&
	hasId(value) &&
	typeof value.quantity === 'number' &&
	[value.product, value.inventoryItem, value.binLocation, value.transaction].every(
		isOptionalReference,
	);

function listOf<Row>(isRow: Check, expected: string): z.ZodMiniType<{ data: Row[] }> {
	return z.object({
		data: z.custom<Row[]>((value) => Array.isArray(value) && value.every(isRow), expected),
	});
}

export const savedTransactionsSchema = listOf<Transaction>(isTransaction, 'a list of transactions');

export const savedEntriesSchema = listOf<TransactionEntry>(isEntry, 'a list of transaction lines');
