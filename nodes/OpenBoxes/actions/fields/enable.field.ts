import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { OpenBoxesError } from '../../transport/openboxes-error';

/** @param danger what the node then may do */
export function enableField(danger: string): INodeProperties {
	return {
		displayName: 'Enable',
		name: 'enable',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description: `Whether this node may ${danger}. Until it is switched on, nothing happens.`,
	};
}

/**
 * Only a person can switch it on in the form: what an expression or an AI agent says does not count.
 * @throws OpenBoxesError unless it was switched on
 */
export function requireEnabled(context: IExecuteFunctions, danger: string): void {
	if (context.getNodeParameter('enable', 0, false, { rawExpressions: true }) === true) return;
	throw new OpenBoxesError(`This node may not ${danger}`, {
		description: 'A person must switch on "Enable" in the node first. Nothing was sent.',
		outcome: 'notSent',
	});
}
