import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { toSwitch } from './read-values';

const NAME = 'allow';

/** A switch that a person turns on before something dangerous is done; an AI agent finds it off. */
export function allowField(displayName: string, description: string): INodeProperties {
	return { displayName, name: NAME, type: 'boolean', default: false, description };
}

/** @throws OpenBoxesError before any request, while the switch is off */
export function requireAllowed(
	context: IExecuteFunctions,
	item: number,
	{ displayName }: INodeProperties,
): void {
	if (toSwitch(context.getNodeParameter(NAME, item, false)) === true) return;
	throw new OpenBoxesError(`"${displayName}" is off`, {
		description: 'Turn it on in the node if this is what you want. No request was sent.',
		outcome: 'notSent',
	});
}
