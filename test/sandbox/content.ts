export type Headers = Record<string, string | undefined>;

/**
 * The server's "JSON request" test; it decides redirect target and error form
 * (sessions-and-errors.md#json-requests).
 */
export const wantsJson = (headers: Headers): boolean =>
	headers['x-requested-with'] === 'XMLHttpRequest' ||
	(headers['content-type'] ?? '').includes('application/json') ||
	(headers.accept ?? '').includes('application/json');
