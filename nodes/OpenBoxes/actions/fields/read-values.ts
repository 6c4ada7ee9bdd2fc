import type { IExecuteFunctions } from 'n8n-workflow';
import { dayIn, toEpoch } from '../../values/moment';
import { readDay } from '../../values/day';
import { visibleText } from '../../values/storable-text';
import { LONGEST_TEXT, quoted } from '../../values/text';
import { resolveLocation, toLocationName } from '../../catalogue/locations';
import type { Connection } from '../../transport/connection';
import { OpenBoxesError } from '../../transport/openboxes-error';
import type { OperationRun } from '../operation';

export function readText(value: unknown): string | undefined {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return text === '' ? undefined : text;
}

/**
 * A text that is written into a record; undefined when it is empty.
 *
 * @throws OpenBoxesError when its column cannot hold it
 */
export function readStored(value: unknown, label: string, most = LONGEST_TEXT): string | undefined {
	const text = visibleText(readText(value) ?? '');
	if (text.length <= most) return text === '' ? undefined : text;
	throw new OpenBoxesError(
		`"${label}" has ${text.length} characters, at most ${most} are possible`,
		{ description: 'Nothing was written. Shorten the text.' },
	);
}

/** The same of a field whose empty text says something: it clears. */
export function readCleared(value: unknown, label: string): string | undefined {
	return typeof value === 'string' ? (readStored(value, label) ?? '') : undefined;
}

/**
 * A switch, which an expression or an AI agent may give as text; undefined when it is neither, so that
 * a dry run never becomes a real one by mistake.
 */
export function toSwitch(value: unknown): boolean | undefined {
	const text = String(value ?? '')
		.trim()
		.toLowerCase();
	if (['true', '1', 'yes'].includes(text)) return true;
	return ['false', '0', 'no', ''].includes(text) ? false : undefined;
}

/** Whether a switch of the form is on, also when an expression gives it as text. */
export function isOn(
	context: IExecuteFunctions,
	item: number,
	name: string,
	usual = false,
): boolean {
	return toSwitch(context.getNodeParameter(name, item, usual)) === true;
}

/** Epoch milliseconds of a time field; undefined when empty. */
export function readTime(value: unknown, label: string, zone: string): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const time = toEpoch(value, zone);
	if (time !== undefined) return time;
	throw new OpenBoxesError(`${quoted(value)} in "${label}" is not a time`, {
		description: 'Write it like 2026-03-30 or 2026-03-30T23:16:05+02:00.',
	});
}

/** Day of a date field; undefined when empty. */
export function readDayField(value: unknown, label: string, zone: string): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const day = readDay(value, `"${label}"`, zone);
	if (day.reason !== undefined) throw new OpenBoxesError(day.reason);
	return day.value;
}

export function todayOf(context: IExecuteFunctions, connection: Connection): string {
	return dayIn(context.getTimezone(), connection.now());
}

/** Id of a location field; an ID costs no request, an empty field is the credential's location. */
export async function readLocationId(
	{ context, connection }: OperationRun,
	item: number,
	field: string,
): Promise<string> {
	const name = toLocationName(context.getNodeParameter(field, item, ''));
	if (name?.locationId !== undefined && name.anyCode === undefined) return name.locationId;
	return (await resolveLocation(connection, name)).id;
}
