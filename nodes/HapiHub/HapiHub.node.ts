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
import { listSearch } from './methods';

export class HapiHub implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HapiHub',
		name: 'hapiHub',
		icon: { light: 'file:../../icons/hapihub.svg', dark: 'file:../../icons/hapihub.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ $parameter["resource"].replace(/[A-Z]/g, " $&").toTitleCase() + ": " + $parameter["operation"].replace("getAll", "getMany").replace(/[A-Z]/g, " $&").toTitleCase().replace("By", "by").replace("And", "and") }}',
		description: 'Read and write the inventory transactions of a clinic system (HapiHub API v5.45)',
		defaults: { name: 'HapiHub' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'hapiHubApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: resources.map(({ name, value, description }) => ({ name, value, description })),
				default: 'inventoryTransaction',
			},
			...resourceProperties(resources),
		],
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await route(this);
	}
}
