import { invalid, type Refusal } from '../errors';

/** Refusals of commands: which list of which command, then what each element misses. */
const PACKAGE = 'org.pih.warehouse.inventory';

export const nullMessage = (property: string, command: string): string =>
	`Property [${property}] of class [class ${PACKAGE}.${command}] cannot be null`;

/** A batch one of whose elements is invalid. */
export function invalidBatch(
	property: string,
	batch: string,
	element: string,
	count: number,
	messages: string[],
): Refusal {
	// The server prints the elements by class and address, with its "at" escaped for HTML.
	const elements = Array.from(
		{ length: count },
		(_, at) => `${PACKAGE}.${element}&#64;${(0x1f2e3d40 + at).toString(16)}`,
	);
	return invalid(
		[
			`Property [${property}] of class [class ${PACKAGE}.${batch}] with value [[${elements.join(', ')}]] does not pass custom validation`,
			...messages,
		],
		'Invalid batch request',
	);
}

export const unreadable = (className: string, kind = 'java.lang.String'): string =>
	`Could not find matching constructor for: ${className}(${kind})`;
