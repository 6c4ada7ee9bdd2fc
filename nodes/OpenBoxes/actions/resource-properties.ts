import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { enableField } from './fields/enable.field';
import type { Operation, Resource } from './operation';

function operationMenu(resource: Resource): INodeProperties {
	const options: INodePropertyOptions[] = resource.operations
		.map(({ value, name, action, description }) => ({ value, name, action, description }))
		.sort((a, b) => a.name.localeCompare(b.name));
	const [first] = resource.operations;
	return {
		displayName: 'Operation',
		name: 'operation',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.value] } },
		...{ type: 'options', options, default: first.value },
	};
}

function shownFor(
	resource: Resource,
	operation: Operation,
	property: INodeProperties,
): INodeProperties {
	return {
		...property,
		displayOptions: {
			...property.displayOptions,
			show: {
				...property.displayOptions?.show,
				resource: [resource.value],
				operation: [operation.value],
			},
		},
	};
}

/** Fields of an operation's form. */
export function formOf({ danger, properties }: Operation): readonly INodeProperties[] {
	return danger === undefined ? properties : [enableField(danger), ...properties];
}

/** Menu and fields of all resources, from the records that also route the calls. */
export function resourceProperties(resources: readonly Resource[]): INodeProperties[] {
	return resources.flatMap((resource) => [
		operationMenu(resource),
		...resource.operations.flatMap((operation) =>
			formOf(operation).map((property) => shownFor(resource, operation, property)),
		),
	]);
}
