import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { OpenBoxesError } from '../../transport/openboxes-error';

/** A dangerous operation does nothing until a person switched it on; no expression and no AI agent can. */
export function enableField(what: string): INodeProperties {
	return {
		displayName: 'Enable',
		name: 'enable',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description: `Whether this node may ${what}. Until it is switched on, nothing happens.`,
	};
}

/** @throws OpenBoxesError unless it was switched on */
export function requireEnabled(context: IExecuteFunctions, what: string): void {
	if (context.getNodeParameter('enable', 0, false) === true) return;
	throw new OpenBoxesError(`This node may not ${what}`, {
		description: 'A person must switch on "Enable" in the node first. Nothing was sent.',
	});
}
