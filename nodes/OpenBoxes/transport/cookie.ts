const NAME = 'JSESSIONID';

interface ParsedCookie {
	name: string;
	value: string;
	path: string;
	isOver: boolean;
}

function parse(header: string, now: number): ParsedCookie | undefined {
	const [pair = '', ...attributes] = header.split(';');
	const at = pair.indexOf('=');
	if (at <= 0) return undefined;
	const cookie: ParsedCookie = {
		name: pair.slice(0, at).trim(),
		value: pair.slice(at + 1).trim(),
		path: '/',
		isOver: false,
	};
	let maxAge: number | undefined;
	let expires: number | undefined;
	for (const attribute of attributes) {
		const equals = attribute.indexOf('=');
		const key = attribute
			.slice(0, equals < 0 ? undefined : equals)
			.trim()
			.toLowerCase();
		const value = equals < 0 ? '' : attribute.slice(equals + 1).trim();
		if (key === 'path' && value.startsWith('/')) cookie.path = value;
		if (key === 'max-age' && /^-?\d+$/.test(value)) maxAge = Number(value);
		if (key === 'expires') expires = Date.parse(value);
	}
	const byDate = expires !== undefined && expires <= now;
	cookie.isOver = maxAge === undefined ? byDate : maxAge <= 0;
	return cookie;
}

/** Whether a browser would send a cookie of this path to a page below `base`. */
function covers(path: string, base: string): boolean {
	const folder = path.endsWith('/') ? path : `${path}/`;
	return `${base}/`.startsWith(folder);
}

/**
 * The session cookie of a server, as a browser would pick it from an answer: by its exact name, for the
 * path of the server, not one that is taken back; the closest path wins, and of one path the last one. A
 * proxy may leave the path of the server behind it in the cookie: then there is only that one to take.
 *
 * @param setCookies each `Set-Cookie` header
 * @returns `JSESSIONID=…`
 */
export function sessionCookie(
	setCookies: readonly string[],
	baseUrl: string,
	now: number,
): string | undefined {
	const base = new URL(baseUrl).pathname.replace(/\/$/, '');
	const byPath = new Map<string, ParsedCookie>();
	for (const header of setCookies) {
		const cookie = parse(header, now);
		if (cookie?.name === NAME) byPath.set(cookie.path, cookie);
	}
	const live = [...byPath.values()].filter(
		({ value, isOver }) => !isOver && /^[\x21-\x7e]+$/.test(value),
	);
	const own = live.filter(({ path }) => covers(path, base));
	const [closest] = (own.length > 0 ? own : live).sort((a, b) => b.path.length - a.path.length);
	return closest && `${NAME}=${closest.value}`;
}
