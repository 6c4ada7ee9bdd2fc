import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { readLocator } from '../values/locator';
import { toLocationName, type LocationName } from '../catalogue/locations';
import { OpenBoxesError } from '../transport/openboxes-error';
import { epochSeconds, isEventName, type EventName } from './events';

/** What the user chose to be told. */
export interface Watch {
	events: ReadonlySet<EventName>;
	/** Ids only, without further requests. */
	slim: boolean;
	location?: LocationName;
	/** As text, to notice that another one was chosen. */
	locationText: string;
	supplier?: LocationName;
	supplierText: string;
	/** Id of a category; its sub-categories count too. */
	categoryText: string;
	/** Ids; none = all types. */
	transactionTypes: string[];
	/** In base units; 0 = all. */
	minimumQuantity: number;
	/** Epoch seconds from which on existing changes are told at activation. */
	since?: number;
	/** Days before its expiry at which a lot is told. */
	withinDays: number;
	/** Products that cross their reorder point together are one item. */
	groupLevels: boolean;
	/** Time zone of the workflow, for the day it is. */
	zone: string;
	/** Minutes between readings of feeds that bring a whole location. */
	stockMinutes: number;
}

function text(value: unknown): string {
	const { mode, text: shown } = readLocator(value);
	return shown === '' ? '' : `${mode}:${shown}`;
}

function numberIn(options: IDataObject, name: string, fallback: number): number {
	const value = options[name];
	return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
}

/** Reads the form. @throws OpenBoxesError naming the field that cannot be used */
export function readWatch(context: IPollFunctions): Watch {
	const chosen: unknown = context.getNodeParameter('events', []);
	const events = (Array.isArray(chosen) ? chosen : [chosen]).filter(isEventName);
	if (events.length === 0) {
		throw new OpenBoxesError('No event is chosen', {
			description: 'Choose at least one event in "Trigger On".',
			cause: 'configuration-invalid',
		});
	}
	const filters = context.getNodeParameter('filters', {}) as IDataObject;
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const since = readSince(options.startFrom);
	const types = filters.transactionTypes;
	return {
		events: new Set(events),
		slim: context.getNodeParameter('expand', true) === false,
		location: toLocationName(filters.location),
		locationText: text(filters.location),
		supplier: toLocationName(filters.supplier),
		supplierText: text(filters.supplier),
		categoryText: readLocator(filters.category).text,
		transactionTypes: (Array.isArray(types) ? types : String(types ?? '').split(','))
			.map((type) => String(type).trim())
			.filter((type) => type !== ''),
		minimumQuantity: numberIn(filters, 'minimumQuantity', 0),
		...(since === undefined ? {} : { since }),
		withinDays: Math.max(0, Number(context.getNodeParameter('withinDays', 90))),
		groupLevels: context.getNodeParameter('groupProducts', true) !== false,
		zone: context.getTimezone(),
		stockMinutes: Math.max(1, numberIn(options, 'stockInterval', 30)),
	};
}

function readSince(value: unknown): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const seconds = epochSeconds(String(value));
	if (seconds === undefined) {
		throw new OpenBoxesError(`"${String(value)}" in "Start From" is not a date`, {
			description: 'Choose a date, or remove "Start From" to be told new changes only.',
			cause: 'configuration-invalid',
		});
	}
	return seconds;
}
