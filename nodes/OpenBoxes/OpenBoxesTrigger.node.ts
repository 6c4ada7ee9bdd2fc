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

export class OpenBoxesTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'OpenBoxes Trigger',
		name: 'openBoxesTrigger',
		icon: { light: 'file:../../icons/openboxes.svg', dark: 'file:../../icons/openboxes.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ ($parameter["events"] || []).join(", ").replaceAll(".", " ").replace(/[A-Z]/g, " $&").toTitleCase() }}',
		description: 'Starts a workflow when goods move, orders change or stock runs low in OpenBoxes',
		defaults: { name: 'OpenBoxes Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		polling: true,
		credentials: [{ name: 'openBoxesApi', required: true }],
		properties,
	};

	methods = { listSearch };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await runPoll(this);
	}
}
