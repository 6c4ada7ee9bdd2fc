import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { hashOf } from '../../../shared/hash';

export const referenceField: INodeProperties = {
	displayName: 'Reference',
	name: 'reference',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.shipment }}',
	description:
		'What makes this transaction one, such as the number of a shipment. A transaction that carries it is not created again. Leave empty to protect repetitions within this execution only.',
};

/**
 * Reference of a creation that was given none: the same when n8n repeats the node within one execution,
 * another one for each n8n, node, loop, item and execution.
 */
function ownReference(context: IExecuteFunctions, item: number): string {
	const run = Number(context.evaluateExpression('{{ $runIndex }}', item)) || 0;
	const where = [context.getInstanceId(), context.getWorkflow().id ?? '', context.getNode().id];
	const short = hashOf(where.join('|'), 10);
	return ['n8n', short, context.getExecutionId(), run, item].join('-');
}

export function readReference(context: IExecuteFunctions, item: number): string {
	const text = String(context.getNodeParameter('reference', item, '') ?? '').trim();
	const isGiven = text !== '' && text !== 'undefined' && text !== 'null';
	return isGiven ? text : ownReference(context, item);
}
