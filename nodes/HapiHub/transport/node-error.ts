import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import type { HapiHubError } from './hapihub-error';

/** n8n's error for a failure of ours, made from picked fields only. */
export function toNodeError(
	node: INode,
	failure: HapiHubError,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	const { description, httpStatus, failureCause: cause, retryAfterMs } = failure;
	const message =
		itemIndex === undefined ? failure.message : `${failure.message} [item ${itemIndex}]`;
	const error =
		httpStatus === undefined
			? new NodeOperationError(node, message, { description, itemIndex })
			: new NodeApiError(
					node,
					{ message },
					{ message, description, httpCode: String(httpStatus), itemIndex },
				);
	// Tells n8n's scheduler when to poll again; an n8n that does not know it ignores it.
	if (cause === 'rate-limited' || cause === 'temporarily-unavailable')
		error.failure = { cause, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
	else if (cause !== undefined) error.failure = { cause };
	return error;
}
