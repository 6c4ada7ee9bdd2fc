import { isObject } from './binding/binder';
import { wholeSecond } from './clock';
import { Refusal } from './errors';
import type { JsonObject } from './json/json';
import type { Value } from './store/table';
import type { World } from './world';

/** The documents name no error body; this is the one they show for too many requests. */
export const refused = (errorMessage: string, errorCode = 400): Refusal =>
	new Refusal(errorCode, { errorCode, errorMessage });

/** Id and name, all that the documents show of a reference. */
export function named(world: World, domain: string, id: Value): JsonObject | null {
	const whole = world.json.nested(domain, id);
	return whole && { id: whole.id, name: whole.name };
}

export function textOf(value: unknown, name: string): string {
	if (typeof value !== 'string' || value.trim() === '') throw refused(`${name} must be a text`);
	return value;
}

export function referenceOf(world: World, domain: string, value: unknown, name: string): string {
	const id = isObject(value) ? value.id : undefined;
	const found = typeof id === 'string' ? world.store.get(domain, id) : undefined;
	if (!found) throw refused(`${name} must be an object with the id of an existing ${domain}`);
	return found.id;
}

const ISO = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

export function isoDate(value: unknown, name: string): number {
	const moment = typeof value === 'string' && ISO.test(value) ? Date.parse(value) : NaN;
	if (Number.isNaN(moment)) throw refused(`${name} must be a date in ISO 8601 format`);
	return wholeSecond(moment);
}

export function wholePositive(value: unknown, name: string): number {
	if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) {
		throw refused(`${name} must be a whole number above 0`);
	}
	return value;
}
