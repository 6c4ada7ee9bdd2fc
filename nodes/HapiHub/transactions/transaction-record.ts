import { isJsonObject, type Json } from '../rules/transaction-body';
import type { Connection } from '../transport/connection';
import { HapiHubError } from '../transport/hapihub-error';
import { TRANSACTIONS_PATH } from './read-transactions';

/** Path of one transaction; the id is encoded so that it can never change the route. */
export function pathOf(id: string): string {
	return `${TRANSACTIONS_PATH}/${encodeURIComponent(id)}`;
}

/** An answer that must be one transaction. */
export function asRecord(answer: unknown): Json | undefined {
	const record = Array.isArray(answer) && answer.length === 1 ? (answer[0] as unknown) : answer;
	return isJsonObject(record) && ['string', 'number'].includes(typeof record.id)
		? record
		: undefined;
}

export async function readTransaction(connection: Connection, id: string): Promise<Json> {
	const record = asRecord(await connection.get(pathOf(id)));
	if (!record || String(record.id) !== id) {
		throw new HapiHubError('HapiHub answered with something that is not this transaction', {
			description: 'Check the ID, and the base URL in the HapiHub credential.',
			cause: 'temporarily-unavailable',
		});
	}
	return record;
}
