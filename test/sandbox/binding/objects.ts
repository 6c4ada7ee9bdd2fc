import { failure } from '../errors';
import { isObject, type Body } from './binder';

/**
 * The lines of a body. Absent is none; anything but a list of objects is a 500, because the
 * controllers read every element by its keys (a text, a number, a list have none).
 */
export function objectsIn(body: Body, name: string): Body[] {
	const value = body[name];
	if (value === undefined) return [];
	if (!Array.isArray(value)) throw cannotCast(value);
	return value.map((element: unknown) => {
		if (!isObject(element)) throw noProperty('id', element);
		return element;
	});
}

function cannotCast(value: unknown): Error {
	const type = value === null ? 'JSONObject$Null' : typeof value;
	return failure(
		'org.codehaus.groovy.runtime.typehandling.GroovyCastException',
		`Cannot cast object '${typeof value === 'string' ? value : JSON.stringify(value)}' with class '${type}' to class 'java.util.List'`,
	);
}

const noProperty = (name: string, value: unknown): Error =>
	failure(
		'groovy.lang.MissingPropertyException',
		`No such property: ${name} for class: java.lang.${typeof value === 'number' ? 'Integer' : 'String'}`,
	);

/** A reference that is read by its `id`: a text or a number has none. */
export function refuseBareReference(value: unknown): void {
	if (value === null || value === undefined || isObject(value)) return;
	throw noProperty('id', value);
}

/** The name of an enum: a list or an object cannot be one, null is none. */
export function enumName(value: unknown, className: string): string | null {
	if (value === null || value === undefined) return null;
	if (typeof value === 'string') return value;
	throw failure(
		'org.codehaus.groovy.runtime.typehandling.GroovyCastException',
		`Cannot cast object '${JSON.stringify(value)}' to class '${className}'`,
	);
}
