import { readWebAddress, withoutSlashes } from '../../shared/web-address';
import { isStorable, quoted } from '../values/text';
import { OpenBoxesError } from './openboxes-error';

const DEFAULT_CONTEXT_PATH = '/openboxes';

/**
 * Base address of a server, without a trailing slash, from what a user typed: with or without
 * `/openboxes`, with `/openboxes/api`, with a trailing slash. A context path that was given is kept,
 * because operators may change it (docs/openboxes/sessions-and-errors.md).
 *
 * @throws OpenBoxesError when it is not a http(s) address, or holds a user name or password
 */
export function toBaseUrl(typed: string): string {
	const address = readWebAddress(typed);
	if (address.wrong === 'password') {
		throw new OpenBoxesError(
			'The server URL in the OpenBoxes credential must not contain a user name or password. Use the fields for them.',
			{ outcome: 'notSent', cause: 'configuration-invalid', isFatal: true },
		);
	}
	if (address.wrong !== undefined) {
		throw new OpenBoxesError(
			address.wrong === 'empty'
				? 'The OpenBoxes credential has no server URL. Enter it as you see it in the browser, e.g. https://openboxes.example.org/openboxes'
				: 'The server URL in the OpenBoxes credential is not a web address, e.g. https://openboxes.example.org/openboxes',
			{ outcome: 'notSent', cause: 'configuration-invalid', isFatal: true },
		);
	}
	const { origin, path: given } = address;
	const isApi = /\/api$/i.test(given);
	const contextPath = withoutSlashes(isApi ? given.slice(0, -'/api'.length) : given);
	if (contextPath !== '') return `${origin}${contextPath}`;
	return `${origin}${isApi ? '' : DEFAULT_CONTEXT_PATH}`;
}

/**
 * Path below the base address. Every segment is encoded so that an ID can never change the route.
 *
 * @throws OpenBoxesError for what would change it all the same: nothing, and the names of folders
 */
export function apiPath(...segments: string[]): string {
	return `/api/${segments.map(toSegment).join('/')}`;
}

function toSegment(segment: string): string {
	// Longer ones make an address that servers refuse without a reason.
	if (segment === '.' || segment === '..' || !isStorable(segment)) {
		throw new OpenBoxesError(
			segment === '' ? 'An ID is empty' : `${quoted(segment)} cannot be an ID in OpenBoxes`,
			{ description: 'Give the ID as OpenBoxes shows it.', outcome: 'notSent' },
		);
	}
	return encodeURIComponent(segment);
}
