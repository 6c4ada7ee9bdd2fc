import type { INodeProperties } from 'n8n-workflow';
import type { Operation, Resource } from './operation';

function shownFor(
	{ value: resource }: Resource,
	{ value: operation }: Operation,
	property: INodeProperties,
): INodeProperties {
	const show = { ...property.displayOptions?.show, resource: [resource], operation: [operation] };
	return { ...property, displayOptions: { ...property.displayOptions, show } };
}

/** Menu and fields of all resources, from the records that also route the calls. */
export function resourceProperties(resources: readonly Resource[]): INodeProperties[] {
	return resources.flatMap((resource) => [
		{
			displayName: 'Operation',
			name: 'operation',
			noDataExpression: true,
			displayOptions: { show: { resource: [resource.value] } },
			...{
				type: 'options',
				options: resource.operations
					.map(({ value, name, action, description }) => ({ value, name, action, description }))
					.sort((a, b) => a.name.localeCompare(b.name)),
				default: resource.operations[0].value,
			},
		},
		...resource.operations.flatMap((operation) =>
			operation.properties.map((property) => shownFor(resource, operation, property)),
		),
	]);
}
