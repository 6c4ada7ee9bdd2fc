import type { IDataObject, INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { propertiesOf } from '../actions/filled-forms';

/** Modes in which a picker takes what JSON has under the name of the field. */
const MODE: Readonly<Record<string, string>> = { lot: 'number', bin: 'name', fromBin: 'name' };
/** Names of a product in JSON, by the mode of its picker. */
const PRODUCT: Readonly<Record<string, string>> = {
	productCode: 'code',
	barcode: 'barcode',
	productId: 'list',
};

/** Keys that are tried together, as one form can hold them: a picker of a product has one mode. */
type Keys = readonly string[];

const picked = (mode: string, value: unknown): IDataObject =>
	({ __rl: true, mode, value }) as IDataObject;

/** What the line of an item has under this key, or else what the field always holds. */
function open(name: string, usual: unknown): string {
	const given = `$json.lines[0].${name}`;
	return `={{ ${given} === undefined ? ${JSON.stringify(usual)} : ${given} }}`;
}

/** The fields of one line in the form of an operation, and those that can be added to its changes. */
function fieldsOf(operation: string): { line: INodeProperties[]; changes: INodeProperties[] } {
	const form = propertiesOf.get(operation)?.find(({ name }) => name === 'lines');
	const [{ values }] = form?.options as INodePropertyCollection[];
	const changes = values.find(({ name }) => name === 'changes')?.options ?? [];
	return {
		line: values.filter(({ name }) => name !== 'changes'),
		changes: changes as INodeProperties[],
	};
}

/** All keys of JSON that the form of an operation has as well. A change that is not added must not be there. */
export function keysInForm(operation: string): Keys[] {
	const { line, changes } = fieldsOf(operation);
	const names = line.map(({ name }) => name);
	const products = names.includes('product') ? Object.keys(PRODUCT) : [];
	return [
		names.filter((name) => name !== 'product'),
		...products.map((key) => [key]),
		...changes.map(({ name }) => [name]),
	];
}

/** A form that says what the items' lines say, where these differ in `keys` only. */
export function formLine(operation: string, keys: Keys, line: IDataObject): IDataObject {
	const { line: fields, changes } = fieldsOf(operation);
	const said = [...Object.keys(line), ...keys];
	const [key = '', mode = 'list'] =
		Object.entries(PRODUCT).find(([one]) => said.includes(one)) ?? [];
	const inForm = fields.map(({ name, type, default: usual }) => {
		if (name === 'product') return [name, picked(mode, key === '' ? '' : open(key, ''))];
		const isPicked = type === 'resourceLocator';
		const value = open(name, isPicked ? '' : usual);
		return [name, isPicked ? picked(MODE[name] ?? 'id', value) : value];
	});
	const changed = changes
		.filter(({ name }) => said.includes(name))
		.map(({ name }) => [name, open(name, '')]);
	return { ...Object.fromEntries(inForm), changes: Object.fromEntries(changed) };
}

export const namesProduct = (key: string): boolean => key in PRODUCT;
