import { jsonStringify, type IRun } from 'n8n-workflow';

/** What the user sees of an error, and what travels between processes. */
export interface RunError {
	name: string;
	message: string;
	description?: string;
	itemIndex?: number;
	httpCode?: string;
	node?: string;
	/** What failed, as n8n's menu names it. */
	operation?: string;
}

interface ErrorLike {
	name?: string;
	message: string;
	description?: string | null;
	httpCode?: string | null;
	context?: { itemIndex?: number; operation?: unknown };
	node?: { name: string };
}

export function describeError(error: ErrorLike): RunError {
	return {
		name: error.name ?? 'Error',
		message: error.message,
		description: error.description ?? undefined,
		itemIndex: error.context?.itemIndex,
		httpCode: error.httpCode ?? undefined,
		node: error.node?.name,
		operation: typeof error.context?.operation === 'string' ? error.context.operation : undefined,
	};
}

/** Everything that n8n would write to its database for an execution, to look for secrets in it. */
export function savedText(run: { data: IRun['data'] }): string {
	return jsonStringify(run.data, { replaceCircularRefs: true });
}
