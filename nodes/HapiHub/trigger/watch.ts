import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { toEpoch } from '../rules/moment';
import { HapiHubError } from '../transport/hapihub-error';
import { isEventName, type EventName } from './events';
import { hashOf } from '../../shared/hash';

/** What the user chose to be told. */
export interface Watch {
	events: ReadonlySet<EventName>;
	/** Id; empty = all warehouses. */
	warehouse: string;
	/** Items hold the transaction as the server gave it. */
	isRaw: boolean;
	/** Epoch seconds from which on existing transactions are told at activation. */
	since?: number;
	/** Seconds that a transaction may be entered late. */
	overlap: number;
}

function readSince(value: unknown, zone: string): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const time = toEpoch(value, zone);
	if (time !== undefined) return Math.floor(time / 1000);
	throw new HapiHubError(`"${String(value)}" in "Start From" is not a date`, {
		description: 'Choose a date, or remove "Start From" to be told new transactions only.',
		cause: 'configuration-invalid',
	});
}

/** Reads the form. @throws HapiHubError naming the field that cannot be used */
export function readWatch(context: IPollFunctions): Watch {
	const chosen: unknown = context.getNodeParameter('events', []);
	const events = (Array.isArray(chosen) ? chosen : [chosen]).filter(isEventName);
	if (events.length === 0) {
		throw new HapiHubError('No event is chosen', {
			description: 'Choose at least one event in "Trigger On".',
			cause: 'configuration-invalid',
		});
	}
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const warehouse: unknown = context.getNodeParameter('warehouse', '', { extractValue: true });
	const since = readSince(options.startFrom, context.getTimezone());
	const minutes = Number(options.lateMinutes ?? 60);
	return {
		events: new Set(events),
		warehouse: typeof warehouse === 'string' ? warehouse.trim() : '',
		isRaw: context.getNodeParameter('simplify', true) === false,
		...(since === undefined ? {} : { since }),
		overlap: Math.max(1, Number.isFinite(minutes) ? minutes : 60) * 60,
	};
}

/** Identifies what is watched on which server; anything else that changes keeps the position. */
export function fingerprint({ events, warehouse, since }: Watch, server: string): string {
	const watched = [server, [...events].sort(), warehouse, since];
	return hashOf(JSON.stringify(watched), 16);
}
