import { DatabaseRefusal, failure, InUse, invalidAction, Refusal } from './errors';
import type { Headers } from './content';
import { htmlPage, json, redirect, type Reply, TEXT_TYPE } from './reply';
import type { Overlap } from './overlap';
import { Call, type Match, type Router } from './router';
import { mayCall, type Session } from './session';
import type { Row } from './store/table';
import type { Version } from './versions';
import type { World } from './world';

export interface Incoming {
	world: World;
	router: Router;
	session: Session;
	method: string;
	path: string;
	query: URLSearchParams;
	body: string;
	headers: Headers;
	contextPath: string;
	origin: string;
	overlap: Overlap;
	/** Milliseconds that a real server takes for this request. */
	pace: () => number;
	/** Mistakes of the sandbox itself are noted here. */
	ownErrors: string[];
	/** Decides redirect target and error form (sessions-and-errors.md#json-requests). */
	json: boolean;
}

/** From URL to answer: mapping, login, role, handler, and the form of a refusal. */
export async function respond(incoming: Incoming): Promise<Reply> {
	try {
		return await handled(incoming);
	} catch (error) {
		return refused(error, incoming);
	}
}

async function handled(incoming: Incoming): Promise<Reply> {
	const { world, router, session, method, contextPath, origin } = incoming;
	const path = decode(incoming.path);
	if (path !== contextPath && !path.startsWith(`${contextPath}/`)) return { status: 404 };
	const inside = path.slice(contextPath.length);
	// An unknown URL is a 404 with or without login; a wrong method asks for the login first.
	const match = router.find(method, inside);
	const access = match === 'no action' ? 'user' : match.route.access;
	const user = world.store.get('user', session.user);
	if (access !== 'open') {
		if (!user || session.inactive) {
			session.user = null; // the next request of a user set inactive drops him (sessions-and-errors.md#login)
			const target = incoming.json ? '/errors/handleUnauthorized' : '/auth/login';
			return redirect(`${origin}${contextPath}${target}`);
		}
		forgetDisabledLocation(world, session);
		if (!mayCall(world, user, session.location, access)) {
			return redirect(`${origin}${contextPath}/errors/handleForbidden`);
		}
	}
	if (match === 'no action') return noAction(method);
	if (match.route.needsLocation && !world.store.get('location', session.location)) {
		return redirect(`${origin}${contextPath}/dashboard/chooseLocation`);
	}
	return await run(incoming, match, user ?? null, inside);
}

async function run(
	incoming: Incoming,
	match: Match,
	user: Row | null,
	path: string,
): Promise<Reply> {
	const { world, session, method, query, body, headers, contextPath, origin } = incoming;
	const call = new Call(
		world,
		session,
		user,
		method,
		path,
		query,
		match.params,
		body,
		headers,
		contextPath,
		origin,
	);
	world.json.viewer = session.location;
	if (incoming.overlap.isOn) return await overlapping(incoming, () => match.route.handler(call));
	if (match.route.ownTransaction) return await match.route.handler(call);
	const reply = world.store.atomic(() => match.route.handler(call));
	return await reply;
}

/** A request that wrote nothing answers at once; of a write nobody sees anything until it commits. */
async function overlapping(
	{ world: { store }, overlap, method, path, pace }: Incoming,
	handler: () => Reply | Promise<Reply>,
): Promise<Reply> {
	const ticket = store.commits.begin(overlap.now());
	const work = store.ahead(handler, ticket);
	if (work.changes.length > 0) await overlap.untilCommit(ticket, method, path, pace);
	store.commit(work);
	return await work.finish();
}

/** HEAD on a URL that has none: 500 without a body (sessions-and-errors.md#bad-input). */
function noAction(method: string): Reply {
	if (method === 'HEAD') return { status: 500, contentType: TEXT_TYPE };
	throw invalidAction();
}

/** A disabled location is cleared before the request runs (sessions-and-errors.md#login). */
function forgetDisabledLocation(world: World, session: Session): void {
	const location = world.store.get('location', session.location);
	const organization = world.store.get('organization', location?.organization);
	if (location?.active === false || organization?.active === false) session.location = null;
}

function decode(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

function refused(error: unknown, incoming: Incoming): Reply {
	const { version } = incoming.world;
	if (error instanceof DatabaseRefusal) return databaseRefusal(error.message, version);
	if (error instanceof InUse) return inUse(error.message, incoming);
	const refusal = error instanceof Refusal ? error : unexpected(error, incoming.ownErrors);
	if (!incoming.json && refusal.whenNotJson !== 'json') {
		const status = refusal.whenNotJson === 'page' ? refusal.status : 500;
		const title = refusal.status === 404 ? 'Page Not Found' : 'General Error';
		return {
			status,
			body: htmlPage(title),
			contentType: 'text/html;charset=UTF-8',
			headers: refusal.headers,
		};
	}
	if (typeof refusal.body === 'string') {
		return {
			status: refusal.status,
			body: refusal.body,
			contentType: TEXT_TYPE,
			headers: refusal.headers,
		};
	}
	return json(refusal.body, refusal.status, refusal.headers);
}

/** A mistake of the sandbox itself is a 500 as well, and says so. */
function unexpected(error: unknown, ownErrors: string[]): Refusal {
	const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
	ownErrors.push(message);
	return failure('sandbox', message);
}

const SQL_CAUSE = 'java.sql.SQLIntegrityConstraintViolationException';

/** Text and an HTML page in spite of JSON headers; JSON before 0.9.1 (versions.md#first). */
function databaseRefusal(message: string, version: Version): Reply {
	if (version.before('0.9.1'))
		return json({ errorCode: 500, cause: SQL_CAUSE, errorMessage: message }, 500);
	const text = `['errorCode':500, 'errorMessage':'${message.replace(/'/g, "\\'")}']`;
	return { status: 500, body: text + htmlPage('General Error'), contentType: TEXT_TYPE };
}

function inUse(message: string, incoming: Incoming): Reply {
	const refusal = incoming.world.version.before('0.9.1')
		? failure(
				SQL_CAUSE,
				`Cannot delete or update a parent row: a foreign key constraint fails (${message})`,
			)
		: new Refusal(500, {
				errorCode: 500,
				errorMessage: 'Resource could not be deleted because of an existing association',
			});
	return refused(refusal, incoming);
}
