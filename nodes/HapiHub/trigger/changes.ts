import { shortKey } from '../../shared/polling/short-hash';
import type { TimedRow } from '../../shared/polling/timed-position';
import { toDateText } from '../rules/moment';
import type { Json } from '../rules/transaction-body';
import { simplified } from '../rules/transaction-output';
import { createdAtOf, idOf } from '../transactions/read-transactions';
import { eventsOf, type EventName } from './events';

/** An event of a transaction, placed where the transaction was created. */
export interface Change extends TimedRow {
	event: EventName;
	row: Json;
}

/** What one item of the trigger holds; of the same form as those of the OpenBoxes Trigger. */
export interface Envelope {
	/** The same for the same event, however often it is told: makes a workflow idempotent. */
	id: string;
	event: EventName;
	/** ISO 8601: when it was created, or handed out. */
	occurredAt: string;
	occurredAtExact: true;
	warehouse: string | null;
	data: Json;
}

/**
 * Changes that the rows prove, of those that are watched, oldest first. A row without a time cannot be
 * placed, and is left out.
 */
export function changesOf(rows: readonly Json[], events: ReadonlySet<EventName>): Change[] {
	const oldestFirst = [...rows]
		.reverse()
		.sort((a, b) => (createdAtOf(a) ?? 0) - (createdAtOf(b) ?? 0));
	return oldestFirst.flatMap((row) => {
		const time = createdAtOf(row);
		if (time === undefined) return [];
		return eventsOf(row)
			.filter((event) => events.has(event))
			.map((event) => ({
				event,
				row,
				time: Math.floor(time / 1000),
				key: shortKey(`${event}:${idOf(row)}`),
			}));
	});
}

export function toEnvelope({ event, row }: Change, isRaw: boolean): Envelope {
	const time = event === 'sale.fulfilled' ? row.fulfilledAt : row.createdAt;
	return {
		id: `${event}:${idOf(row)}`,
		event,
		occurredAt: String(toDateText(time)),
		occurredAtExact: true,
		warehouse: typeof row.warehouse === 'string' ? row.warehouse : null,
		data: isRaw ? row : simplified(row),
	};
}
