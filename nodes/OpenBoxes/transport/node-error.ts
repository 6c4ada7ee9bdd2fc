import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import type { OpenBoxesError } from './openboxes-error';

/**
 * n8n's error for a failure of ours, made from picked fields only. A reply's status makes it an API
 * error; everything else is about what the user asked for.
 */
export function toNodeError(
	node: INode,
	failure: OpenBoxesError,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	const { description, httpStatus } = failure;
	const message =
		itemIndex === undefined ? failure.message : `${failure.message} [item ${itemIndex}]`;
	if (httpStatus === undefined)
		return new NodeOperationError(node, message, { description, itemIndex });
	return new NodeApiError(
		node,
		{ message },
		{ message, description, httpCode: String(httpStatus), itemIndex },
	);
}
