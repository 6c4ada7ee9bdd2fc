import { compactCalls, type DocumentedField } from './document';

export type Row = Record<string, unknown>;

const FIELDS = compactCalls()[0].request;
/** The printed list has a comma in a wrong place; a server that was meant knows these. */
const TYPES = ['adjustment', 'packaging', 'purchase', 'receiving', 'return', 'sales', 'transfer'];

const isObject = (value: unknown): value is Row =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const CHECKS: Record<string, (value: unknown) => boolean> = {
	string: (value) => typeof value === 'string',
	number: (value) => typeof value === 'number' && Number.isFinite(value),
	boolean: (value) => typeof value === 'boolean',
	Object: isObject,
	'Object[]': (value) => Array.isArray(value) && value.every(isObject),
};

function problemsOf(values: Row, fields: readonly DocumentedField[]): string[] {
	return Object.entries(values).flatMap(([name, value]) => {
		const field = fields.find((one) => one.name === name);
		// Feathers services accept fields that their documentation does not know, and clear on null.
		if (!field || value === null) return [];
		if (!CHECKS[field.type](value)) return [`${name} must be ${field.type}`];
		const [, allowed] = /Allowed values: ([\w,-]+)/.exec(field.note) ?? [];
		if (name === 'type' || allowed === undefined) return [];
		return allowed.split(',').includes(String(value))
			? []
			: [`${name}: ${String(value)} is not allowed`];
	});
}

/** What a server refuses in a body; it echoes values, as such servers do. */
export function refuse(body: unknown, extraTypes: readonly string[]): string | undefined {
	if (!isObject(body)) return 'the body must be an object';
	const top = FIELDS.filter(({ name }) => !name.includes('.'));
	const lines = FIELDS.filter(({ name }) => name.startsWith('items.')).map((field) => ({
		...field,
		name: field.name.slice('items.'.length),
	}));
	const items = Array.isArray(body.items) ? body.items.filter(isObject) : [];
	const problems = [...problemsOf(body, top), ...items.flatMap((item) => problemsOf(item, lines))];
	const { type } = body;
	if (typeof type === 'string' && ![...TYPES, ...extraTypes].includes(type))
		problems.push(`type "${type}" is not allowed`);
	return problems.length === 0
		? undefined
		: `ValidationError: ${problems.join('; ')} in ${JSON.stringify(body)}`;
}
