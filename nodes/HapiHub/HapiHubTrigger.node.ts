import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { listSearch } from './methods';
import { runPoll } from './trigger/poll';
import { properties } from './trigger/properties';

export class HapiHubTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HapiHub Trigger',
		name: 'hapiHubTrigger',
		icon: { light: 'file:../../icons/hapihub.svg', dark: 'file:../../icons/hapihub.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ ($parameter["events"] || []).join(", ").replaceAll(".", " ").replace(/[A-Z]/g, " $&").toTitleCase() }}',
		description:
			'Starts a workflow when a clinic system sells, returns, receives or transfers goods',
		defaults: { name: 'HapiHub Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		polling: true,
		credentials: [{ name: 'hapiHubApi', required: true }],
		properties,
	};

	methods = { listSearch };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await runPoll(this);
	}
}
