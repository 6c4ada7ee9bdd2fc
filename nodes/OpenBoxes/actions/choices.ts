import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { quoted } from '../values/text';
import { toSwitch } from './fields/read-values';

type Value = string | number | boolean;

/** A field that offers choices, in which collection it stands, and what they are. */
interface Choice {
	label: string;
	/** As n8n reads it, e.g. `options.shortage`. */
	path: string;
	values: ReadonlySet<Value>;
	/** A switch may also be said as text. */
	isSwitch: boolean;
}

const SWITCH: ReadonlySet<Value> = new Set([true, false]);

function choicesIn(properties: readonly INodeProperties[], within = ''): Choice[] {
	return properties.flatMap(({ type, name, displayName, options = [] }) => {
		const path = `${within}${name}`;
		if (type === 'collection') return choicesIn(options as INodeProperties[], `${path}.`);
		if (type === 'boolean') return [{ label: displayName, path, values: SWITCH, isSwitch: true }];
		if (type !== 'options') return [];
		const values = options.flatMap((option) => ('value' in option ? [option.value] : []));
		return [{ label: displayName, path, values: new Set(values), isSwitch: false }];
	});
}

/** Whether what was entered in a field or in its collection differs between items. */
function isComputed(parameters: object, path: string): boolean {
	let value: unknown = parameters;
	for (const name of path.split('.')) {
		if (typeof value !== 'object' || value === null) break;
		value = Object.entries(value).find(([key]) => key === name)?.[1];
	}
	return typeof value === 'string' && value.startsWith('=');
}

/**
 * Tells of an item what an expression or an AI agent chose that is no choice of its field: taken for the usual one,
 * `UP` would lower the stock. n8n itself checks only what is chosen from the list.
 */
export function choiceReader(
	context: IExecuteFunctions,
	properties: readonly INodeProperties[],
): (item: number) => string | undefined {
	const { parameters } = context.getNode();
	const computed = choicesIn(properties).filter(({ path }) => isComputed(parameters, path));
	return (item) => {
		for (const { label, path, values, isSwitch } of computed) {
			const value: unknown = context.getNodeParameter(path, item, '');
			if (value === '' || value === undefined || value === null || values.has(value as Value))
				continue;
			if (isSwitch && toSwitch(value) !== undefined) continue;
			return `${quoted(value)} is no choice of "${label}": give one of ${[...values].join(', ')}`;
		}
		return undefined;
	};
}
