import type { INode, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { toNodeError } from '../transport/node-error';
import type { OpenBoxesError } from '../transport/openboxes-error';

/**
 * The error of a failed poll. Its `failure` tells n8n how long to wait before the next poll and
 * whether somebody must act (n8n.md#polling); an n8n that does not know it ignores it.
 */
export function toPollError(
	node: INode,
	failure: OpenBoxesError,
): NodeApiError | NodeOperationError {
	const error = toNodeError(node, failure);
	const { failureCause: cause, retryAfterMs } = failure;
	if (cause === 'credential-invalid' || cause === 'configuration-invalid')
		error.failure = { cause };
	else if (cause !== undefined)
		error.failure = { cause, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
	return error;
}
