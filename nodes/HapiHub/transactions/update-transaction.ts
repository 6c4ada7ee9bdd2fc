import { missingOf } from '../rules/reference-mark';
import { personalTexts, type Json } from '../rules/transaction-body';
import type { Connection } from '../transport/connection';
import { HapiHubError, isHapiHubError, toHapiHubError } from '../transport/hapihub-error';
import { asRecord, pathOf, readTransaction } from './transaction-record';

/** Times that a change is sent; it sets values, so that it may be sent again once it is known to be missing. */
const MOST_TRIES = 4;
const FIRST_PAUSE_MS = 500;

interface Updated {
	row: Json;
	warnings: string[];
}

/** Changes the given fields. After an unclear end the transaction is read: what is there is not sent again. */
export async function updateTransaction(
	connection: Connection,
	id: string,
	change: Json,
): Promise<Updated> {
	for (let tries = 1; ; tries++) {
		const failure = await send(connection, id, change);
		if (failure) await connection.pause(FIRST_PAUSE_MS * 2 ** (tries - 1));
		const row = await readTransaction(connection, id);
		const missing = missingOf(row, change);
		if (missing.length === 0) return { row, warnings: [] };
		if (!failure) return { row, warnings: [keptWarning(missing)] };
		if (tries >= MOST_TRIES) throw notChanged(failure, missing);
	}
}

/** @returns the failure after which nobody knows whether the change was made */
async function send(
	connection: Connection,
	id: string,
	change: Json,
): Promise<HapiHubError | undefined> {
	try {
		const row = asRecord(await connection.patch(pathOf(id), change, personalTexts(change)));
		if (row && String(row.id) === id) return undefined;
		return new HapiHubError('HapiHub answered, but not with this transaction', {
			outcome: 'unknown',
		});
	} catch (error) {
		if (!isHapiHubError(error) || error.outcome !== 'unknown') throw toHapiHubError(error);
		return error;
	}
}

function keptWarning(missing: readonly string[]): string {
	return `HapiHub accepted the change, but shows other values for ${missing.join(', ')}. Look at the transaction in the clinic system.`;
}

function notChanged(failure: HapiHubError, missing: readonly string[]): HapiHubError {
	return new HapiHubError(
		`The transaction does not have the new values (${missing.join(', ')}): ${failure.message}`,
		{
			description:
				'It was read back after each try. Run it again, or look at it in the clinic system.',
			httpStatus: failure.httpStatus,
			outcome: 'unknown',
			cause: 'temporarily-unavailable',
		},
	);
}
