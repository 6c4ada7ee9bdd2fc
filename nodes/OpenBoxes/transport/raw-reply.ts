import { jsonParse } from 'n8n-workflow';
import type { RawReply } from './reply';

function parseJson(text: string): unknown {
	try {
		return jsonParse<unknown>(text);
	} catch {
		return text;
	}
}

function toHeaders(headers: unknown): Record<string, string> {
	if (typeof headers !== 'object' || headers === null) return {};
	const entries = Object.entries(headers).map(([name, value]): [string, string] => [
		name.toLowerCase(),
		Array.isArray(value) ? value.join(', ') : String(value),
	]);
	return Object.fromEntries(entries);
}

/** The full response of n8n's helper in one shape, with JSON parsed whatever n8n already did to it. */
export function toRawReply(answer: unknown): RawReply {
	const full = typeof answer === 'object' && answer !== null ? answer : {};
	const status = 'statusCode' in full && typeof full.statusCode === 'number' ? full.statusCode : 0;
	const headers = toHeaders('headers' in full ? full.headers : undefined);
	const body: unknown = 'body' in full ? full.body : undefined;
	const isText = typeof body === 'string';
	const parsed = isText && /json/i.test(headers['content-type'] ?? '') ? parseJson(body) : body;
	return { status, headers, body: parsed === '' ? undefined : parsed };
}
