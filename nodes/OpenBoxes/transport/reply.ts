import { errorBodySchema, fulfillmentErrorsSchema } from '../schemas';

/** What came back over HTTP, before anybody decided what it means. */
export interface RawReply {
	status: number;
	headers: Record<string, string>;
	/** Each `Set-Cookie` header by itself: joined they cannot be told apart, since dates hold commas. */
	setCookies: readonly string[];
	/** Parsed JSON, text, or undefined when empty. */
	body: unknown;
}

/**
 * What a reply means (sessions-and-errors.md#redirects, sessions-and-errors.md#errors;
 * stock-rules.md#redirects).
 */
export type Verdict =
	| { kind: 'data'; body: unknown }
	/** `mayBeSaved` = told by a page that need not be the login page: a write may have been carried out. */
	| { kind: 'loggedOut'; mayBeSaved?: boolean }
	| { kind: 'forbidden' }
	| { kind: 'locationMissing' }
	| { kind: 'notOpenBoxes' }
	| { kind: 'rateLimited'; retryAfterMs?: number }
	| { kind: 'refused'; status: number; reason: string; fields: string[] }
	| { kind: 'broken'; status: number; reason: string };

const LOGGED_OUT_PATHS = ['/errors/handleUnauthorized', '/auth/login', '/mobile/login'];
const SUCCESS_REDIRECT = /\/(stockMovementApi\/read|order\/show)\//;

function isHtml(reply: RawReply): boolean {
	const type = reply.headers['content-type'] ?? '';
	return /text\/html/i.test(type);
}

/** The form that every version's login page has, whatever the language of its text. */
const LOGIN_FORM = /handleLogin|type=["']?password|<title>\s*log ?in\b/i;

function isPage(body: unknown): boolean {
	return typeof body === 'string' && /<html|<!doctype/i.test(body);
}

/** Path of a `Location` header; its host may be wrong behind a proxy (sessions-and-errors.md#redirects). */
function redirectPath(location: string): string {
	return location.replace(/^[a-z]+:\/\/[^/]*/i, '').split(/[?#]/)[0];
}

/** Nobody waits longer for a server, whatever it asks for. */
const LONGEST_WAIT_MS = 15 * 60_000;

function bounded(ms: number): number {
	return Math.min(LONGEST_WAIT_MS, Math.max(0, Math.round(ms)));
}

function retryAfterMs(reply: RawReply, now: number): number | undefined {
	const header = reply.headers['retry-after']?.trim();
	if (header && Number.isFinite(Number(header))) return bounded(Number(header) * 1000);
	const date = header ? Date.parse(header) : NaN;
	if (!Number.isNaN(date)) return bounded(date - now);
	const parsed = errorBodySchema.safeParse(reply.body);
	const inBody = parsed.success ? parsed.data.retryAfter : undefined;
	return inBody === undefined || !Number.isFinite(inBody) ? undefined : bounded(inBody * 1000);
}

/** Of a text that may be a whole page only the beginning is looked at. */
const BEGINNING = 2000;

/** First line of the text form of an error: `['errorCode':500, 'errorMessage':'..']`. */
function reasonInText(body: string): string {
	const match = /'errorMessage':'((?:[^'\\]|\\.)*)'/.exec(body.slice(0, BEGINNING));
	if (match) return match[1].replace(/\\'/g, "'");
	return isPage(body) ? '' : body.slice(0, BEGINNING).trim();
}

/** A refused fulfilment says per field and packing row what is wrong (stock-movements.md#send). */
function reasonsInFields(body: unknown): string[] {
	const parsed = fulfillmentErrorsSchema.safeParse(body);
	if (!parsed.success) return [];
	const { fulfillmentDetails, sendingOptions, packingList } = parsed.data.errors;
	const rows = Object.entries(packingList).flatMap(([row, fields]) =>
		Object.values(fields).flatMap((reasons) => reasons.map((reason) => `row ${row}: ${reason}`)),
	);
	return [...Object.values(fulfillmentDetails), ...Object.values(sendingOptions), rows].flat();
}

/**
 * The server's own reason: `errorMessages` joined, else `errorMessage`, else text
 * (sessions-and-errors.md#errors).
 */
function serverReason(body: unknown): { reason: string; fields: string[]; cause?: string } {
	if (typeof body === 'string') return { reason: reasonInText(body), fields: [] };
	const inFields = reasonsInFields(body);
	if (inFields.length > 0) return { reason: inFields.join('; '), fields: inFields };
	const parsed = errorBodySchema.safeParse(body);
	if (!parsed.success) return { reason: '', fields: [] };
	const { errorMessages, errorMessage, cause } = parsed.data;
	const fields = errorMessages ?? [];
	return { reason: fields.length > 0 ? fields.join('; ') : (errorMessage ?? ''), fields, cause };
}

/**
 * Decides what a reply means by status and `Location` path, never by text, which is in the session's
 * language. HTML is never data, whatever its status.
 */
export function classify(reply: RawReply, now: number): Verdict {
	const { status, body } = reply;
	if (status === 429) return { kind: 'rateLimited', retryAfterMs: retryAfterMs(reply, now) };
	if (status === 401) return { kind: 'loggedOut' };
	if (status === 403) return { kind: 'forbidden' };
	if (status >= 300 && status < 400) {
		const path = redirectPath(reply.headers.location ?? '');
		if (LOGGED_OUT_PATHS.some((end) => path.endsWith(end))) return { kind: 'loggedOut' };
		if (path.endsWith('/errors/handleForbidden')) return { kind: 'forbidden' };
		if (path.endsWith('/dashboard/chooseLocation')) return { kind: 'locationMissing' };
		// Two stock movement calls, and placing an order, answer 302 when they succeed
		// (sessions-and-errors.md#redirects).
		if (SUCCESS_REDIRECT.test(path)) return { kind: 'data', body: undefined };
		return { kind: 'notOpenBoxes' };
	}
	if (status >= 200 && status < 300) {
		if (typeof body === 'string' && body !== '') {
			// Too short a search term: Groovy text instead of JSON (sessions-and-errors.md#e13).
			if (body.trim() === "['data':[]]") return { kind: 'data', body: { data: [] } };
			if (isHtml(reply) && isPage(body))
				return { kind: 'loggedOut', mayBeSaved: !LOGIN_FORM.test(body) };
			if (isHtml(reply) || isPage(body)) return { kind: 'notOpenBoxes' };
			if (/json/i.test(reply.headers['content-type'] ?? '')) {
				return { kind: 'broken', status, reason: 'The answer was cut off before its end' };
			}
		}
		return { kind: 'data', body };
	}
	const { reason, fields, cause } = serverReason(body);
	// A 500 with a Java class or a database text is the server's refusal of bad input; without one it
	// comes from a proxy or a server that is down.
	const fromApplication =
		status < 500 || (status === 500 && (cause !== undefined || reason !== ''));
	return fromApplication
		? { kind: 'refused', status, reason, fields }
		: { kind: 'broken', status, reason };
}
