import { failure, missingRow, nullPointer } from '../errors';
import { data, json, page, redirect, text, type Reply } from '../reply';
import type { Call, Route } from '../router';
import { appContext } from './app-context';
import { sameText } from '../collation';
import type { Row } from '../store/table';
import { wantsJson } from '../content';

/**
 * Login, logout, location, status and the pages a redirect leads to (sessions-and-errors.md#login,
 * sessions-and-errors.md#redirects).
 */
export const sessionRoutes: Route[] = [
	{ method: 'ANY', pattern: '/api/login', access: 'open', handler: login },
	{ method: 'ANY', pattern: '/api/login/:rest', access: 'open', handler: login },
	{ method: 'ANY', pattern: '/api/logout', access: 'open', handler: logout },
	{ method: 'ANY', pattern: '/api/status', access: 'open', handler: status },
	{ method: 'ANY', pattern: '/api/chooseLocation', access: 'user', handler: chooseLocation },
	{ method: 'ANY', pattern: '/api/chooseLocation/:id', access: 'user', handler: chooseLocation },
	{ method: 'ANY', pattern: '/api/chooseLocale', access: 'primary', handler: chooseLocale },
	{ method: 'ANY', pattern: '/api/chooseLocale/:code', access: 'primary', handler: chooseLocale },
	{
		method: 'ANY',
		pattern: '/api/getAppContext',
		access: 'primary',
		handler: (call) => data(appContext(call)),
	},
	{
		method: 'ANY',
		pattern: '/api/getAppContext/:rest',
		access: 'primary',
		handler: (call) => data(appContext(call)),
	},
	{ method: 'ANY', pattern: '/api/getRequestTypes', access: 'primary', handler: requestTypes },
	{ method: 'NONE', pattern: '/api', access: 'primary', handler: status },
	{ method: 'ANY', pattern: '/health', access: 'open', handler: () => json({ status: 'UP' }) },
	{ method: 'ANY', pattern: '/info', access: 'open', handler: info },
	{ method: 'ANY', pattern: '/metrics', access: 'open', handler: closedActuator },
	{ method: 'ANY', pattern: '/env', access: 'open', handler: closedActuator },
	{
		method: 'ANY',
		pattern: '/errors/handleUnauthorized',
		access: 'open',
		handler: handleUnauthorized,
	},
	{ method: 'ANY', pattern: '/errors/handleForbidden', access: 'open', handler: handleForbidden },
	{ method: 'ANY', pattern: '/auth/login', access: 'open', handler: () => page('Login') },
	{
		method: 'ANY',
		pattern: '/dashboard/chooseLocation',
		access: 'open',
		handler: () => page('Choose Location'),
	},
];

/** Judged by status and cookie: the body is text (sessions-and-errors.md#login). */
function login(call: Call): Reply {
	const body = credentials(call);
	const { username, password } = body;
	if (typeof username !== 'string' || password === null || password === undefined) return refused();
	if (typeof password !== 'string') {
		throw failure(
			'groovy.lang.MissingMethodException',
			'No signature of method: org.pih.warehouse.PasswordCodec',
		);
	}
	const user = findUser(call, username);
	if (!user || user.password !== password) return refused();
	call.session.user = user.id;
	call.session.inactive = user.active === false;
	if ('location' in body) call.session.location = locationToEnter(call, body.location);
	return text('Authentication was successful');
}

const refused = (): Reply => text('Authentication failed', 401);

function credentials(call: Call): Record<string, unknown> {
	const type = call.headers['content-type'] ?? '';
	// The container takes a form for itself; the JSON is empty then (sessions-and-errors.md#login).
	if (type.includes('application/x-www-form-urlencoded')) return {};
	const body = call.json();
	const first: unknown = Array.isArray(body) ? body[0] : body;
	if (Array.isArray(body) && (typeof first !== 'object' || first === null)) {
		throw failure(
			'groovy.lang.MissingPropertyException',
			"Exception evaluating property 'username' for org.grails.web.json.JSONArray",
		);
	}
	return typeof first === 'object' && first !== null ? (first as Record<string, unknown>) : {};
}

const findUser = (call: Call, name: string): Row | undefined =>
	call.world.store
		.table('user')
		.all()
		.find(
			(user) => sameText(String(user.username), name) || sameText(String(user.email ?? ''), name),
		);

/**
 * Unchecked: a bin or supplier is accepted; an unknown id sets no location (sessions-and-errors.md#login).
 */
function locationToEnter(call: Call, location: unknown): string | null {
	if (typeof location === 'object' && location !== null) {
		throw failure('java.lang.IllegalArgumentException', 'java.lang.ClassCastException');
	}
	return call.world.store.get('location', String(location))?.id ?? null;
}

function logout(call: Call): Reply {
	call.session.loggedOut = true;
	return text('Logout was successful');
}

function status(): Reply {
	return json({ status: 'OK', database: { status: true, message: 'Database is available' } });
}

function chooseLocation(call: Call): Reply {
	const location = call.world.store.get('location', call.params.id);
	if (!location)
		throw missingRow('class org.pih.warehouse.core.Location', call.params.id ?? '<null>');
	call.session.location = location.id;
	const { firstName, lastName } = call.user;
	return text(
		`User ${String(firstName)} ${String(lastName)} is now logged into ${String(location.name)}`,
	);
}

/** Any code is accepted; it changes the number format of texts too (sessions-and-errors.md#app-context). */
function chooseLocale(call: Call): Reply {
	const { version } = call.world;
	const code = call.params.code;
	if (code === undefined && version.since('0.9.7')) {
		throw failure(
			'groovy.lang.GroovyRuntimeException',
			'Ambiguous method overloading for method LocalizationService#getLocale',
		);
	}
	call.session.language = code ?? call.session.language;
	if (version.before('0.9.2')) return text(`Current language is ${call.session.language}`);
	return data({ activeLanguage: call.session.language, activeLanguageTag: call.session.language });
}

function requestTypes(): Reply {
	return data([
		{ id: 'STOCK', name: 'Stock' },
		{ id: 'ADHOC', name: 'Adhoc' },
	]);
}

const BUILT = '2026-06-12T10:00:00Z';
const COMMIT = '09acff31a6000000000000000000000000000000';

function info(call: Call): Reply {
	return json({
		app: { name: 'openboxes', version: call.world.version.kind, grailsVersion: '3.3.16' },
		git: {
			commit: { time: BUILT, id: COMMIT, 'id.abbrev': COMMIT.slice(0, 7) },
			tags: `v${call.world.version.kind}`,
			branch: 'HEAD',
		},
		build: {
			version: call.world.version.kind,
			artifact: 'openboxes',
			name: 'openboxes',
			group: 'com.openboxes',
			time: BUILT,
		},
	});
}

/** Other actuator paths: 500 with a Location header (sessions-and-errors.md#app-context). */
function closedActuator(call: Call): Reply {
	const refusal = nullPointer("Cannot get property 'id' on null object");
	return json(refusal.body, 500, { Location: `${call.origin}${call.contextPath}/auth/login` });
}

function handleUnauthorized(call: Call): Reply {
	if (!wantsJson(call.headers)) return redirect(`${call.origin}${call.contextPath}/auth/login`);
	return json({ errorCode: 401, errorMessage: 'Unauthorized user: null' }, 401);
}

function handleForbidden(call: Call): Reply {
	if (!wantsJson(call.headers)) return page('Access Denied');
	return json({ errorCode: 403, errorMessage: 'Access denied' }, 403);
}
