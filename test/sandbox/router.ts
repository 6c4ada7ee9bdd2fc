import type { Access, Session } from './session';
import type { Reply } from './reply';
import type { Row } from './store/table';
import type { Kind, Version } from './versions';
import type { World } from './world';
import { failure, noMapping, nullPointer } from './errors';
import { parseLenientJson } from './lenient-json';

/** A request as a handler sees it. */
export class Call {
	constructor(
		readonly world: World,
		readonly session: Session,
		/** Null only on routes with access `open`. */
		readonly userOrNull: Row | null,
		readonly method: string,
		readonly path: string,
		readonly query: URLSearchParams,
		readonly params: Record<string, string>,
		readonly rawBody: string,
		readonly headers: Record<string, string | undefined>,
		readonly contextPath: string,
		/** The server as it names itself in redirects. */
		readonly origin: string,
	) {}

	get user(): Row {
		if (!this.userOrNull) throw nullPointer("Cannot get property 'id' on null object");
		return this.userOrNull;
	}

	/**
	 * The login location; endpoints that read it unguarded fail without one
	 * (sessions-and-errors.md#no-location).
	 */
	location(property = 'id'): Row {
		const row = this.world.store.get('location', this.session.location);
		if (!row) throw nullPointer(`Cannot get property '${property}' on null object`);
		return row;
	}

	locationOrNull(): Row | undefined {
		return this.world.store.get('location', this.session.location);
	}

	/** The JSON body as controllers read it; malformed = E1 (sessions-and-errors.md#bad-input). */
	json(): unknown {
		const type = this.headers['content-type'] ?? '';
		if (type.includes('application/x-www-form-urlencoded')) {
			throw failure(
				'java.lang.IllegalStateException',
				'getReader() has already been called for this request',
			);
		}
		if (type.includes('xml')) return {};
		const body = parseLenientJson(this.rawBody);
		return this.world.options.sortedKeys ? withSortedKeys(body) : body;
	}

	/**
	 * The body as an object: empty, null and bare texts are `{}`, a list is none
	 * (sessions-and-errors.md#bad-input).
	 */
	body(): Record<string, unknown> {
		const body = this.json();
		if (Array.isArray(body)) {
			throw failure(
				'org.codehaus.groovy.runtime.typehandling.GroovyCastException',
				"Cannot cast object with class 'org.grails.web.json.JSONArray' to class 'org.grails.web.json.JSONObject'",
			);
		}
		return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
	}
}

/** Some Java versions read an object's keys by the alphabet instead of in the order they were sent. */
function withSortedKeys(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withSortedKeys);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(entries.map(([name, one]) => [name, withSortedKeys(one)]));
}

export type Handler = (call: Call) => Reply | Promise<Reply>;

/** One row of the table of endpoints. */
export interface Route {
	method: string;
	/** `:name` matches one part of the path. */
	pattern: string;
	access: Access;
	handler: Handler;
	/** First tag that maps it (versions.md#calls, versions.md#calls). */
	since?: string;
	/** Only on this side of the "documented" switch. */
	only?: 'open source' | 'documented';
	/**
	 * Controllers not named `*Api` send a request without location to chooseLocation
	 * (sessions-and-errors.md#redirects).
	 */
	needsLocation?: boolean;
	/**
	 * A missing method of this URL is 404 instead of `Invalid action name`
	 * (sessions-and-errors.md#bad-input).
	 */
	wildcard?: boolean;
	/** Runs its own units of work, because it waits in between. */
	ownTransaction?: boolean;
}

export interface Match {
	route: Route;
	params: Record<string, string>;
}

const routers = new Map<Kind, Router>();

/** All endpoints of one version. */
export class Router {
	private readonly routes: Array<{ route: Route; parts: string[] }>;

	private constructor(routes: Route[], version: Version) {
		this.routes = routes
			.filter((route) => isServed(route, version))
			.map((route) => ({ route, parts: split(route.pattern) }))
			.sort((a, b) => wildness(a.parts) - wildness(b.parts));
	}

	/** Of a table of which there is one. */
	static of(routes: Route[], version: Version): Router {
		const router = routers.get(version.kind) ?? new Router(routes, version);
		routers.set(version.kind, router);
		return router;
	}

	/** The route, or the refusal that a wrong method or an unknown URL gets. */
	find(method: string, path: string): Match | 'no action' {
		const parts = split(path);
		const matching = this.routes.filter(
			(one) => one.parts.length === parts.length && fits(one.parts, parts),
		);
		if (matching.length === 0) throw noMapping();
		const pattern = matching[0].route.pattern.replace(/:\w+/g, ':');
		const same = matching.filter((one) => one.route.pattern.replace(/:\w+/g, ':') === pattern);
		const found = same.find((one) => one.route.method === method || one.route.method === 'ANY');
		if (found) return { route: found.route, params: paramsOf(found.parts, parts) };
		if (same[0].route.wildcard) throw noMapping();
		return 'no action';
	}
}

function isServed(route: Route, version: Version): boolean {
	if (route.only === 'documented' && !version.isDocumented) return false;
	if (route.only === 'open source' && version.isDocumented) return false;
	return route.since === undefined || version.since(route.since);
}

const split = (path: string): string[] => path.split('/').filter((part) => part !== '');

/** Literal parts first, from the left: `/products/search` before `/products/:id`. */
const wildness = (parts: string[]): number =>
	parts.reduce((sum, part, at) => sum + (part.startsWith(':') ? 2 ** (12 - at) : 0), 0);

const fits = (pattern: string[], parts: string[]): boolean =>
	pattern.every((part, at) => part.startsWith(':') || part === parts[at]);

const paramsOf = (pattern: string[], parts: string[]): Record<string, string> =>
	Object.fromEntries(
		pattern.flatMap((part, at) => (part.startsWith(':') ? [[part.slice(1), parts[at]]] : [])),
	);
