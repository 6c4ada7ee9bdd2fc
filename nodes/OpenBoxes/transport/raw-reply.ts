import { jsonParse } from 'n8n-workflow';
import { readResponse } from '../../shared/response';
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

function toSetCookies(headers: unknown): string[] {
	if (typeof headers !== 'object' || headers === null) return [];
	return Object.entries(headers)
		.filter(([name]) => name.toLowerCase() === 'set-cookie')
		.flatMap(([, value]) => (Array.isArray(value) ? value.map(String) : [String(value)]));
}

/**
 * The full response of n8n's helper in one shape, with JSON parsed whatever n8n already did to it. What
 * explains a refusal is cleared of secrets before anybody reads, cuts or parses it; data stay as they are.
 */
export function toRawReply(answer: unknown, settings: Readonly<OpenBoxesCredential>): RawReply {
	const { status, given, headers, body } = readResponse(answer);
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
