import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { resourceProperties } from './actions/resource-properties';
import { resources } from './actions/resources';
import { route } from './actions/router';
import { listSearch, loadOptions } from './methods';

export class OpenBoxes implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'OpenBoxes',
		name: 'openBoxes',
		icon: { light: 'file:../../icons/openboxes.svg', dark: 'file:../../icons/openboxes.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ $parameter["resource"].replace(/[A-Z]/g, " $&").toTitleCase() + ": " + $parameter["operation"].replace("getAll", "getMany").replace(/[A-Z]/g, " $&").toTitleCase().replace("By", "by").replace("And", "and").replace("Csv", "CSV") }}',
		description: 'Post sales, move and receive goods, read stock and react to changes in OpenBoxes',
		defaults: { name: 'OpenBoxes' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'openBoxesApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: resources.map(({ name, value, description }) => ({ name, value, description })),
				default: 'transaction',
			},
			...resourceProperties(resources),
		],
	};

	methods = { listSearch, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await route(this);
	}
}
