import type { Value } from '../store/table';

export type PropertyKind =
	| 'text'
	| 'integer'
	| 'decimal'
	| 'date'
	| 'instant'
	| 'flag'
	| 'choice'
	| 'reference'
	| 'list'
	| 'links';

/**
 * What the server does with a reference to an unknown id sent as `{"id": …}`
 * (sessions-and-errors.md#bad-input).
 */
export type UnknownReference = 'foreign key' | 'transient value' | 'transient object' | 'null';

export interface Property {
	kind: PropertyKind;
	/** Name in validation messages; the property name when there is no message for it. */
	label?: string;
	required?: boolean;
	/** First tag that requires it. */
	requiredSince?: string;
	notBlank?: boolean;
	/** Longest text that validation accepts (400); longer than `column` is a 500. */
	limit?: number;
	column?: number;
	range?: [number, number];
	minimum?: number;
	earliest?: number;
	/** Digits after the point that the column keeps. */
	scale?: number;
	unique?: boolean;
	/** The message of a value that is taken, where the class has its own. */
	taken?: string;
	initial?: Value;
	choices?: readonly string[];
	className?: string;
	/** Domain of a reference, list or links. */
	of?: string;
	/** Property of the other side that points back here. */
	mappedBy?: string;
	unknown?: UnknownReference;
	/** First tag whose JSON and binder know the property. */
	since?: string;
	/** Bound and searched, but not in the default JSON. */
	notShown?: boolean;
	/** Set by the server only. */
	notBound?: boolean;
}

export interface Domain {
	name: string;
	/** Full class name, as it stands in error messages. */
	className: string;
	/** Class name in validation messages. */
	label: string;
	/** Table of the seed file. */
	seedTable: string;
	properties: Record<string, Property>;
	since?: string;
	/** A database view: rows are computed by this name, never written. */
	view?: boolean;
	/** Its rows are known by what they join; no id is shown. */
	noId?: boolean;
}

type Options = Partial<Property>;
const kind =
	(name: PropertyKind) =>
	(options: Options = {}): Property => ({ kind: name, ...options });

export const text = kind('text');
export const integer = kind('integer');
export const decimal = kind('decimal');
export const date = kind('date');
export const flag = kind('flag');
export const reference = (of: string, options: Options = {}): Property => ({
	kind: 'reference',
	of,
	...options,
});
export const list = (of: string, mappedBy: string, options: Options = {}): Property => ({
	kind: 'list',
	of,
	mappedBy,
	...options,
});
export const links = (of: string, options: Options = {}): Property => ({
	kind: 'links',
	of,
	...options,
});
export const choice = (
	className: string,
	choices: readonly string[],
	options: Options = {},
): Property => ({ kind: 'choice', className, choices, ...options });

/** Audit dates of almost every class; the server sets them. */
export const audit = (): Record<string, Property> => ({
	dateCreated: date({ notBound: true }),
	lastUpdated: date({ notBound: true }),
});

export const auditBy = (): Record<string, Property> => ({
	...audit(),
	createdBy: reference('user', { notBound: true }),
	updatedBy: reference('user', { notBound: true }),
});

/** `domain('inventory.Transaction', {...})`; name, label and seed table follow from the class name. */
export function domain(
	className: string,
	properties: Record<string, Property>,
	options: Partial<Domain> = {},
): Domain {
	const simple = className.slice(className.lastIndexOf('.') + 1);
	const name = simple[0].toLowerCase() + simple.slice(1);
	return {
		name,
		className: `org.pih.warehouse.${className}`,
		label: simple,
		seedTable: snakeCase(name),
		properties,
		...options,
	};
}

export const snakeCase = (name: string): string =>
	name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
