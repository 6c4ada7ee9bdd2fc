import { OpenBoxesError } from './openboxes-error';

const DEFAULT_CONTEXT_PATH = '/openboxes';

/**
 * Base address of a server, without a trailing slash, from what a user typed: with or without
 * `/openboxes`, with `/openboxes/api`, with a trailing slash. A context path that was given is kept,
 * because operators may change it (note 01, top).
 *
 * @throws OpenBoxesError when it is not a http(s) address, or holds a user name or password
 */
export function toBaseUrl(typed: string): string {
	const text = typed.trim();
	const withScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`;
	const parsed = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
	if (text === '' || !parsed || !/^https?:$/.test(parsed.protocol)) {
		throw new OpenBoxesError(
			'The server URL in the OpenBoxes credential is not a web address, e.g. https://openboxes.example.org/openboxes',
			{ outcome: 'notSent', cause: 'configuration-invalid' },
		);
	}
	if (parsed.username || parsed.password) {
		throw new OpenBoxesError(
			'The server URL in the OpenBoxes credential must not contain a user name or password. Use the fields for them.',
			{ outcome: 'notSent', cause: 'configuration-invalid' },
		);
	}
	const path = parsed.pathname.replace(/\/+$/, '').replace(/\/api$/i, '');
	const trimmed = path.replace(/\/+$/, '');
	const contextPath =
		trimmed === '' ? (/^\/api\/*$/i.test(parsed.pathname) ? '' : DEFAULT_CONTEXT_PATH) : trimmed;
	return `${parsed.origin}${contextPath}`;
}

/** Path below the base address; every segment is encoded so that an id can never change the route. */
export function apiPath(...segments: string[]): string {
	return `/api/${segments.map((segment) => encodeURIComponent(segment)).join('/')}`;
}
