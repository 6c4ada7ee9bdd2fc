import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { formOf } from '../../../../nodes/OpenBoxes/actions/resource-properties';
import { resources } from '../../../../nodes/OpenBoxes/actions/resources';
import { locator } from '../../../hospital/movements';
import { OPERATIONS, type Step } from '../../../hospital/steps';
import { faultsOf, TEXTS } from './odd-texts';

/** A field of a form, or of a collection in it. */
interface Field {
	path: readonly [string] | readonly [string, string];
	property: INodeProperties;
}

const isText = ({ type }: INodeProperties): boolean =>
	type === 'string' || type === 'resourceLocator';

function fieldsOf(properties: readonly INodeProperties[]): Field[] {
	return properties.flatMap((property): Field[] => {
		const { name, type, options = [] } = property;
		if (isText(property)) return [{ path: [name], property }];
		if (type !== 'collection') return [];
		return (options as INodeProperties[])
			.filter(isText)
			.map((one) => ({ path: [name, one.name], property: one }));
	});
}

const READ = /\.(?:get|find|search|reconcile)/;
/** Says where a text is, is compared with what is there, or is for lines that say nothing themselves. */
const NOT_STORED = /^(?:binaryPropertyName|unique|lineIds|original|csv|bin)$/;

const formOfName = new Map<string, readonly INodeProperties[]>(
	resources.flatMap(({ value, operations }) =>
		operations.map((one) => [`${value}.${one.value}`, formOf(one)] as const),
	),
);

function isShown({ displayOptions }: INodeProperties, parameters: INodeParameters): boolean {
	const [show, hide] = [displayOptions?.show ?? {}, displayOptions?.hide ?? {}];
	const has = ([name, values]: [string, unknown]): boolean =>
		(values as unknown[]).includes(parameters[name]);
	return Object.entries(show).every(has) && !Object.entries(hide).some(has);
}

function withText(
	parameters: INodeParameters,
	{ path: [name, inner], property }: Field,
	text: string,
): INodeParameters {
	const [mode = ''] = (property.modes ?? [])
		.map((one) => one.name)
		.filter((one) => one !== 'list')
		.reverse();
	const value = property.type === 'resourceLocator' ? locator(text, mode) : text;
	const collection = parameters[name] as INodeParameters | undefined;
	return { ...parameters, [name]: inner === undefined ? value : { ...collection, [inner]: value } };
}

/** Tries the text fields of every operation that writes, of these resources. */
export function tryFields(isTried: (resource: string) => boolean): void {
	const cases = OPERATIONS.filter(
		({ name }) => !READ.test(name) && isTried(name.split('.')[0]),
	).flatMap((step) =>
		fieldsOf(formOfName.get(step.name) ?? [])
			.filter(({ property }) => isShown(property, step.plain(1)))
			.map((field): [string, Step, Field] => [
				`${step.name}, ${field.path.join(' > ')}`,
				step,
				field,
			]),
	);

	it.each(cases)('%s', async (_, step, field) => {
		const isPicker = field.property.type === 'resourceLocator';
		const isStored = !isPicker && !NOT_STORED.test(field.path[field.path.length - 1] ?? '');
		// Any text is as unknown to a picker as any other that can be stored.
		const names = isPicker ? TEXTS.filter((name) => !/^letters/.test(name)) : TEXTS;
		const spoil = (usual: INodeParameters, text: string) => withText(usual, field, text);
		expect(await faultsOf(step, names, spoil, isStored)).toEqual([]);
	});
}
