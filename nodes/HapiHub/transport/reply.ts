import { jsonParse } from 'n8n-workflow';
import { readResponse } from '../../shared/response';

/** What came back over HTTP, before anybody decided what it means. */
export interface RawReply {
	status: number;
	headers: Record<string, string>;
	/** Parsed JSON, text, or undefined when empty. */
	body: unknown;
}

/** What a reply means. */
export type Verdict =
	| { kind: 'data'; body: unknown }
	| { kind: 'rateLimited'; retryAfterMs?: number }
	| { kind: 'refused'; status: number; reason: string }
	/** The server failed, or something before it answered: a write may have been carried out. */
	| { kind: 'broken'; status: number; reason: string };

function parsed(text: string): unknown {
	if (text.trim() === '') return undefined;
	try {
		return jsonParse<unknown>(text);
	} catch {
		return text;
	}
}

/** The full response of n8n's helper in one shape, with JSON parsed whatever n8n already did to it. */
export function toRawReply(answer: unknown): RawReply {
	const { status, headers, body } = readResponse(answer);
	return { status, headers, body: typeof body === 'string' ? parsed(body) : body };
}

function retryAfterMs({ headers }: RawReply, now: number): number | undefined {
	const header = headers['retry-after'];
	if (header === undefined) return undefined;
	const seconds = Number(header);
	if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
	const date = Date.parse(header);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The API's errors are `{name, code, message}`; anything else has no reason for a user. */
function reasonIn(body: unknown): string {
	if (typeof body !== 'object' || body === null || !('message' in body)) return '';
	return typeof body.message === 'string' ? body.message.trim().slice(0, 300) : '';
}

/** Decides what a reply means. A text is never data, whatever its status: pages and cut answers are texts. */
export function classify(reply: RawReply, now: number): Verdict {
	const { status, body } = reply;
	if (status === 429) return { kind: 'rateLimited', retryAfterMs: retryAfterMs(reply, now) };
	if (status >= 200 && status < 300) {
		if (typeof body === 'object' && body !== null) return { kind: 'data', body };
		const isCut = /json/i.test(reply.headers['content-type'] ?? '');
		const reason = isCut
			? 'the answer was cut off before its end'
			: 'it answered with a page instead of data';
		return { kind: 'broken', status, reason };
	}
	if (status >= 400 && status < 500) return { kind: 'refused', status, reason: reasonIn(body) };
	if (status >= 300 && status < 400)
		return { kind: 'broken', status, reason: 'it pointed to another address' };
	return { kind: 'broken', status, reason: reasonIn(body) };
}
