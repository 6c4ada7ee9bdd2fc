import { jsonParse } from 'n8n-workflow';
import type { OpenBoxesCredential } from '../schemas';
import { knownSessions } from './known-sessions';
import type { RawReply } from './reply';
import { scrub } from './scrub';

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

function toSetCookies(headers: unknown): string[] {
	if (typeof headers !== 'object' || headers === null) return [];
	return Object.entries(headers)
		.filter(([name]) => name.toLowerCase() === 'set-cookie')
		.flatMap(([, value]) => (Array.isArray(value) ? value.map(String) : [String(value)]));
}

function statusOf(full: object): number {
	const status: unknown = 'statusCode' in full ? full.statusCode : undefined;
	return typeof status === 'number' ? status : 0;
}

/**
 * The full response of n8n's helper in one shape, with JSON parsed whatever n8n already did to it. What
 * explains a refusal is cleared of secrets before anybody reads, cuts or parses it; data stay as they are.
 */
export function toRawReply(answer: unknown, settings: Readonly<OpenBoxesCredential>): RawReply {
	const full = typeof answer === 'object' && answer !== null ? answer : {};
	const status = statusOf(full);
	const given: unknown = 'headers' in full ? full.headers : undefined;
	const headers = toHeaders(given);
	const body: unknown = 'body' in full ? full.body : undefined;
	const isData = status >= 200 && status < 300;
	const text =
		typeof body === 'string' && !isData ? scrub(body, settings, knownSessions(settings)) : body;
	const isJson = typeof text === 'string' && /json/i.test(headers['content-type'] ?? '');
	const parsed = isJson ? parseJson(text) : text;
	return {
		status,
		headers,
		setCookies: toSetCookies(given),
		body: parsed === '' ? undefined : parsed,
	};
}
