import type { INodeProperties } from 'n8n-workflow';
import { formOf } from '../../../../nodes/OpenBoxes/actions/resource-properties';
import { resources } from '../../../../nodes/OpenBoxes/actions/resources';

/** Names of all fields and options of an operation, those inside of collections included. */
function labelsOf(properties: readonly INodeProperties[]): string[] {
	return properties.flatMap((property) => [
		property.displayName,
		...(property.options ?? []).flatMap((option) => {
			if ('values' in option) return labelsOf(option.values);
			if ('type' in option) return labelsOf([option]);
			return [option.name];
		}),
	]);
}

/** The labels of each operation, by `resource.operation`. */
export const LABELS = new Map<string, string[]>(
	resources.flatMap(({ value: resource, operations }) =>
		operations.map(
			(operation) => [`${resource}.${operation.value}`, labelsOf(formOf(operation))] as const,
		),
	),
);

/** How a message that was told names an option, whether it stands in the source or was built as it ran. */
const TOLD = [
	/\b(?:turn on|switch on|the option|leave|under|choose|add|give)\b[^"`']{0,12}"([A-Z][A-Za-z ()]+)"/gi,
	/"([A-Z][A-Za-z ()]+)" (?:has \d+ characters|is not an ID|must be true)/g,
	/choice of "([^"]+)"/g,
];

/** Options that a message of an operation names, and that this operation does not have. */
export function lackingOptions(operation: string, message: string): string[] {
	const own = LABELS.get(operation) ?? [];
	return TOLD.flatMap((told) => [...message.matchAll(told)])
		.map(([, option]) => option)
		.filter((option) => !own.includes(option));
}
