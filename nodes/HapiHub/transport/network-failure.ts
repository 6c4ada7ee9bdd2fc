import { networkCause, networkCode, networkText } from '../../shared/network-cause';
import { HapiHubError, type FailureFacts } from './hapihub-error';

const WRONG_SETTINGS: FailureFacts = { outcome: 'notSent', cause: 'configuration-invalid' };
const PASSING: FailureFacts = { outcome: 'unknown', cause: 'temporarily-unavailable' };

/**
 * What n8n's request helper throws, in one sentence without addresses, headers or codes: n8n replaces
 * a message that holds an error code with a text of its own.
 */
export function networkFailure(error: unknown): HapiHubError {
	const text = networkText(error);
	switch (networkCause(networkCode(error, text), text)) {
		case 'certificate':
			return new HapiHubError(
				'The TLS certificate of the HapiHub server is not trusted. Install the certificate authority in n8n.',
				WRONG_SETTINGS,
			);
		case 'noTls':
			return new HapiHubError(
				'The HapiHub server does not speak HTTPS at this address. Check whether the base URL must begin with http://.',
				WRONG_SETTINGS,
			);
		case 'noName':
			return new HapiHubError(
				'The name of the HapiHub server cannot be found. Check the base URL in the credential.',
				WRONG_SETTINGS,
			);
		case 'noServer':
			return new HapiHubError(
				'The HapiHub server cannot be reached. Check the base URL, and whether the server is running.',
				{ ...PASSING, outcome: 'notSent' },
			);
		case 'timeout':
			return new HapiHubError('The HapiHub server did not answer in time', PASSING);
		case 'cut':
			return new HapiHubError('The connection to the HapiHub server was cut', PASSING);
	}
}
