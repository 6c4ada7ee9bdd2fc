import type { Random } from '../sandbox/random';

/** A reply as it goes out. */
export interface SpoiltReply {
	status: number;
	headers: Record<string, string>;
	body: string;
}

type Spoil = (reply: SpoiltReply, random: Random, secrets: readonly string[]) => SpoiltReply;

const JSON_TYPE = { 'content-type': 'application/json;charset=UTF-8' };
const HTML_TYPE = { 'content-type': 'text/html;charset=utf-8' };

function pick<Value>(random: Random, values: readonly Value[]): Value {
	return values[Math.floor(random() * values.length)];
}

const STRANGE: readonly unknown[] = [
	null,
	true,
	0,
	-1,
	1e300,
	'',
	'text',
	'\u0000',
	'9'.repeat(400),
	[],
	{},
	[null],
	[[]],
	{ data: null },
	{ id: null },
	{ id: '..' },
	{ data: { data: [] } },
	{ errorCode: 500 },
	{ errorMessages: [null] },
	{ __proto__: null, constructor: 1, toString: 2 },
];

/** Replaces some values of a JSON value by strange ones, drops keys, doubles rows. */
function shaken(value: unknown, random: Random, share: number): unknown {
	if (random() < share) return pick(random, STRANGE);
	if (Array.isArray(value)) {
		const rows = value.slice(0, 200).map((row) => shaken(row, random, share));
		if (random() < share) rows.push(...rows);
		if (random() < share) rows.length = Math.floor(rows.length / 2);
		return rows;
	}
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value)
		.filter(() => random() >= share / 2)
		.map(([key, inner]): [string, unknown] => [key, shaken(inner, random, share)]);
	return Object.fromEntries(entries);
}

function parsed(body: string): unknown {
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return { data: [] };
	}
}

/** Ways to write a secret back. */
const ECHOES: ReadonlyArray<(secret: string) => string> = [
	(secret) => secret,
	encodeURIComponent,
	(secret) => [...secret].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join(''),
	(secret) => [...secret].map((letter) => `&#${letter.charCodeAt(0)};`).join(''),
	(secret) => Buffer.from(secret).toString('base64'),
	(secret) => Buffer.from(`user:${secret}`).toString('base64'),
	(secret) => JSON.stringify(secret).replace(/-/g, '\\u002d'),
];

const HOW: readonly Spoil[] = [
	(reply, random) => ({ ...reply, body: JSON.stringify(shaken(parsed(reply.body), random, 0.02)) }),
	(reply, random) => ({ ...reply, body: JSON.stringify(shaken(parsed(reply.body), random, 0.2)) }),
	(_, random) => ({
		status: 200,
		headers: JSON_TYPE,
		body: JSON.stringify(pick(random, STRANGE)) ?? '',
	}),
	(_, random) => ({
		status: 200,
		headers: JSON_TYPE,
		body: JSON.stringify({ data: pick(random, STRANGE) }),
	}),
	(reply, random) => ({
		...reply,
		body: reply.body.slice(0, Math.floor(random() * reply.body.length)),
	}),
	(reply) => ({
		status: 200,
		headers: HTML_TYPE,
		body: `<html><body>${reply.status} Welcome</body></html>`,
	}),
	(reply) => ({ ...reply, headers: HTML_TYPE }),
	(_, random) => ({ status: pick(random, [200, 201, 204, 205, 226]), headers: {}, body: '' }),
	(_, random) => ({
		status: pick(random, [400, 404, 405, 409, 418, 422, 500, 502, 503, 504, 599]),
		headers: pick(random, [JSON_TYPE, HTML_TYPE, {}]),
		body: pick(random, [
			'',
			'{',
			'null',
			'[]',
			'{"errorMessages":[]}',
			'<html>',
			'.'.repeat(80_000),
		]),
	}),
	(_, random, secrets) => ({
		status: pick(random, [400, 404, 500, 503]),
		headers: pick(random, [JSON_TYPE, HTML_TYPE]),
		body: JSON.stringify({
			errorCode: 500,
			errorMessage: `${'x'.repeat(Math.floor(random() * 600))} got ${pick(random, ECHOES)(pick(random, secrets))}`,
		}),
	}),
	(_, random) => ({
		status: 302,
		headers: {
			location: pick(random, [
				'/openboxes/errors/handleUnauthorized',
				'/openboxes/errors/handleForbidden',
				'/openboxes/dashboard/chooseLocation',
				'/openboxes/order/show/1',
				'http://127.0.0.1:1/elsewhere',
				'',
				'%',
			]),
		},
		body: '',
	}),
	() => ({ status: 429, headers: { 'retry-after': '0', ...JSON_TYPE }, body: '{}' }),
	(reply, random) => ({
		...reply,
		headers: { ...reply.headers, 'set-cookie': `JSESSIONID=${random()}` },
	}),
];

/** The reply, or one that no OpenBoxes would give. */
export function spoil(reply: SpoiltReply, random: Random, secrets: readonly string[]): SpoiltReply {
	return pick(random, HOW)(reply, random, secrets);
}
