import { readWebAddress } from '../../shared/web-address';
import { HapiHubError } from './hapihub-error';

/**
 * Base address without a trailing slash, from what a user typed. A path is kept, as the API may stand
 * behind one.
 *
 * @throws HapiHubError when it is not a http(s) address, or holds a user name or password
 */
export function toBaseUrl(typed: string): string {
	const address = readWebAddress(typed);
	if (address.wrong === 'password') {
		throw new HapiHubError(
			'The base URL in the HapiHub credential must not contain a user name or password. Use the API token.',
			{ outcome: 'notSent', cause: 'configuration-invalid' },
		);
	}
	if (address.wrong !== undefined) {
		throw new HapiHubError(
			'The base URL in the HapiHub credential is not a web address, e.g. https://hapihub.example.org',
			{ outcome: 'notSent', cause: 'configuration-invalid' },
		);
	}
	return `${address.origin}${address.path}`;
}
