/** The full response of n8n's helper, before anybody looked into its body. */
interface Response {
	status: number;
	/** As they came, and by their names in small letters. */
	given: unknown;
	headers: Record<string, string>;
	body: unknown;
}

export function readResponse(answer: unknown): Response {
	const full = typeof answer === 'object' && answer !== null ? answer : {};
	const given: unknown = 'headers' in full ? full.headers : undefined;
	return {
		status: 'statusCode' in full && typeof full.statusCode === 'number' ? full.statusCode : 0,
		given,
		headers: Object.fromEntries(
			Object.entries(given ?? {}).map(([name, value]: [string, unknown]) => [
				name.toLowerCase(),
				Array.isArray(value) ? value.join(', ') : String(value),
			]),
		),
		body: 'body' in full ? full.body : undefined,
	};
}
