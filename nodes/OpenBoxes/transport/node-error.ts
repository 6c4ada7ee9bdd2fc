import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { isOpenBoxesError, toOpenBoxesError } from './openboxes-error';

function withItem(message: string, itemIndex: number | undefined): string {
	return itemIndex === undefined ? message : `${message} [item ${itemIndex}]`;
}

/** n8n's own errors (a deleted credential, a domain that is not allowed) say best what they mean. */
function isOfN8n(error: unknown): error is Error {
	return (
		error instanceof Error &&
		!isOpenBoxesError(error) &&
		('level' in error || error instanceof NodeApiError || error instanceof NodeOperationError)
	);
}

/**
 * n8n's error for a failure of ours, made from picked fields only. A reply's status makes it an API
 * error; everything else is about what the user asked for. What n8n itself threw stays as it is.
 */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (isOfN8n(error)) return new NodeOperationError(node, error, { itemIndex });
	const failure = toOpenBoxesError(error);
	const { description, httpStatus } = failure;
	const message = withItem(failure.message, itemIndex);
	if (httpStatus === undefined)
		return new NodeOperationError(node, message, { description, itemIndex });
	return new NodeApiError(
		node,
		{ message },
		{ message, description, httpCode: String(httpStatus), itemIndex },
	);
}
