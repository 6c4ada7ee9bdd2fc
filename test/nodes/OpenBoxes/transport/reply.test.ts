import { classify, type RawReply, type Verdict } from '../../../../nodes/OpenBoxes/transport/reply';

const LOGIN_PAGE = '<!DOCTYPE html><html><body>Login</body></html>';
const reply = (status: number, body?: unknown, headers: Record<string, string> = {}): RawReply => ({
	status,
	body,
	headers,
	setCookies: [],
});
const redirect = (location: string): RawReply => reply(302, undefined, { location });
const html = { 'content-type': 'text/html;charset=utf-8' };
const json = { 'content-type': 'application/json;charset=UTF-8' };

it.each<[string, RawReply, Verdict['kind']]>([
	['JSON', reply(200, { data: [] }, json), 'data'],
	['an empty answer of a write', reply(204), 'data'],
	['created', reply(201, { data: {} }, json), 'data'],
	[
		'a redirect to unauthorized, under another host',
		redirect('http://app:8080/openboxes//errors/handleUnauthorized'),
		'loggedOut',
	],
	['a redirect to the login page with a query', redirect('/openboxes/auth/login?x=1'), 'loggedOut'],
	['a redirect to the mobile login', redirect('https://x.org/openboxes/mobile/login'), 'loggedOut'],
	['401', reply(401, { errorCode: 401 }, json), 'loggedOut'],
	['a login page with 200', reply(200, LOGIN_PAGE, html), 'loggedOut'],
	['a redirect to forbidden', redirect('http://x/openboxes/errors/handleForbidden'), 'forbidden'],
	['403', reply(403, { errorCode: 403 }, json), 'forbidden'],
	[
		'a redirect to choose a location',
		redirect('http://x/openboxes/dashboard/chooseLocation'),
		'locationMissing',
	],
	[
		'a redirect on success',
		redirect('http://x/openboxes/stockMovementApi/read/1?stepNumber=2'),
		'data',
	],
	['any other redirect', redirect('https://portal.example.org/'), 'notOpenBoxes'],
	['text instead of data', reply(200, 'hello', html), 'notOpenBoxes'],
	['the text of a too short search', reply(200, "['data':[]]", html), 'data'],
	['JSON that was cut off', reply(200, '{"data":[{"id":', json), 'broken'],
	['429', reply(429, { errorCode: 429, retryAfter: 7 }, json), 'rateLimited'],
	['a validation error', reply(400, { errorCode: 400, errorMessages: ['x'] }, json), 'refused'],
	[
		'an exception',
		reply(500, { errorCode: 500, cause: 'java.lang.NullPointerException', errorMessage: '' }, json),
		'refused',
	],
	[
		'a broken foreign key',
		reply(500, "['errorCode':500, 'errorMessage':'Cannot add or update a child row']<html>", html),
		'refused',
	],
	['a proxy without a server', reply(502, '<html>Bad gateway</html>', html), 'broken'],
	['a failure without a word', reply(500), 'broken'],
])('%s', (_, raw, kind) => {
	expect(classify(raw, 0).kind).toBe(kind);
});

it("shows the server's own reasons, not its stack", () => {
	const body = {
		errorCode: 400,
		errorMessage: 'Validation error. long',
		errorMessages: ['Name is missing', 'Code is taken'],
	};
	expect(classify(reply(400, body, json), 0)).toMatchObject({
		reason: 'Name is missing; Code is taken',
	});
	const text = "['errorCode':500, 'errorMessage':'Duplicate entry \\'X\\' for key']\n<html>";
	expect(classify(reply(500, text, html), 0)).toMatchObject({
		reason: "Duplicate entry 'X' for key",
	});
});

it.each<[Record<string, string>, unknown, number | undefined]>([
	[{ 'retry-after': '3' }, undefined, 3000],
	[{ 'retry-after': 'Thu, 01 Jan 1970 00:00:05 GMT' }, undefined, 5000],
	[json, { retryAfter: 2 }, 2000],
	[{}, undefined, undefined],
])('waits as long as the server asks: %j', (headers, body, ms) => {
	expect(classify(reply(429, body, headers), 0)).toEqual({ kind: 'rateLimited', retryAfterMs: ms });
});
